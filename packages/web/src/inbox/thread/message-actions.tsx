import type { MessageShape } from "@casement/hub/api";
import { Reply, SmilePlus } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useState } from "react";
import { useAnswering } from "./answering.ts";
import { MESSAGE_WORDS } from "./message-words.ts";

const EMOJIS = ["👍", "❤️", "😂", "😮", "😢", "🙏"];

interface MessageActionsProps {
  readonly message: MessageShape;
  /** Ours, if we reacted: it can be taken back. */
  readonly ownEmoji: string | undefined;
}

/**
 * Beside a message, for the pointer and the keyboard alike: quote it, or react to it. A message the
 * platform has no id of cannot be answered.
 */
export function MessageActions({ message, ownEmoji }: MessageActionsProps): ReactNode {
  const { reply, react } = useAnswering();
  const [picking, pick] = useState(false);
  const isKnown = message.id !== message.draft_id && message.revoked_at === null;
  if (!isKnown || (reply === undefined && react === undefined)) return null;
  return (
    <span
      className={`flex shrink-0 items-center self-center transition-opacity
        focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100
        ${picking ? "opacity-100" : "opacity-0"}`}
    >
      {react !== undefined && (
        <Popover.Root open={picking} onOpenChange={pick}>
          <Popover.Trigger aria-label={MESSAGE_WORDS.react} className={BUTTON}>
            <SmilePlus aria-hidden className="size-4" strokeWidth={1.75} />
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Content
              aria-label={MESSAGE_WORDS.react}
              side="top"
              sideOffset={4}
              collisionPadding={12}
              className="arrives z-50 flex gap-0.5 rounded-full bg-raised p-1 shadow-float outline-none"
            >
              {EMOJIS.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  aria-label={
                    emoji === ownEmoji ? MESSAGE_WORDS.takeBack : `${MESSAGE_WORDS.react} ${emoji}`
                  }
                  aria-pressed={emoji === ownEmoji}
                  onClick={() => {
                    pick(false);
                    react(message, emoji === ownEmoji ? "" : emoji);
                  }}
                  className="grid size-9 place-items-center rounded-full text-xl transition-transform hover:scale-115 hover:bg-hover aria-pressed:bg-selected"
                >
                  {emoji}
                </button>
              ))}
            </Popover.Content>
          </Popover.Portal>
        </Popover.Root>
      )}
      {reply !== undefined && (
        <button
          type="button"
          aria-label={MESSAGE_WORDS.reply}
          title={MESSAGE_WORDS.reply}
          onClick={() => reply(message)}
          className={BUTTON}
        >
          <Reply aria-hidden className="size-4" strokeWidth={1.75} />
        </button>
      )}
    </span>
  );
}

const BUTTON =
  "grid size-8 place-items-center rounded-lg text-ink-3 transition-colors " +
  "hover:bg-hover hover:text-ink";
