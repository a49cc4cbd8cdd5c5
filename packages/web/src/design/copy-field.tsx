import { machineTime } from "@casement/engine/system-clock";
import { Check, Copy } from "lucide-react";
import { type ReactNode, useId, useRef, useState } from "react";
import { Button } from "./button.tsx";

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: ReactNode;
}

const COPIED_FOR_MS = 2_000;

/**
 * Something to take along: pressed once it is in the clipboard. The text is selected as well, for a
 * browser gives no page on plain http a clipboard. What is long is scrolled and never broken, as
 * half an address looks like a whole one.
 */
export function CopyField({ label, value, hint }: CopyFieldProps): ReactNode {
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    setCopied(true);
    machineTime.after(COPIED_FOR_MS, () => setCopied(false));
  };
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] content-start gap-x-2 gap-y-1.5">
      <label htmlFor={id} className="self-end pb-1 font-semibold text-xs sm:col-span-2 sm:pb-0">
        {label}
      </label>
      <textarea
        ref={input}
        id={id}
        readOnly
        rows={value.split("\n").length}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-more`}
        onFocus={(event) => event.currentTarget.select()}
        className="field-sizing-content order-last col-span-2 min-h-9 min-w-0 resize-none overflow-x-auto whitespace-pre rounded-lg border border-line bg-ground px-3 py-2 font-mono text-xs [scrollbar-width:thin] sm:order-none sm:col-span-1"
      />
      <Button
        look="outline"
        size="small"
        className="min-w-20 self-start bg-panel sm:h-9 sm:min-w-24"
        aria-label={`Copy: ${label}`}
        onClick={() => void copy()}
      >
        {copied ? (
          <Check aria-hidden className="size-4" />
        ) : (
          <Copy aria-hidden className="size-4" />
        )}
        <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
      </Button>
      {hint !== undefined && (
        <p id={`${id}-more`} className="order-last col-span-2 text-ink-2 text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
