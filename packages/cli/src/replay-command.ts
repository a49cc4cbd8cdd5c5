import { type Instant, instantFromIso } from "@casement/engine";
import type { Replayed } from "@casement/hub";
import { type Command, InvalidArgumentError } from "commander";
import { numberIdFrom } from "./number-id.ts";

interface ReplayOptions {
  readonly number?: bigint;
  readonly from?: Instant;
  readonly to?: Instant;
}

/** `casement replay`: reads kept posts again; an upgrade may understand what was not. */
export function addReplay(program: Command): void {
  program
    .command("replay")
    .description("read the kept posts of a stopped hub again; what is known already stays as it is")
    .option("--number <id>", "this number alone", numberIdFrom)
    .option("--from <moment>", "posts that came from then on: 2026-10-01T00:00:00Z", instantFrom)
    .option("--to <moment>", "posts that came before: 2026-11-01", instantFrom)
    .action(replay);
}

async function replay({ number: numberId, from, to }: ReplayOptions): Promise<void> {
  const { replayPosts } = await import("@casement/hub");
  const { onStoppedHub } = await import("./stopped-hub.ts");
  const replayed = await onStoppedHub((workshop) => replayPosts(workshop, { numberId, from, to }));
  for (const one of replayed) process.stdout.write(`${reportOf(one)}\n`);
}

function reportOf({ numberId, ...told }: Replayed): string {
  const { posts, facts, notUnderstoodBefore: before, notUnderstood } = told;
  const read = `${posts} posts, ${facts} new facts`;
  return `${numberId}: ${read}, not understood ${before} -> ${notUnderstood}`;
}

function instantFrom(text: string): Instant {
  const at = instantFromIso(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text);
  if (at !== undefined) return at;
  throw new InvalidArgumentError("It must be a date or a moment, such as 2026-10-01T00:00:00Z.");
}
