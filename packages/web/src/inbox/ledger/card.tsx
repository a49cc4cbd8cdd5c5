import { type ReactNode, useId } from "react";

interface CardProps {
  readonly title: string;
  /** What there is to know of it, in a few words. */
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of the ledger under its own heading. */
export function Card({ title, hint, actions, className = "", children }: CardProps): ReactNode {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`flex min-w-0 flex-col rounded-2xl border border-line bg-panel p-4 shadow-card
        md:p-5 ${className}`}
    >
      <div className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id={id} className="font-semibold text-base">
            {title}
          </h2>
          {hint !== undefined && <p className="text-ink-3 text-xs">{hint}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
