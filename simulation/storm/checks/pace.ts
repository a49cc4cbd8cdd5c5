import type { DraftRow, Evidence } from "../evidence.ts";
import { isId } from "../names.ts";

/** The next message of a thread is called when the one before it was answered (SPEC S5). */
export function orderFaults({ calls, drafts }: Evidence): string[] {
  return [...Map.groupBy(calls, ({ to }) => to)].flatMap(([to, all]) =>
    all.slice(1).flatMap((call, i) => {
      const before = all[i];
      if (before === undefined) return [];
      const faults: string[] = [];
      const ended = before.endedAt ?? before.beganAt;
      // Without a status a webhook settled it: no hub that lives heard the answer.
      const { status } = drafts.get(before.draft) ?? {};
      const wasUnknown = status === 500 || status === null || before.told === undefined;
      if (call.beganAt < ended && !wasUnknown) {
        faults.push(`S5: to +${to}, ${call.draft} was called before ${before.draft} was answered`);
      }
      if (isEarlier(drafts.get(call.draft), drafts.get(before.draft))) {
        faults.push(`S5: to +${to}, ${call.draft} was called after ${before.draft}`);
      }
      return faults;
    }),
  );
}

/** A scheduled one is in the line since its moment came: `created` is then. */
function isEarlier(one: DraftRow | undefined, other: DraftRow | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.created !== other.created) return one.created < other.created;
  return !one.isScheduled && !other.isScheduled && one.draft < other.draft;
}

/** In no second does Meta get more of the number than it lets it send (SPEC S6, S7). */
export function rateFaults({ calls, perSecond }: Evidence): string[] {
  const tooFast = calls.flatMap(({ beganAt }, i) => {
    const earlier = calls[i - perSecond];
    if (earlier === undefined || beganAt - earlier.beganAt >= 1_000) return [];
    return [`S6: more than ${perSecond} calls in the second before ${beganAt}`];
  });
  const refused = calls.filter(({ isInvented, code }) => !isInvented && RATES.has(code ?? 0));
  return [...tooFast, ...refused.map(({ code, to }) => `S7: +${to} was answered ${code}`)];
}

/** The number's own pace, and the pair's. */
const RATES: ReadonlySet<number> = new Set([130_429, 131_056]);

/**
 * What the gate lets go the platform takes, and what it refuses for a closed window was out of it,
 * by all that the hub had been told; but for the margin (SPEC G1, G3; invariant W4).
 */
export function gateFaults({ sent, drafts, posts, said, threads, numberId }: Evidence): string[] {
  const faults: string[] = [];
  for (const { id, callbackData, failedWith } of sent.values()) {
    const draft = drafts.get(callbackData?.replace(/^casement:/, "") ?? "");
    if (failedWith === 131_047 && draft?.window !== "unknown") {
      faults.push(`W4: ${id} went out of its window, which was ${draft?.window}`);
    }
  }
  const phones = new Map(threads.map(({ thread, phone }) => [thread, phone]));
  for (const row of drafts.values()) {
    if (row.reason !== "service_window_closed") continue;
    const phone = phones.get(row.thread);
    const known = posts.filter(({ number, received }) => {
      return number === numberId && received < row.created;
    });
    const isOpen = [...said.messages.values()].some(
      ({ id, from, isPhoneTold, type, at }) =>
        from === phone &&
        // Whose phone nobody told was another, as far as anybody knew.
        (isPhoneTold || isId(row.address)) &&
        type !== "reaction" &&
        at <= row.created &&
        row.created < at + DAY_MS - MARGIN_MS &&
        known.some(({ body }) => body.includes(id)),
    );
    if (isOpen) faults.push(`W4: draft ${row.draft} was refused in an open window`);
  }
  return faults;
}

const DAY_MS = 86_400_000;
const MARGIN_MS = 2_000;
