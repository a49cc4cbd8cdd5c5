import { type ReactNode, useId } from "react";

/** A part of the details under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-semibold text-ink-3 text-xs">
        {title}
      </h3>
      {children}
    </section>
  );
}
