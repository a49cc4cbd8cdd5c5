import { Popover } from "radix-ui";
import type { ReactNode } from "react";

interface WhyProps {
  /** The question, complete: `Why $0.0388?` */
  readonly question: string;
  /** What is pressed: the amount itself, or the question. */
  readonly children: ReactNode;
  /** The answer, in `explain`'s words. */
  readonly answer: string;
  readonly rule: string;
  /** What else there is to know, below the answer. */
  readonly more?: ReactNode;
}

/** `explain` ends its sentence in the rule's id, which stands on a line of its own here. */
export function withoutRule(answer: string, rule: string): string {
  return answer.endsWith(` (${rule})`) ? answer.slice(0, -rule.length - 3) : answer;
}

/** An amount that can be questioned: pressed, it says by which rule it is what it is. */
export function Why({ question, children, answer, rule, more }: WhyProps): ReactNode {
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
          <p className="text-ink-2">{withoutRule(answer, rule)}</p>
          {more}
          <p className="mt-2.5 border-line border-t pt-2 text-ink-3 text-xs">
            Rule <span className="font-semibold text-ink-2">{rule}</span>
          </p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
