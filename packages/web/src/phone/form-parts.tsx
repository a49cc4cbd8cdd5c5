import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "../design/button.tsx";
import type { Beside } from "./customer-message.ts";

/** What each form of the attach panel is given. */
export interface PieceFormProps {
  readonly send: (message: object) => Promise<void>;
  readonly beside: Beside;
  readonly close: () => void;
}

interface FramedFormProps {
  readonly title: string;
  readonly mayGo: boolean;
  readonly submit: () => void;
  readonly close: () => void;
  readonly children: ReactNode;
}

export function FramedForm(props: FramedFormProps): ReactNode {
  const { title, mayGo, submit, close, children } = props;
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (mayGo) submit();
  };
  return (
    <form onSubmit={onSubmit} aria-label={title} className="flex flex-col gap-2 p-1">
      <h3 className="font-semibold">{title}</h3>
      {children}
      <div className="flex justify-end gap-2">
        <Button look="quiet" size="small" onClick={close}>
          Cancel
        </Button>
        <Button type="submit" size="small" disabled={!mayGo}>
          Send it
        </Button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly type?: "text" | "number" | "tel";
}

export function TextField({ label, value, change, type = "text" }: TextFieldProps): ReactNode {
  const id = useId();
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className="text-ink-2 text-xs">
        {label}
      </label>
      <input
        id={id}
        type={type}
        step="any"
        value={value}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        className="h-9 w-full rounded-lg border border-line-strong bg-panel px-2.5"
      />
    </div>
  );
}
