import { CircleAlert, CircleCheck, CircleHelp, Clock3, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { SignKind } from "./sign-kind.ts";

const LOOKS: { readonly [kind in SignKind]: { readonly icon: LucideIcon; readonly ink: string } } =
  {
    good: { icon: CircleCheck, ink: "text-service" },
    waiting: { icon: Clock3, ink: "text-ink-2" },
    warn: { icon: CircleAlert, ink: "text-warn" },
    bad: { icon: CircleAlert, ink: "text-bad" },
    unknown: { icon: CircleHelp, ink: "text-ink-2" },
  };

/** A sign and its word: the colour never stands alone. */
export function Sign({ kind, children }: { kind: SignKind; children: ReactNode }): ReactNode {
  const { icon: Icon, ink } = LOOKS[kind];
  return (
    <span
      className={`inline-flex items-baseline gap-1.5 whitespace-nowrap font-medium text-xs ${ink}`}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 self-center" strokeWidth={2.25} />
      {children}
    </span>
  );
}
