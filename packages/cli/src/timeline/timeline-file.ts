import { readTimeline, type Timeline, type TimelineReading } from "@casement/engine/timeline";
import { readJson } from "./json-text.ts";
import { print } from "./printing.ts";
import { textOf, unreadable } from "./text-lines.ts";

/** Reads a timeline from its text: what is no JSON is a fault like any other. */
export function readTimelineText(text: string): TimelineReading {
  const json = readJson(text);
  return json.ok ? readTimeline(json.value) : json;
}

/**
 * Prints what `wordsFor` says of the timeline in `file`, or in standard input.
 *
 * What is wrong with it is one line on standard error that says where and what, and exit code 2.
 */
export async function printTimeline(
  file: string | undefined,
  wordsFor: (timeline: Timeline) => string,
): Promise<void> {
  await complaining(file, async () => {
    const reading = readTimelineText((await Array.fromAsync(textOf(file))).join(""));
    if (reading.ok) await print([wordsFor(reading.timeline)]);
    else complain(`${file ?? "standard input"}: ${reading.fault.where}: ${reading.fault.what}`);
  });
}

/** Runs `read`; a file that cannot be read is a complaint too. */
export async function complaining(
  file: string | undefined,
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    const why = unreadable(error, file);
    if (why === undefined) throw error;
    complain(why);
  }
}

export function complain(what: string): void {
  process.stderr.write(`${what}\n`);
  process.exitCode = 2;
}
