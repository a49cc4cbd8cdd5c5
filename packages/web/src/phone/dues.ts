import type { ClockReport, Due } from "./phone-shapes.ts";

/** More would push the webhooks off the page. */
const SHOWN_MAX = 5;

/**
 * What happens next on the clock, soonest first: in the emulator, and in the hub that shares its
 * clock. What the next thing is may be known to nobody but the program that it falls due in.
 */
export function duesIn({ next, upcoming, others }: Pick<ClockReport, Names>): readonly Due[] {
  const known = [...others.map((due) => ({ ...due, what: `Hub: ${due.what}` })), ...upcoming];
  const first = known.reduce((at, due) => (due.at < at ? due.at : at), "9");
  const unknown = next !== null && next.at < first ? [{ ...next, what: UNKNOWN }] : [];
  return [...unknown, ...known]
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(0, SHOWN_MAX);
}

type Names = "next" | "upcoming" | "others";

const UNKNOWN = "Something in the hub";
