import { HOUR_MS, type Instant } from "@casement/engine";
import type { ThreadShape } from "@casement/hub/api";
import { momentFromIso } from "../../time/moment.ts";
import { spanWords } from "../../time/time-words.ts";
import { CLOSING_MS } from "./queues.ts";

/** What a customer is called: the name they gave, else what we know them by. */
export function nameOf(thread: Pick<ThreadShape, "name" | "username" | "phone">): string {
  return thread.name ?? thread.username ?? phoneWords(thread.phone) ?? "Unknown customer";
}

/** One or two letters for the picture; a customer without a name gets the end of the number. */
export function initialsOf(thread: Pick<ThreadShape, "name" | "username" | "phone">): string {
  const name = thread.name ?? thread.username;
  if (name === null) return (thread.phone ?? "?").slice(-2);
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstOf);
  return letters
    .filter((letter) => !/\d/.test(letter))
    .join("")
    .toUpperCase();
}

/** The first character as people count: an emoji is one. */
function firstOf(word: string | undefined): string {
  return [...(word ?? "")][0] ?? "";
}

/**
 * `+44 7700 900142`: enough spaces to read it aloud. Countries we do not know stay in one piece.
 */
export function phoneWords(phone: string | null): string | null {
  if (phone === null) return null;
  const spaced = phone.replace(/^\+(44)(\d{4})(\d{6})$/, "+$1 $2 $3");
  if (spaced !== phone) return spaced;
  return phone
    .replace(/^\+(1)(\d{3})(\d{3})(\d{4})$/, "+$1 $2 $3 $4")
    .replace(/^\+(55)(\d{2})(\d{4,5})(\d{4})$/, "+$1 $2 $3-$4")
    .replace(/^\+(91)(\d{5})(\d{5})$/, "+$1 $2 $3");
}

/** How the window of a thread stands at `now`. */
export interface WindowSign {
  readonly kind: "open" | "closing" | "entry" | "closed" | "never";
  /** How much is left, 0 to 1, for the ring. */
  readonly left: number;
  /** `17 h 40 m`, `closed`. */
  readonly words: string;
}

/**
 * The sign of a thread in the list. A free entry point that our answer would open comes before the
 * window: it is lost first, and it is worth most.
 */
export function windowSignOf(
  thread: Pick<ThreadShape, "window" | "entry_point_offer">,
  now: Instant,
): WindowSign {
  const window = thread.window;
  if (window === null) return { kind: "never", left: 0, words: "" };
  const opensAt = momentFromIso(window.opened_at);
  const closesAt = momentFromIso(window.closes_at);
  const leftMs = closesAt - now;
  if (leftMs <= 0) return { kind: "closed", left: 0, words: "closed" };

  const offer = thread.entry_point_offer;
  if (offer !== null && momentFromIso(offer.lapses_at) > now) {
    const offerMs = momentFromIso(offer.lapses_at) - now;
    return { kind: "entry", left: Math.min(1, offerMs / DAY), words: spanWords(offerMs) };
  }
  // Each message adds its own 24 hours, so a window can be longer than a day; the ring is of the
  // last.
  const wholeMs = Math.min(closesAt - opensAt, DAY);
  return {
    kind: leftMs <= CLOSING_MS ? "closing" : "open",
    left: Math.min(1, leftMs / wholeMs),
    words: spanWords(leftMs),
  };
}

const DAY = 24 * HOUR_MS;

/** Whether a thread has to do with what was typed into the filter box. */
export function isAbout(thread: ThreadShape, q: string): boolean {
  const wanted = q.trim().toLowerCase();
  const digits = wanted.replace(/\D/g, "");
  const texts = [thread.name, thread.username, thread.last_message?.preview];
  return (
    texts.some((text) => text?.toLowerCase().includes(wanted)) ||
    (digits !== "" && (thread.phone?.includes(digits) ?? false))
  );
}
