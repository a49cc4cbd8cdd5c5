import { type ReactNode, useId } from "react";

interface SwitchProps {
  readonly label: string;
  /** What it does, where the label cannot say it. */
  readonly hint?: string;
  readonly on: boolean;
  readonly turn: (on: boolean) => void;
  readonly disabled?: boolean;
}

/** Something that is on or off. */
export function Switch({ label, hint, on, turn, disabled = false }: SwitchProps): ReactNode {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-3">
      <div className="min-w-0">
        <p id={id}>{label}</p>
        {hint !== undefined && <p className="text-ink-3 text-xs">{hint}</p>}
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        disabled={disabled}
        onClick={() => turn(!on)}
        className="h-5.5 w-9.5 shrink-0 rounded-full border border-line-strong bg-selected p-0.5 transition-colors aria-checked:border-accent aria-checked:bg-accent"
      >
        <span
          aria-hidden
          className={`block size-4 rounded-full shadow-card transition-transform
            ${on ? "translate-x-4 bg-accent-ink" : "bg-ink-3"}`}
        />
      </button>
    </div>
  );
}
