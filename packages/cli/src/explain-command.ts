import { ledgerOf } from "@casement/engine/timeline";
import type { Command } from "commander";
import { explanationText } from "./timeline/explanation.ts";
import { printTimeline } from "./timeline/timeline-file.ts";

/** `casement explain`: why each message of a timeline cost what it cost. */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .description(
      "why each message of a timeline cost what it cost, and why each answer is as it is",
    )
    .argument("[file]", "the timeline; standard input if none is named")
    .action(explainTimeline);
}

function explainTimeline(file: string | undefined): Promise<void> {
  return printTimeline(file, (timeline) => explanationText(ledgerOf(timeline)));
}
