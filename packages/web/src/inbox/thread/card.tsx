import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface CardProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly below?: string | null;
  readonly children?: ReactNode;
}

/** A thing within a message: a file, a place, a person. */
export function Card({ icon: Icon, title, below, children }: CardProps): ReactNode {
  return (
    <div className="my-0.5 flex @min-[21rem]:min-w-52 items-start gap-2.5 rounded-lg bg-ink/5 p-2">
      <span className="grid size-9 shrink-0 place-items-center rounded-md bg-ink/6 text-ink-2">
        <Icon aria-hidden className="size-4.5" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 self-center text-xs">
        <p dir="auto" className="break-words font-medium text-sm [overflow-wrap:anywhere]">
          {title}
        </p>
        {below != null && <p className="text-ink-2">{below}</p>}
        {children}
      </div>
    </div>
  );
}
