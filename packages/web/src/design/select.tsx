import { ChevronDown } from "lucide-react";
import type { ReactNode, SelectHTMLAttributes } from "react";

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  readonly height?: "small" | "normal" | "tall";
}

const HEIGHTS = { small: "h-8 text-xs", normal: "h-9", tall: "h-10" } as const;

/** One of several, by the browser's own list. */
export function Select({ height = "normal", className = "", ...rest }: SelectProps): ReactNode {
  return (
    <span className={`relative inline-flex min-w-0 ${className}`}>
      <select
        className={`
          w-full min-w-0 appearance-none truncate rounded-lg border border-line-strong bg-panel pr-8
          pl-3 transition-colors hover:border-ink-3 disabled:text-ink-3 ${HEIGHTS[height]}`}
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2.5 size-4 text-ink-2"
      />
    </span>
  );
}
