import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  readonly role?: "status" | "alert";
}

/** A pane that has nothing to show says what happened and what to do next. */
export function Notice({ icon: Icon, title, children, role }: NoticeProps): ReactNode {
  return (
    <div
      role={role}
      className="flex h-full min-h-48 flex-col items-center justify-center gap-2 p-8 text-center"
    >
      <span className="mb-1 grid size-11 place-items-center rounded-2xl bg-selected text-ink-2">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <p className="font-semibold text-base">{title}</p>
      <div className="flex max-w-[36ch] flex-col items-center gap-3 text-pretty text-ink-2">
        {children}
      </div>
    </div>
  );
}
