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
 * browser gives no page on plain http a clipboard.
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
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-semibold text-xs">
        {label}
      </label>
      <div className="flex items-start gap-2">
        <textarea
          ref={input}
          id={id}
          readOnly
          rows={value.split("\n").length}
          value={value}
          aria-describedby={hint === undefined ? undefined : `${id}-more`}
          onFocus={(event) => event.currentTarget.select()}
          className="field-sizing-content min-h-9 min-w-0 flex-1 resize-none wrap-anywhere rounded-lg border border-line bg-ground px-3 py-2 font-mono text-xs"
        />
        <Button
          look="outline"
          className="min-w-24 shrink-0 bg-panel"
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
      </div>
      {hint !== undefined && (
        <p id={`${id}-more`} className="text-ink-2 text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}
