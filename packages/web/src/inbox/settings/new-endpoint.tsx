import type { NewEndpointShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { CopyField } from "../../design/copy-field.tsx";
import { ShownOnce } from "./shown-once.tsx";

interface NewEndpointProps {
  readonly made: NewEndpointShape;
  readonly done: () => void;
}

/** The one time that an endpoint's secret is shown, and what it is for. */
export function NewEndpoint({ made, done }: NewEndpointProps): ReactNode {
  return (
    <ShownOnce
      label="The new endpoint"
      title={`“${made.name}” is there. Copy its secret now.`}
      note="It is not shown again."
      done={done}
    >
      <CopyField
        label="Secret"
        value={made.secret}
        hint={
          made.events === null
            ? "What goes there is signed with it, as Meta signs with the app’s secret."
            : "For any library of Standard Webhooks."
        }
      />
    </ShownOnce>
  );
}
