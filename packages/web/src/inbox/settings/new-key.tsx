import type { NewKeyShape } from "@casement/hub/api";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { CopyField } from "../../design/copy-field.tsx";

interface NewKeyProps {
  readonly made: NewKeyShape;
  readonly done: () => void;
}

/** The one time that a key is shown, with what an SDK needs beside it. */
export function NewKey({ made, done }: NewKeyProps): ReactNode {
  const card = useRef<HTMLElement>(null);
  useEffect(() => card.current?.focus(), []);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label="The new key"
      className="arrives flex flex-col gap-4 rounded-2xl border border-accent bg-accent-soft p-4 outline-none md:p-5"
    >
      <div>
        <h3 className="font-semibold text-base">“{made.name}” is made. Copy it now.</h3>
        <p className="text-ink-2">
          It is not shown again: this hub keeps only a hash of it. Whoever loses it makes another.
        </p>
      </div>
      <CopyField label="Key" value={made.key} />
      <CopyField
        label="Base URL for an SDK"
        value={window.location.origin}
        hint="Instead of https://graph.facebook.com; the key goes where Meta’s token went."
      />
      <Button look="outline" onClick={done} className="self-start bg-panel">
        I have it
      </Button>
    </section>
  );
}
