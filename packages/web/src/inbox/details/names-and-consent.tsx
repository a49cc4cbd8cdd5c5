import type { ConsentShape, ThreadDetailShape } from "@casement/hub/api";
import { Ban, BellOff, BellRing, CircleHelp, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { lookOf } from "../../design/category.ts";
import { momentFromIso } from "../../time/moment.ts";
import { shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ALIAS_WORDS, DETAILS_WORDS } from "./details-words.ts";
import { Section } from "./section.tsx";

/** The names by which the platform tells of the customer; two digits can be one person. */
export function Names({ aliases }: Pick<ThreadDetailShape, "aliases">): ReactNode {
  const now = useNow();
  if (aliases.length === 0) return null;
  return (
    <Section title={DETAILS_WORDS.identity}>
      <dl className="flex flex-col gap-1.5 text-xs">
        {aliases.map(({ kind, value, since }) => (
          <div key={`${kind} ${value}`}>
            <dt className="flex justify-between gap-3 text-ink-3">
              {ALIAS_WORDS[kind]}
              <span>{DETAILS_WORDS.since(shortMoment(momentFromIso(since), now, ZONE))}</span>
            </dt>
            <dd className="figures break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What the customer agreed to, and what of ours they refuse. */
export function ConsentOf({ consent }: { consent: ConsentShape }): ReactNode {
  return (
    <Section title={DETAILS_WORDS.consent}>
      <ul className="flex flex-col gap-1.5 text-xs">
        {linesOf(consent).map(({ icon: Icon, words, isBad }) => (
          <li key={words} className="flex gap-2">
            <Icon
              aria-hidden
              className={`mt-px size-4 shrink-0 ${isBad ? "text-bad" : "text-ink-3"}`}
              strokeWidth={1.75}
            />
            <span className={isBad ? "text-ink" : "text-ink-2"}>{words}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface ConsentLine {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly isBad: boolean;
}

function linesOf({ blocked, opted_in, opted_out }: ConsentShape): ConsentLine[] {
  const lines: ConsentLine[] = [];
  if (blocked) lines.push({ icon: Ban, words: DETAILS_WORDS.blocked, isBad: true });
  if (opted_out.includes("all")) {
    lines.push({ icon: BellOff, words: DETAILS_WORDS.optedOutAll, isBad: true });
  } else if (opted_out.length > 0) {
    const words = DETAILS_WORDS.optedOut(categoriesIn(opted_out));
    lines.push({ icon: BellOff, words, isBad: true });
  }
  if (opted_in === null || opted_in.length === 0) {
    if (lines.length === 0) {
      lines.push({ icon: CircleHelp, words: DETAILS_WORDS.neverAsked, isBad: false });
    }
  } else {
    const words = DETAILS_WORDS.optedIn(categoriesIn(opted_in));
    lines.push({ icon: BellRing, words, isBad: false });
  }
  return lines;
}

function categoriesIn(words: readonly string[]): string {
  if (words.includes("all")) return DETAILS_WORDS.everything;
  return words.map((word) => lookOf(word).name.toLowerCase()).join(", ");
}
