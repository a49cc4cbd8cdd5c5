import type {
  ConsentShape,
  CustomerConsentShape,
  CustomerShape,
  ThreadShape,
} from "@casement/hub/api";
import { Ban, BellOff, BellRing, CircleHelp, type LucideIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { mayDo, useSession } from "../frame/session.ts";
import { categoriesIn } from "./consent-categories.ts";
import { useCustomer } from "./customer-query.ts";
import { CONSENT_WORDS } from "./customer-words.ts";
import { NewConsent } from "./new-consent.tsx";
import { Section } from "./section.tsx";

interface ConsentProps {
  readonly thread: ThreadShape;
  readonly consent: ConsentShape;
  /** Of the detail: a change of the customer's is one of the thread. */
  readonly position: number;
}

/** What the customer agreed to and what they stopped, where that is from, and how to add to it. */
export function ConsentOf({ thread, consent, position }: ConsentProps): ReactNode {
  const [adds, setAdds] = useState(false);
  const may = mayDo(useSession(), "consent:write");
  const { data: customer } = useCustomer(thread, position);
  return (
    <Section title={CONSENT_WORDS.title}>
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
      {customer !== undefined && <Recorded consents={customer.consents} />}
      {may && customer !== undefined && !adds && (
        <Button look="outline" size="small" className="self-start" onClick={() => setAdds(true)}>
          {CONSENT_WORDS.add}
        </Button>
      )}
      {adds && <NewConsent thread={thread} close={() => setAdds(false)} />}
    </Section>
  );
}

/** Where it is from: the newest first, the older behind one click. */
function Recorded({ consents }: Pick<CustomerShape, "consents">): ReactNode {
  const now = useNow();
  if (consents.length === 0) return null;
  return (
    <details className="text-xs">
      <summary className="cursor-pointer text-ink-2">
        {CONSENT_WORDS.recorded(consents.length)}
      </summary>
      <ul className="mt-2 flex flex-col gap-2">
        {consents.map((one) => (
          <li key={one.consent_id} className="flex flex-col gap-0.5">
            <p>{saidIn(one, shortMoment(momentFromIso(one.stated_at), now, ZONE))}</p>
            <p className="text-ink-2">{CONSENT_WORDS.from(one.source, one.who)}</p>
            {one.evidence !== null && <p className="break-words text-ink-3">{one.evidence}</p>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function saidIn({ word, category }: CustomerConsentShape, when: string): string {
  const what = categoriesIn([category]);
  return word === "opt_in" ? CONSENT_WORDS.agreed(what, when) : CONSENT_WORDS.stopped(what, when);
}

interface ConsentLine {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly isBad: boolean;
}

/** How it stands now, in lines: what stands against a message first. */
function linesOf(consent: ConsentShape): ConsentLine[] {
  const { blocked, opted_in, opted_out, opt_in_required } = consent;
  const lines: ConsentLine[] = [];
  if (blocked) lines.push({ icon: Ban, words: CONSENT_WORDS.blocked, isBad: true });
  if (opted_out.includes("all")) {
    lines.push({ icon: BellOff, words: CONSENT_WORDS.optedOutAll, isBad: true });
  } else if (opted_out.length > 0) {
    const words = CONSENT_WORDS.optedOut(categoriesIn(opted_out));
    lines.push({ icon: BellOff, words, isBad: true });
  }
  if (opted_in !== null && opted_in.length > 0) {
    const words = CONSENT_WORDS.optedIn(categoriesIn(opted_in));
    lines.push({ icon: BellRing, words, isBad: false });
  } else if (opt_in_required) {
    lines.push({ icon: BellOff, words: CONSENT_WORDS.required, isBad: true });
  } else if (lines.length === 0) {
    lines.push({ icon: CircleHelp, words: CONSENT_WORDS.neverAsked, isBad: false });
  }
  return lines;
}
