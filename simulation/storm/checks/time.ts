import type { Evidence } from "../evidence.ts";

/** Positions have no gap, and time does not go back from one to the next (SPEC N3, K3). */
export function eventFaults({ events, counts, endedAt }: Evidence): string[] {
  const faults: string[] = [];
  if (events.at(-1)?.position !== counts.position) {
    faults.push(`N3: the last event is ${events.at(-1)?.position}, and ${counts.position} counted`);
  }
  for (const [i, { position, at }] of events.entries()) {
    const before = events[i - 1];
    if (position !== (before?.position ?? 0) + 1) faults.push(`N3: a gap before ${position}`);
    if (at < (before?.at ?? 0) || at > endedAt) faults.push(`K3: event ${position} is at ${at}`);
  }
  return faults;
}

/** Nothing was received, decided or booked before it can have been, or after the end. */
export function momentFaults({ posts, drafts, postings, endedAt }: Evidence): string[] {
  const faults: string[] = [];
  for (const { body, received } of posts) {
    const said = [...body.matchAll(/"timestamp":"(\d+)"/g)].map(([, at]) => Number(at) * 1_000);
    if (received < Math.max(0, ...said)) faults.push(`K3: a post came before what it tells`);
  }
  for (const { draft, created, settled } of drafts.values()) {
    if (created > endedAt || (settled ?? created) < created) {
      faults.push(`K3: draft ${draft} was settled before it was made`);
    }
  }
  for (const { unit, recorded } of postings) {
    if (recorded > endedAt) faults.push(`K3: ${unit} was booked after the end`);
  }
  return faults;
}

/** Every message is told of: each wamid and each draft of the number is the subject of an event. */
export function toldFaults({ events, messages, drafts }: Evidence): string[] {
  const told = new Set(events.map(({ subject }) => subject));
  const silent = [...messages.keys(), ...drafts.keys()].filter((subject) => !told.has(subject));
  return silent.map((subject) => `N3: no event tells of ${subject}`);
}
