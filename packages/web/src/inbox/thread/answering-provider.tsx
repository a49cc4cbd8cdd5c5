import type { MessageShape, ThreadDetailShape } from "@casement/hub/api";
import { type ReactNode, useContext, useMemo } from "react";
import { useNow } from "../../time/use-now.ts";
import { handBack } from "../composer/kept-text.ts";
import { FREE_FORM, REACTION, sendingFromShape, verdictOn } from "../composer/sending.ts";
import { useSend } from "../composer/use-send.ts";
import type { ThreadKey } from "../live/screen.ts";
import { ScreenStoreContext } from "../live/screen-store.ts";
import { AnsweringContext } from "./answering.ts";

interface AnsweringProviderProps {
  readonly threadKey: ThreadKey;
  readonly detail: ThreadDetailShape | undefined;
  readonly reply: (message: MessageShape) => void;
  readonly show: (id: string) => void;
  readonly children: ReactNode;
}

/** Lets messages be answered as long as the gate would let the answer through, and no longer. */
export function AnsweringProvider(props: AnsweringProviderProps): ReactNode {
  const { threadKey, detail, reply, show, children } = props;
  const now = useNow();
  const sending = useMemo(() => detail && sendingFromShape(detail.sending), [detail]);
  const store = useContext(ScreenStoreContext);
  const { send, again } = useSend(threadKey);
  const mayReply = sending !== undefined && verdictOn(sending, FREE_FORM, now).decision.allowed;
  const mayReact = sending !== undefined && verdictOn(sending, REACTION, now).decision.allowed;
  const answering = useMemo(
    () => ({
      reply: mayReply ? reply : undefined,
      react: mayReact
        ? (message: MessageShape, emoji: string) =>
            void send({ kind: "reaction", to: message.id, emoji })
        : undefined,
      again,
      takeBack: (message: MessageShape, words: string) => {
        handBack(threadKey, words);
        if (message.id !== message.idempotency_key) return;
        const idempotencyKey = message.id;
        store.tell({ kind: "attempt_forgotten", key: threadKey, idempotencyKey });
      },
      show,
    }),
    [mayReply, mayReact, reply, show, send, again, threadKey, store],
  );
  return <AnsweringContext value={answering}>{children}</AnsweringContext>;
}
