import type { ReactNode } from "react";

/** A casement: a window on a hinge, standing open. */
export function Logo({ size = 32 }: { size?: number }): ReactNode {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <g className="stroke-accent-ink" strokeLinejoin="round">
        <path d="M9 8.5h14v15H9z" fill="none" strokeWidth="2.2" opacity=".55" />
        <path d="M9 8.5l9.5 3.4v15L9 23.5z" className="fill-accent-ink" strokeWidth="1.6" />
      </g>
    </svg>
  );
}
