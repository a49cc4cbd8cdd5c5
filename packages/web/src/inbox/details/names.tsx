import type { ThreadDetailShape } from "@casement/hub/api";
import type { ReactNode } from "react";
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
