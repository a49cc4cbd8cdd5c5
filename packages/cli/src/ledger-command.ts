import { ledgerJson, ledgerOf } from "@casement/engine/timeline";
import type { Command } from "commander";
import { resultLines } from "./timeline/batch.ts";
import { ledgerText } from "./timeline/ledger-tables.ts";
import { print } from "./timeline/printing.ts";
import { linesOf, textOf } from "./timeline/text-lines.ts";
import { complain, complaining, printTimeline } from "./timeline/timeline-file.ts";

/** `casement ledger`: what follows from a timeline, and what it would have cost. */
export function addLedger(program: Command): void {
  program
    .command("ledger")
    .description("what follows from a timeline: windows, conversations, charges, refusals, answers")
    .argument("[file]", "the timeline; standard input if none is named")
    .option("--json", "as JSON, not as tables")
    .option("--batch", "one timeline a line in, one JSON result a line out")
    .action(ledger);
}

interface LedgerOptions {
  readonly json?: true;
  readonly batch?: true;
}

async function ledger(file: string | undefined, { json, batch }: LedgerOptions): Promise<void> {
  if (batch === true) return complaining(file, () => printBatch(file));
  await printTimeline(file, (timeline) => {
    const ledger = ledgerOf(timeline);
    return json === true ? `${JSON.stringify(ledgerJson(ledger), null, 2)}\n` : ledgerText(ledger);
  });
}

async function printBatch(file: string | undefined): Promise<void> {
  const count = { lines: 0, faults: 0 };
  await print(resultLines(linesOf(textOf(file)), count));
  if (count.faults > 0) complain(`${count.faults} of ${count.lines} lines are no timeline`);
}
