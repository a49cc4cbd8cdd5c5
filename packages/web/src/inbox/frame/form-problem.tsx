import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What is wrong with a form as a whole. */
export function FormProblem({ children }: { children: string | undefined }): ReactNode {
  if (children === undefined) return null;
  return (
    <p
      role="alert"
      className="flex items-start gap-2 rounded-lg bg-bad-soft px-3 py-2 text-bad text-xs"
    >
      <CircleAlert aria-hidden className="mt-px size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
