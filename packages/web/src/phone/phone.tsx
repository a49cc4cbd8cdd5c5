import { PhoneCall } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { IconButton } from "../design/button.tsx";
import { initialsOf, phoneWords } from "../inbox/list/thread-words.ts";
import { CallBar } from "./call-bar.tsx";
import { Chat } from "./chat.tsx";
import { type CallAction, control } from "./control.ts";
import { PhoneComposer } from "./phone-composer.tsx";
import { useChat } from "./phone-live.ts";
import type { PhoneChat } from "./phone-shapes.ts";
import { useSending } from "./use-sending.ts";

interface PhoneProps {
  readonly phone: string;
  /** Whether what arrives is read at once, as by somebody who looks at the chat. */
  readonly reads: boolean;
  readonly actions: ReactNode;
}

/** A customer's phone, with the chat with the business open; all of the screen on a narrow one. */
export function Phone({ phone, reads, actions }: PhoneProps): ReactNode {
  const chat = useChat(phone);
  const sending = useSending(phone, chat.data?.data.length === 0);
  const { act, problem } = useCalling(phone);
  useReading(phone, reads ? chat.data : undefined);
  const call = chat.data?.call ?? null;
  return (
    <section
      aria-label="Phone"
      className="flex h-full w-full flex-col overflow-hidden bg-ground lg:max-h-[52rem] lg:max-w-[25.5rem] lg:rounded-[2.75rem] lg:border-[10px] lg:border-frame lg:shadow-float"
    >
      <header className="flex h-15 shrink-0 items-center gap-2.5 border-line border-b bg-panel pr-1.5 pl-4">
        <span
          aria-hidden
          className="grid size-9 shrink-0 place-items-center rounded-full bg-accent font-semibold text-accent-ink text-xs"
        >
          {initialsOf({ name: chat.data?.business.name ?? "…", username: null, phone: null })}
        </span>
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold">{chat.data?.business.name ?? "…"}</p>
          <p className="figures truncate text-ink-3 text-xs">
            {chat.data?.typing ? "is writing…" : <You chat={chat.data} phone={phone} />}
          </p>
        </div>
        <IconButton
          label="Call the business"
          disabled={call !== null}
          onClick={() => act("connect")}
        >
          <PhoneCall aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
        {actions}
      </header>
      {call !== null && <CallBar call={call} act={act} />}
      {problem !== undefined && (
        <p role="alert" className="bg-bad-soft px-4 py-1.5 text-bad text-xs">
          {problem}
        </p>
      )}
      {chat.data !== undefined && <Standing chat={chat.data} />}
      <Chat
        chat={chat.data}
        sending={sending}
        problem={chat.error}
        retry={() => void chat.refetch()}
      />
      <PhoneComposer sending={sending} />
    </section>
  );
}

/** What keeps messages of the business away from this phone. */
function Standing({ chat }: { chat: PhoneChat }): ReactNode {
  const why = chat.blocked
    ? "You have blocked the business: nothing of it arrives."
    : chat.offline
      ? "This phone is offline: what the business sends waits."
      : undefined;
  return (
    <div role="status">
      {why !== undefined && (
        <p className="bg-warn-soft px-4 py-1.5 text-center text-warn text-xs">{why}</p>
      )}
    </div>
  );
}

/** Who one is. A narrow screen has room for the name alone. */
function You({ chat, phone }: { chat: PhoneChat | undefined; phone: string }): ReactNode {
  return (
    <>
      You are {chat?.name} <span className="max-sm:hidden">{phoneWords(`+${phone}`)}</span>
    </>
  );
}

function useCalling(phone: string) {
  const [problem, setProblem] = useState<string>();
  const act = (action: CallAction): void => {
    setProblem(undefined);
    control.phone(phone, action).catch((error: Error) => setProblem(error.message));
  };
  return { act, problem };
}

/** Who looks at a chat has read it. */
function useReading(phone: string, chat: PhoneChat | undefined): void {
  const unread =
    chat?.data.some((message) => message.from === "business" && !message.read) ?? false;
  useEffect(() => {
    const read = (): void => {
      if (!unread || document.visibilityState !== "visible") return;
      // Nothing hangs on it: the next message or visit says it again.
      control.read(phone).catch(() => {});
    };
    read();
    document.addEventListener("visibilitychange", read);
    return () => document.removeEventListener("visibilitychange", read);
  }, [phone, unread]);
}
