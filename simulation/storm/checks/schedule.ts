import type { Entry } from "../calendar.ts";
import type { Evidence, PlatformMessage } from "../evidence.ts";

/**
 * What is scheduled is said at most once, as it was last changed, not before its moment and not an
 * hour after it; what was taken back, or never was but answered 503, is not said at all (SPEC S12,
 * S13, S17).
 */
export function scheduleFaults(evidence: Evidence): string[] {
  const said = Map.groupBy(evidence.sent.values(), (one) => saidIn(one)?.count);
  return evidence.entries.flatMap((entry) =>
    entryFaults(entry, said.get(entry.count) ?? [], evidence).map(
      (fault) => `S12: later ${entry.count} ${fault}`,
    ),
  );
}

function entryFaults(
  entry: Entry,
  messages: readonly PlatformMessage[],
  { drafts, sightings }: Evidence,
): string[] {
  const faults: string[] = [];
  const row = drafts.get(entry.draft ?? "");
  if (entry.draft !== undefined && row === undefined) faults.push("is no draft any more");
  if (entry.answers.includes(503)) sightings.saw("a scheduled message that was answered 503");
  if (row?.state === "withdrawn") sightings.saw("a scheduled message too late to be sent");
  // What Meta found to be out of its window may be said again, once, by the fallback.
  const [message, ...more] = messages.toSorted((a, b) => a.at - b.at);
  const [fallback] = more;
  const isInstead =
    more.length === 1 && message?.failedWith === WINDOW_CLOSED && isFallback(fallback);
  if (more.length > 0 && !isInstead) faults.push(`was sent ${messages.length} times`);
  if (message === undefined) return faults;
  if (entry.answers.every((status) => status === 503)) {
    faults.push("was always answered 503, and sent");
  }
  if (entry.isCanceled) faults.push("was taken back, and sent");
  const version = saidIn(message)?.version;
  const allowed = versionsLeft(entry).filter((one) => version === undefined || one === version);
  const dues = allowed.map((one) => dueIn(entry, one));
  if (allowed.length === 0) return [...faults, `was sent in version ${version}`];
  const earliest = allowed.map((one) => entry.versions[one]?.sendAt ?? 0);
  if (message.at < Math.min(...earliest)) faults.push("was sent before its moment");
  const lateMs = message.at - Math.max(...dues);
  if (lateMs > LATE_MS_MAX) faults.push(`was sent ${lateMs} ms after its moment`);
  sightings.saw("a scheduled message that was sent");
  if (messages.some(isFallback)) sightings.saw("a fallback sent in a scheduled message's place");
  if (lateMs > LATE_MS) sightings.saw("a scheduled message sent late by a hub that came back");
  return faults;
}

function isFallback(message: PlatformMessage | undefined): boolean {
  return message !== undefined && saidIn(message)?.version === undefined;
}

const WINDOW_CLOSED = 131_047;

/** When it was to be sent at the latest: at once, if it was asked for again after the moment. */
function dueIn({ versions }: Entry, index: number): number {
  const version = versions[index];
  return version === undefined ? 0 : Math.max(version.sendAt, version.askedAt);
}

/** What the message may be by now: the last version that is surely so, or one of those after. */
function versionsLeft({ versions }: Entry): number[] {
  const last = versions.findLastIndex(({ told }) => told === "yes");
  return versions.flatMap(({ told }, index) =>
    index === last || (index > last && told === "nothing") ? [index] : [],
  );
}

/** Which entry it is that a message says, and in which version; a fallback has none. */
function saidIn({ content }: PlatformMessage): { count: number; version?: number } | undefined {
  const text = JSON.stringify(content);
  const [, count, version, instead] = /Later (\d+) in version (\d+)|"L-(\d+)"/.exec(text) ?? [];
  if (instead !== undefined) return { count: Number(instead) };
  return count === undefined ? undefined : { count: Number(count), version: Number(version) };
}

const HOUR_MS = 3_600_000;
/** An hour, and its turn in the line. */
const LATE_MS_MAX: number = HOUR_MS + 60_000;
/** Later than this it did not wait for its turn alone. */
const LATE_MS = 60_000;
