import type { Instant } from "@casement/engine";
import type { ThreadShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";
import { listMoment, shortMoment } from "../../time/time-words.ts";
import { type WindowSign, windowSignOf } from "./thread-words.ts";

type OpenConversation = ThreadShape["conversations"][number];

/** What time alone changes in the row of a thread. */
export interface RowSigns {
  readonly window: WindowSign;
  /** `14:05`, `Tue`; none if nothing was ever said. */
  readonly lastAt: string | undefined;
  /** `Fri 08:02`, of a customer who waits for an answer. */
  readonly waitsSince: string | undefined;
  readonly open: readonly OpenConversation[];
}

export function rowSignsOf(thread: ThreadShape, now: Instant, zone: string): RowSigns {
  const { last_message: last, waiting_since: since } = thread;
  return {
    window: windowSignOf(thread, now),
    lastAt: last === null ? undefined : listMoment(momentFromIso(last.at), now, zone),
    waitsSince: since === null ? undefined : shortMoment(momentFromIso(since), now, zone),
    open: thread.conversations.filter((one) => momentFromIso(one.expires_at) > now),
  };
}

/** More steps than the ring of a row has pixels. */
const RING_STEPS = 200;

/** The same for two moments at which a row looks the same. */
export function seenOf({ window, lastAt, waitsSince, open }: RowSigns): string {
  const ring = Math.round(window.left * RING_STEPS);
  return [window.kind, window.words, ring, lastAt, waitsSince, open.length].join("|");
}
