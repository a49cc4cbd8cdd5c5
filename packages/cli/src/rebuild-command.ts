import type { NumberRebuilt } from "@casement/hub";
import type { Command } from "commander";
import { numberIdFrom } from "./number-id.ts";

interface RebuildOptions {
  readonly number?: bigint;
  readonly write?: boolean;
}

/** `casement rebuild`: folds the facts anew, and tells where what is stored is not that. */
export function addRebuild(program: Command): void {
  program
    .command("rebuild")
    .description("fold the facts of a stopped hub anew, and tell what is stored otherwise")
    .option("--number <id>", "this number alone", numberIdFrom)
    .option("--write", "replace what differs, and correct the books by new postings")
    .action(rebuild);
}

async function rebuild({ number: numberId, write = false }: RebuildOptions): Promise<void> {
  const { rebuildStored } = await import("@casement/hub");
  const { onStoppedHub } = await import("./stopped-hub.ts");
  const rebuilt = await onStoppedHub((workshop) => rebuildStored(workshop, { numberId, write }));
  for (const one of rebuilt) process.stdout.write(reportOf(one));
  const isWrong = rebuilt.some(({ differences, left }) => (left ?? differences).length > 0);
  process.exitCode = isWrong ? 1 : 0;
}

/** A line a difference: `-` is stored and should not be, `+` should be stored and is not. */
function reportOf({ numberId, threads, differences, left }: NumberRebuilt): string {
  const lines = differences.map(
    ({ side, threadId, text }) => `${side === "stored" ? "-" : "+"} ${threadId ?? "-"} ${text}`,
  );
  const count = `${threads} ${threads === 1 ? "thread" : "threads"}`;
  return [...lines, `${numberId}: ${count}, ${endOf(differences.length, left?.length)}`, ""].join(
    "\n",
  );
}

function endOf(differences: number, left: number | undefined): string {
  if (differences === 0) return "stored as the facts make it";
  if (left === undefined) return `${differences} lines differ; --write puts them right`;
  return left === 0
    ? `${differences} lines differed, and are right now`
    : `${differences} lines differed, and ${left} still do: please report this`;
}
