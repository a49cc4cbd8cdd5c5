import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly {
    readonly value: Value;
    readonly label: string;
    readonly icon?: LucideIcon;
  }[];
  readonly chosen: Value;
  readonly choose: (value: Value) => void;
}

/** One of a few, side by side. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const { label, options, chosen, choose } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own.
    <div role="group" aria-label={label} className="flex rounded-lg border border-line p-0.5">
      {options.map(({ value, label: words, icon: Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={chosen === value}
          onClick={() => choose(value)}
          className="flex h-7 items-center gap-1.5 rounded-md px-2.5 font-medium text-ink-2 text-xs transition-colors hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink"
        >
          {Icon !== undefined && <Icon aria-hidden className="size-3.5" />}
          {words}
        </button>
      ))}
    </div>
  );
}
