import { type ReactNode, useEffect } from "react";
import { initialsOf, phoneWords } from "../inbox/list/thread-words.ts";
import { Chat } from "./chat.tsx";
import { control } from "./control.ts";
import { PhoneComposer } from "./phone-composer.tsx";
import { useChat } from "./phone-live.ts";
import type { PhoneChat } from "./phone-shapes.ts";

/** A customer's phone, with the chat with the business open; all of the screen on a narrow one. */
export function Phone({ phone, actions }: { phone: string; actions: ReactNode }): ReactNode {
  const chat = useChat(phone);
  useReading(phone, chat.data);
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
          <p className="figures truncate text-ink-3 text-xs">{underName(chat.data, phone)}</p>
        </div>
        {actions}
      </header>
      <Chat phone={phone} chat={chat.data} problem={chat.error} retry={() => void chat.refetch()} />
      <PhoneComposer phone={phone} isNew={chat.data?.data.length === 0} />
    </section>
  );
}

function underName(chat: PhoneChat | undefined, phone: string): string {
  if (chat?.typing) return "is writing…";
  if (chat?.offline) return "This phone is offline";
  return `You are ${chat?.name ?? ""} ${phoneWords(`+${phone}`)}`;
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
