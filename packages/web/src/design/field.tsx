import { type InputHTMLAttributes, type ReactNode, useId } from "react";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with what was entered, if the server said so. */
  readonly problem?: string | undefined;
}

/** A labelled input, with what helps to fill it in, and what was wrong with it. */
export function Field(props: FieldProps): ReactNode {
  const { label, hint, problem, className = "", ...input } = props;
  const id = useId();
  const isWrong = problem !== undefined;
  return (
    <div className={`flex flex-col gap-1.5 ${className}`}>
      <label htmlFor={id} className="font-semibold text-xs">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={isWrong}
        aria-describedby={isWrong || hint !== undefined ? `${id}-more` : undefined}
        spellCheck={false}
        className={`
          h-10 w-full min-w-0 rounded-lg border bg-panel px-3 transition-colors
          placeholder:text-ink-3 hover:border-ink-3
          ${isWrong ? "border-bad" : "border-line-strong"}`}
        {...input}
      />
      {isWrong ? (
        <p id={`${id}-more`} role="alert" className="text-bad text-xs">
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-more`} className="text-ink-2 text-xs">
            {hint}
          </p>
        )
      )}
    </div>
  );
}
