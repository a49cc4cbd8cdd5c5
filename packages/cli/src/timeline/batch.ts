import { ledgerJson, ledgerOf } from "@casement/engine/timeline";
import { readTimelineText } from "./timeline-file.ts";

/** How many lines a batch had, and how many of them were no timeline. */
export interface BatchCount {
  lines: number;
  faults: number;
}

/**
 * One result a line for one timeline a line. A line that is wrong has its fault in its place, and
 * the rest goes on.
 */
export async function* resultLines(
  lines: AsyncIterable<string>,
  count: BatchCount,
): AsyncGenerator<string> {
  for await (const line of lines) {
    const reading = readTimelineText(line);
    count.lines++;
    if (!reading.ok) count.faults++;
    const result = reading.ok ? ledgerJson(ledgerOf(reading.timeline)) : { error: reading.fault };
    yield `${JSON.stringify(result)}\n`;
  }
}
