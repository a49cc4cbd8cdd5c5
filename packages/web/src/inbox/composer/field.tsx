import { type ReactNode, useId } from "react";
import { COMPOSER_WORDS } from "./composer-words.ts";

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly lengthMax: number;
  /** What it may look like, where that is known. */
  readonly example?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  /** The first of its form: whoever opened the form is about to fill it in. */
  readonly first?: boolean;
}

/** A line to fill in, under its name; how much room is left is said once it gets scarce. */
export function Field(props: FieldProps): ReactNode {
  const { label, value, change, lengthMax, example = "" } = props;
  const { link = false, optional = false, first = false } = props;
  const id = useId();
  const left = lengthMax - value.length;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label
        htmlFor={id}
        className="flex justify-between gap-2 font-medium text-ink-2 text-xs first-letter:uppercase"
      >
        <span className="truncate first-letter:uppercase">{label}</span>
        {left <= Math.min(20, lengthMax / 2) && value !== "" && (
          <span className={`figures font-normal ${left === 0 ? "text-warn" : "text-ink-3"}`}>
            {left}
          </span>
        )}
      </label>
      <input
        id={id}
        // biome-ignore lint/a11y/noAutofocus: whoever opened the form is about to fill it in.
        autoFocus={first}
        required={!optional}
        type={link ? "url" : "text"}
        placeholder={placeholderOf(example, link)}
        maxLength={lengthMax}
        autoComplete="off"
        value={value}
        onChange={(event) => change(event.target.value)}
        className="h-9 w-full rounded-lg border border-line-strong bg-ground px-2.5 placeholder:text-ink-3"
      />
    </div>
  );
}

/** Said as an example, so that nobody takes it for something that is filled in already. */
function placeholderOf(example: string, link: boolean): string | undefined {
  if (link) return "https://…";
  return example === "" ? undefined : COMPOSER_WORDS.example(example);
}
