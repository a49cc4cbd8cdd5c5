import type { NewEndpointShape } from "@casement/hub/api";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { CopyField } from "../../design/copy-field.tsx";

interface NewEndpointProps {
  readonly made: NewEndpointShape;
  readonly done: () => void;
}

/** The one time that an endpoint's secret is shown, and what it is for. */
export function NewEndpoint({ made, done }: NewEndpointProps): ReactNode {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label="The new endpoint"
      className="arrives flex flex-col gap-4 rounded-2xl border border-accent bg-accent-soft p-4 outline-none md:p-5"
    >
      <div>
        <h3 className="font-semibold text-base">“{made.name}” is there. Copy its secret now.</h3>
        <p className="text-ink-2">It is not shown again.</p>
      </div>
      <CopyField
        label="Secret"
        value={made.secret}
        hint={
          made.events === null
            ? "What goes there is signed with it, as Meta signs with the app’s secret."
            : "For any library of Standard Webhooks."
        }
      />
      <Button look="outline" onClick={done} className="self-start bg-panel">
        I have it
      </Button>
    </section>
  );
}
