import type { ReactNode } from "react";

interface PartHeadProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly actions?: ReactNode;
}

/** What a part of the settings is for, and the one thing to do there. */
export function PartHead({ title, lead, actions }: PartHeadProps): ReactNode {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h2 className="font-semibold text-lg tracking-tight">{title}</h2>
        <p className="max-w-[60ch] text-pretty text-ink-2">{lead}</p>
      </div>
      {actions}
    </header>
  );
}
