import type { ReactNode } from "react";

/** Names and what stands for them, a line each. */
export function Figures({ children }: { children: ReactNode }): ReactNode {
  return <dl className="flex flex-col">{children}</dl>;
}

interface FigureProps {
  readonly name: string;
  readonly children: ReactNode;
  readonly meaning?: string;
}

export function Figure({ name, children, meaning }: FigureProps): ReactNode {
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-0.5 border-line border-b py-2.5 first:pt-0 last:border-b-0 last:pb-0">
      <dt className="text-ink-2">{name}</dt>
      <dd className="figures break-words text-right font-medium">{children}</dd>
      {meaning !== undefined && <dd className="col-span-2 text-ink-3 text-xs">{meaning}</dd>}
    </div>
  );
}
