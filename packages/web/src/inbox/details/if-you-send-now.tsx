import type { Draft } from "@casement/engine";
import type { ReactNode } from "react";
import type { Tone } from "../../design/category.ts";
import { Chip } from "../../design/category-chip.tsx";
import { Why } from "../../design/why.tsx";
import { useNow, ZONE } from "../../time/use-now.ts";
import { answerWords } from "../composer/answer-words.ts";
import { FREE_FORM, type Sending, verdictOn } from "../composer/sending.ts";
import { costWords, effectWords, rulesOf } from "../composer/verdict-words.ts";
import { Section } from "./section.tsx";

interface Kind {
  readonly name: string;
  readonly tone: Tone;
  readonly draft: Draft;
  /** What it is when it opens or joins its own kind, which need not be said again. */
  readonly category: string;
}

const KINDS: readonly Kind[] = [
  { name: "Free-form", tone: "plain", draft: FREE_FORM, category: "" },
  { name: "Utility", tone: "utility", draft: templateOf("utility"), category: "utility" },
  { name: "Marketing", tone: "marketing", draft: templateOf("marketing"), category: "marketing" },
  {
    name: "Authentication",
    tone: "authentication",
    draft: templateOf("authentication"),
    category: "authentication",
  },
];

/** What each kind of message would do and cost, were it sent this second. */
export function IfYouSendNow({ sending }: { sending: Sending }): ReactNode {
  const now = useNow();
  return (
    <Section title="If you send now">
      <table className="w-full border-separate border-spacing-0">
        <thead className="sr-only">
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Does and costs</th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => (
            <Row key={kind.name} kind={kind} sending={sending} now={now} />
          ))}
        </tbody>
      </table>
    </Section>
  );
}

interface RowProps {
  readonly kind: Kind;
  readonly sending: Sending;
  readonly now: ReturnType<typeof useNow>;
}

function Row({ kind, sending, now }: RowProps): ReactNode {
  const verdict = verdictOn(sending, kind.draft, now);
  const { decision } = verdict;
  const { window } = sending.thread.state;
  const cost = decision.allowed ? costWords(decision) : "why?";
  return (
    <tr className="text-xs">
      <th scope="row" className="py-1 pr-2 text-left font-normal">
        <Chip tone={kind.tone}>{kind.name}</Chip>
      </th>
      <td className="py-1 text-right text-ink-2">
        {effectWords(decision, kind.category)}
        {", "}
        <Why
          question={decision.allowed ? `Why ${cost}?` : `Why not ${kind.name.toLowerCase()}?`}
          answer={answerWords(verdict, { window, now, zone: ZONE })}
          {...rulesOf(decision)}
        >
          <span className="figures text-ink">{cost}</span>
        </Why>
      </td>
    </tr>
  );
}

function templateOf(category: NonNullable<Draft["category"]>): Draft {
  return { content: "template", category, templateStatus: "approved" };
}
