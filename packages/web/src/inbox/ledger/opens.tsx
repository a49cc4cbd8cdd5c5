import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { LedgerSearch, LineQuestion } from "./ledger-search.ts";

interface OpensProps {
  readonly shown: LedgerSearch;
  /** Which lines the number counts. */
  readonly question: LineQuestion;
  /** What the number is, complete, for those who do not see where it stands. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A number that opens to the messages which it counts. */
export function Opens({ shown, question, label, className = "", children }: OpensProps): ReactNode {
  const { month, account } = shown;
  return (
    <Link
      to="/ledger"
      search={{
        ...(month === undefined ? {} : { month }),
        ...(account === undefined ? {} : { account }),
        ...question,
      }}
      hash="lines"
      resetScroll={false}
      aria-label={`${label}: show the messages`}
      className={`rounded-sm underline decoration-line-strong decoration-dotted underline-offset-3
        transition-colors hover:text-ink hover:decoration-current ${className}`}
    >
      {children}
    </Link>
  );
}
