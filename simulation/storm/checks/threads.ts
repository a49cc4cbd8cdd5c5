import type { Evidence, MessageRow } from "../evidence.ts";

/** Each message that was told of is there, with the least moment of each step (SPEC F4, F5). */
export function statusFaults({ said, messages }: Evidence): string[] {
  const faults: string[] = [];
  for (const { id } of said.messages.values()) {
    if (messages.get(id)?.direction !== "in") faults.push(`I3: no message ${id}`);
  }
  for (const [wamid, told] of said.statuses) {
    const row = messages.get(wamid);
    const least = (...names: readonly string[]): number | null => {
      const moments = names.flatMap((name) => told.get(name) ?? []);
      return moments.length === 0 ? null : Math.min(...moments);
    };
    const wanted: Record<string, number | null> = {
      sent: least("sent"),
      delivered: least("delivered"),
      read: least("read"),
      failed: least("failed"),
    };
    for (const [name, at] of Object.entries(wanted)) {
      const kept = row === undefined ? undefined : momentOf(row, name);
      // A message of ours that was not reported sent was sent when the platform took it.
      if (kept === at || (name === "sent" && at === null)) continue;
      faults.push(`F4: ${wamid} is ${name} at ${kept}, and was reported at ${at}`);
    }
  }
  return faults;
}

function momentOf(row: MessageRow, name: string): number | null | undefined {
  return { sent: row.sent, delivered: row.delivered, read: row.read, failed: row.failed }[name];
}

/** The windows of a thread are the days that followed what the customer wrote (engine W1, W2). */
export function windowFaults({ said, threads, windows }: Evidence): string[] {
  return threads.flatMap(({ thread, phone, isSpare }) => {
    if (isSpare) return [];
    const heard = [...said.messages.values()]
      .filter(({ from, type }) => from === phone && type !== "reaction")
      .map(({ at }) => at)
      .sort((a, b) => a - b);
    const wanted: { opened: number; closes: number }[] = [];
    for (const at of heard) {
      const last = wanted.at(-1);
      if (last !== undefined && at <= last.closes) last.closes = at + DAY_MS;
      else wanted.push({ opened: at, closes: at + DAY_MS });
    }
    const kept = windows
      .filter((one) => one.thread === thread)
      .map(({ opened, closes }) => ({ opened, closes }));
    const [is, should] = [JSON.stringify(kept), JSON.stringify(wanted)];
    return is === should ? [] : [`W2: +${phone} has the windows ${is}, not ${should}`];
  });
}

/** Nobody is two threads, and what is unread is what was written after it was last looked at. */
export function threadFaults({ said, threads, messages }: Evidence): string[] {
  const faults: string[] = [];
  const seen = new Map<string, string>();
  for (const { thread, phone, heard, readTo, isSpare } of threads) {
    if (isSpare) continue;
    const other = seen.get(phone);
    if (other !== undefined && other !== thread) faults.push(`F7: +${phone} is two threads`);
    seen.set(phone, thread);
    const written = [...said.messages.values()].filter(({ from }) => from === phone);
    const last = written.length === 0 ? null : Math.max(...written.map(({ at }) => at));
    if (heard !== last) faults.push(`N2: +${phone} was heard at ${heard}, and wrote at ${last}`);
    if (readTo !== null && !written.some(({ at }) => at === readTo)) {
      faults.push(`N2: +${phone} is read to ${readTo}, when nothing was written`);
    }
  }
  for (const { id, from } of said.messages.values()) {
    const row = messages.get(id);
    if (row?.thread !== seen.get(from)) faults.push(`F7: ${id} is not in the thread of +${from}`);
  }
  return faults;
}

const DAY_MS = 86_400_000;
