import type { MessageShape, ThreadDetailShape } from "@casement/hub/api";
import { type ReactNode, useMemo } from "react";
import { useNow } from "../../time/use-now.ts";
import { FREE_FORM, REACTION, sendingFromShape, verdictOn } from "../composer/sending.ts";
import { useSend } from "../composer/use-send.ts";
import type { ThreadKey } from "../live/screen.ts";
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
  const { send } = useSend(threadKey);
  const mayReply = sending !== undefined && verdictOn(sending, FREE_FORM, now).decision.allowed;
  const mayReact = sending !== undefined && verdictOn(sending, REACTION, now).decision.allowed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `send` is of the thread, too.
  const answering = useMemo(
    () => ({
      reply: mayReply ? reply : undefined,
      react: mayReact
        ? (message: MessageShape, emoji: string) =>
            void send({ kind: "reaction", to: message.id, emoji })
        : undefined,
      show,
    }),
    [mayReply, mayReact, reply, show],
  );
  return <AnsweringContext value={answering}>{children}</AnsweringContext>;
}
