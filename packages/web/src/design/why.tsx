import { Popover } from "radix-ui";
import type { ReactNode } from "react";
import { Dated } from "./dated.tsx";
import { Rules } from "./rule.tsx";
import type { RulePart } from "./rule-words.ts";

interface WhyProps {
  /** The question, complete: `Why $0.0388?` */
  readonly question: string;
  /** What is pressed: the amount itself, or the question. */
  readonly children: ReactNode;
  /** The answer, in `explain`'s words. */
  readonly answer: string;
  /** The rule of the answer; of a price, the one that makes it that price. */
  readonly rule: string;
  /** Which others have part in it. */
  readonly others?: readonly RulePart[] | undefined;
  /** What else there is to know, below the answer. */
  readonly more?: ReactNode;
}

/** `explain` ends its sentence in the rule's id, which stands on a line of its own here. */
export function withoutRule(answer: string): string {
  return answer.replace(/ \([A-Z]+\d+\)$/, "");
}

/** An amount that can be questioned: pressed, it says by which rule it is what it is. */
export function Why({ question, children, answer, rule, others, more }: WhyProps): ReactNode {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={question}
        className="rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3 transition-colors hover:text-ink hover:decoration-current"
      >
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={question}
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="arrives z-50 w-80 max-w-[calc(100vw-24px)] rounded-xl bg-raised p-3.5 text-left text-ink text-sm shadow-float outline-none"
        >
          <p className="mb-1 font-semibold">{question}</p>
          <p className="text-ink-2">
            <Dated text={withoutRule(answer)} />
          </p>
          {more}
          <div className="mt-2.5 border-line border-t pt-2">
            <Rules rule={rule} others={others} />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
