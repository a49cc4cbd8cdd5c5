import type { NewKeyShape, NumberShape } from "@casement/hub/api";
import { type ReactNode, useId, useState } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { Field } from "../../design/field.tsx";
import { ApiDocsLink } from "./api-docs-link.tsx";
import { NOBODY, recipientsIn, sendCommand } from "./send-command.ts";
import { useLastThreads } from "./settings-api.ts";

interface FirstSendProps {
  readonly made: NewKeyShape;
  readonly number: NumberShape;
}

/** A command that sends with the new key, to whomever one chooses. */
export function FirstSend({ made, number }: FirstSendProps): ReactNode {
  const { number_id: numberId } = number;
  const id = useId();
  const [to, setTo] = useState("");
  const threads = useLastThreads(numberId).data ?? [];
  const baseUrl = window.location.origin;
  return (
    <div className="flex flex-col gap-4 border-accent/30 border-t pt-4">
      <div>
        <h4 className="font-semibold">Send a first message</h4>
        <p className="text-ink-2">
          From {number.name ?? "your number"}
          {number.phone === null ? "" : `, ${number.phone}`}. Choose who gets it, and run the
          command.
        </p>
      </div>
      <Field
        label="Customer’s phone number"
        list={id}
        inputMode="tel"
        autoComplete="off"
        placeholder="447700900142"
        className="max-w-xs"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        hint="With its country code. Whoever wrote last is offered as you type."
      />
      <datalist id={id}>
        {recipientsIn(threads).map(({ phone, name }) => (
          <option key={phone} value={phone}>
            {name}
          </option>
        ))}
      </datalist>
      <CopyField
        label="Command"
        value={sendCommand({ baseUrl, key: made.key, numberId, to })}
        hint={<Hint isOpen={to === ""} />}
      />
    </div>
  );
}

function Hint({ isOpen }: { isOpen: boolean }): ReactNode {
  return (
    <>
      {isOpen && `${NOBODY} is the phone number from above. `}
      Every other call is in the <ApiDocsLink />.
    </>
  );
}
