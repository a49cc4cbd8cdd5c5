import type { ButtonHTMLAttributes, ReactNode } from "react";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: "main" | "quiet" | "outline" | "bad";
  readonly size?: "small" | "normal";
}

const LOOKS = {
  main: "bg-accent text-accent-ink hover:bg-accent-hover disabled:bg-selected disabled:text-ink-3",
  outline:
    "border border-line-strong text-ink hover:bg-hover aria-pressed:bg-selected disabled:text-ink-3",
  bad: "bg-bad text-panel hover:opacity-90 disabled:bg-selected disabled:text-ink-3",
  quiet: "text-ink-2 hover:bg-hover hover:text-ink aria-pressed:bg-selected disabled:text-ink-3",
} as const;

const SIZES = { small: "h-8 px-2.5 text-xs", normal: "h-9 px-3.5 text-sm" } as const;

export function Button(props: ButtonProps): ReactNode {
  const { look = "main", size = "normal", className = "", type = "button", ...rest } = props;
  return (
    <button
      type={type}
      className={`
        inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-lg
        font-semibold transition-colors ${SIZES[size]} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does: its accessible name, and what is shown when the pointer rests on it. */
  readonly label: string;
}

export function IconButton({ label, className = "", ...rest }: IconButtonProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`grid size-9 shrink-0 place-items-center rounded-lg text-ink-2 transition-colors
        hover:bg-hover hover:text-ink aria-pressed:bg-selected aria-pressed:text-ink
        ${className}`}
      {...rest}
    />
  );
}
