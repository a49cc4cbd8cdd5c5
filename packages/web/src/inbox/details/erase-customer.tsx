import type { ErasureShape, ThreadShape } from "@casement/hub/api";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { shortMoment } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { ask } from "../frame/ask.ts";
import { FormProblem } from "../frame/form-problem.tsx";
import { mayDo, useSession } from "../frame/session.ts";
import { nameOf } from "../list/thread-words.ts";
import { DETAILS_WORDS } from "./details-words.ts";
import { Section } from "./section.tsx";

interface EraseCustomerProps {
  readonly thread: ThreadShape;
  readonly erasedAt: string | null;
}

/** Forgets the customer for good, after asking; only where who looks may. Says so afterwards. */
export function EraseCustomer({ thread, erasedAt }: EraseCustomerProps): ReactNode {
  const [asks, setAsks] = useState(false);
  const session = useSession();
  const now = useNow();
  if (erasedAt !== null) {
    const when = shortMoment(momentFromIso(erasedAt), now, ZONE);
    return (
      <Section title={DETAILS_WORDS.erasing}>
        <p className="text-ink-2 text-xs">{DETAILS_WORDS.erased(when)}</p>
      </Section>
    );
  }
  if (!mayDo(session, "threads:erase")) return null;
  return (
    <Section title={DETAILS_WORDS.erasing}>
      <Button look="outline" size="small" className="self-start" onClick={() => setAsks(true)}>
        {DETAILS_WORDS.erase}
      </Button>
      {asks && <Confirm thread={thread} close={() => setAsks(false)} />}
    </Section>
  );
}

function Confirm({ thread, close }: { thread: ThreadShape; close: () => void }): ReactNode {
  const path = `/threads/${thread.number_id}/${thread.thread_id}/erasure`;
  const erasing = useMutation({
    mutationFn: () => ask<ErasureShape>("POST", path),
    // The page begins anew: nothing of what was said stays in its memory.
    onSuccess: () => window.location.assign("/"),
  });
  return (
    <Dialog title={DETAILS_WORDS.eraseWhom(nameOf(thread))} close={close}>
      <p className="text-ink-2">{DETAILS_WORDS.eraseWhat}</p>
      <FormProblem>{erasing.error?.message}</FormProblem>
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={close}>
          {DETAILS_WORDS.eraseNot}
        </Button>
        <Button look="bad" disabled={erasing.isPending} onClick={() => erasing.mutate()}>
          {DETAILS_WORDS.eraseNow}
        </Button>
      </div>
    </Dialog>
  );
}
