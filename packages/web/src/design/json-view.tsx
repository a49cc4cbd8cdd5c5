import { type ReactNode, useLayoutEffect, useMemo, useRef } from "react";
import { jsonLines } from "./json-lines.ts";

interface JsonViewProps {
  readonly text: string;
  readonly label: string;
  /** What of it is marked, and where the view begins: `entry[0].changes[0]`. */
  readonly markedPath?: string | undefined;
}

/** Bytes that are JSON, on lines of their own; what is none is shown as it came. */
export function JsonView({ text, label, markedPath }: JsonViewProps): ReactNode {
  const lines = useMemo(() => jsonLines(text, markedPath), [text, markedPath]);
  const box = useRef<HTMLElement>(null);
  const firstMarked = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (box.current === null || firstMarked.current === null) return;
    box.current.scrollTop = Math.max(0, firstMarked.current.offsetTop - MARGIN_PX);
  }, []);
  const first = lines?.findIndex((line) => line.marked) ?? -1;
  return (
    <section
      ref={box}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
      tabIndex={0}
      className="relative max-h-80 overflow-auto rounded-lg border border-line bg-ground py-2 font-mono text-2xs leading-relaxed focus-visible:-outline-offset-2"
    >
      <pre>
        {lines === undefined ? (
          <code className="block px-3">{text}</code>
        ) : (
          <code className="block w-max min-w-full">
            {lines.map((line, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change their order.
                key={index}
                ref={index === first ? firstMarked : undefined}
                className={`block px-3 ${line.marked ? "bg-accent-soft" : ""}`}
              >
                {`${"  ".repeat(line.depth)}${line.text}`}
              </span>
            ))}
          </code>
        )}
      </pre>
    </section>
  );
}

const MARGIN_PX = 32;
