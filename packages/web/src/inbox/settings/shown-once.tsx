import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";

interface ShownOnceProps {
  readonly label: string;
  readonly title: string;
  readonly note: string;
  readonly done: () => void;
  /** What is to be copied. */
  readonly children: ReactNode;
}

/** The one time that something is shown, until somebody says that they have it. */
export function ShownOnce({ label, title, note, done, children }: ShownOnceProps): ReactNode {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={label}
      className="arrives flex flex-col gap-4 rounded-2xl border border-accent bg-accent-soft p-4 outline-none md:p-5"
    >
      <div>
        <h3 className="font-semibold text-base">{title}</h3>
        <p className="text-ink-2">{note}</p>
      </div>
      {children}
      <Button look="outline" onClick={done} className="self-start bg-panel">
        I have it
      </Button>
    </section>
  );
}
