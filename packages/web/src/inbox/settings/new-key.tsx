import type { NewKeyShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { FirstSend } from "./first-send.tsx";
import { sendingNumber } from "./send-command.ts";
import { useNumberList } from "./settings-api.ts";
import { ShownOnce } from "./shown-once.tsx";

interface NewKeyProps {
  readonly made: NewKeyShape;
  readonly done: () => void;
}

/** The one time that a key is shown, with what an SDK needs, and what sends a first message. */
export function NewKey({ made, done }: NewKeyProps): ReactNode {
  const number = sendingNumber(made, useNumberList().data ?? []);
  return (
    <ShownOnce
      label="The new key"
      title={`“${made.name}” is made. Copy it now.`}
      note={NOT_AGAIN}
      done={done}
    >
      <CopyField label="Key" value={made.key} />
      <CopyField
        label="Base URL for an SDK"
        value={window.location.origin}
        hint="Instead of https://graph.facebook.com; the key goes where Meta’s token went."
      />
      {number !== undefined && <FirstSend made={made} number={number} />}
    </ShownOnce>
  );
}

const NOT_AGAIN =
  "It is not shown again: this hub keeps only a hash of it. Whoever loses it makes another.";
