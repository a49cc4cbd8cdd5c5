import { CornerUpLeft, SmilePlus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { reactionMessage } from "./customer-message.ts";
import type { PhoneMessage } from "./phone-shapes.ts";
import type { Sending } from "./use-sending.ts";

interface MessageActsProps {
  readonly message: PhoneMessage;
  readonly mine: boolean;
  readonly sending: Sending;
}

/**
 * What a long press does on a phone: answer, or react. Shown beside the message when the pointer or
 * the focus is at it, and always where there is no pointer that could hover.
 */
export function MessageActs({ message, mine, sending }: MessageActsProps): ReactNode {
  const [open, setOpen] = useState(false);
  const id = useId();
  const react = (emoji: string): void => {
    setOpen(false);
    void sending.send(reactionMessage(message.id, emoji));
  };
  return (
    <div
      className={`relative flex shrink-0 transition-opacity focus-within:opacity-100
        group-hover:opacity-100 pointer-coarse:opacity-100 ${open ? "" : "opacity-0"}`}
    >
      <button
        type="button"
        aria-label="Answer this message"
        title="Answer"
        onClick={() => sending.answer(message)}
        className="grid size-7 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
      >
        <CornerUpLeft aria-hidden className="size-4" />
      </button>
      {!mine && (
        <button
          type="button"
          aria-label="React to this message"
          title="React"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="grid size-7 shrink-0 place-items-center rounded-full text-ink-3 hover:bg-hover hover:text-ink"
        >
          <SmilePlus aria-hidden className="size-4" />
        </button>
      )}
      {open && <EmojiChoice id={id} choose={react} close={() => setOpen(false)} />}
    </div>
  );
}

const EMOJI = ["👍", "❤️", "😂", "😮", "🙏"] as const;

interface EmojiChoiceProps {
  readonly id: string;
  /** An empty one takes the reaction back. */
  readonly choose: (emoji: string) => void;
  readonly close: () => void;
}

function EmojiChoice({ id, choose, close }: EmojiChoiceProps): ReactNode {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own.
    <div
      id={id}
      role="group"
      aria-label="Reactions to choose from"
      onKeyDown={(event) => event.key === "Escape" && close()}
      className="arrives absolute right-0 bottom-full z-10 mb-1 flex rounded-full bg-raised p-1 shadow-float"
    >
      {EMOJI.map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-label={`React ${emoji}`}
          onClick={() => choose(emoji)}
          className="grid size-8 place-items-center rounded-full text-base hover:bg-hover"
        >
          {emoji}
        </button>
      ))}
      <button
        type="button"
        onClick={() => choose("")}
        className="rounded-full px-2.5 text-ink-2 text-xs hover:bg-hover"
      >
        None
      </button>
    </div>
  );
}
