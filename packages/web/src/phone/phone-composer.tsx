import { Megaphone, SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { IconButton } from "../design/button.tsx";
import { control } from "./control.ts";
import { AD, textMessage } from "./customer-message.ts";
import { PEOPLE } from "./who.ts";

interface PhoneComposerProps {
  readonly phone: string;
  /** Whether nothing was ever said: then the first message brings the name, too. */
  readonly isNew: boolean;
}

/** Where the customer writes. */
export function PhoneComposer({ phone, isNew }: PhoneComposerProps): ReactNode {
  const { text, setText, byAd, arriveByAd, problem, send } = useWriting(phone, isNew);
  const sendOnEnter = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-line border-t bg-panel p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {byAd && <AdNote />}
      {problem !== undefined && (
        <p role="alert" className="px-2 text-bad text-xs">
          {problem}
        </p>
      )}
      <div className="flex items-end gap-1">
        <IconButton
          label="Arrive by an ad"
          aria-pressed={byAd}
          onClick={() => arriveByAd(!byAd)}
          className="size-10 rounded-full"
        >
          <Megaphone aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
        <textarea
          aria-label="Message"
          value={text}
          rows={1}
          placeholder="Message"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={sendOnEnter}
          className="field-sizing-content max-h-32 min-h-10 min-w-0 flex-1 resize-none rounded-[1.25rem] border border-line-strong bg-ground px-3.5 py-2 placeholder:text-ink-3"
        />
        <button
          type="button"
          aria-label="Send"
          disabled={text.trim() === ""}
          onClick={() => void send()}
          className="grid size-10 shrink-0 place-items-center rounded-full bg-accent text-accent-ink transition-colors hover:bg-accent-hover disabled:bg-selected disabled:text-ink-3"
        >
          <SendHorizontal aria-hidden className="size-4.5" />
        </button>
      </div>
    </div>
  );
}

/** What is being written, and sending it. A message that did not go is still there. */
function useWriting(phone: string, isNew: boolean) {
  const [text, setText] = useState("");
  const [byAd, arriveByAd] = useState(false);
  const [problem, setProblem] = useState<string>();

  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === "") return;
    setText("");
    setProblem(undefined);
    try {
      const name = PEOPLE.find((person) => person.phone === phone)?.name;
      if (isNew && name !== undefined) await control.introduce(phone, name);
      await control.write(phone, textMessage(words, byAd));
      arriveByAd(false);
    } catch (error) {
      setText(words);
      setProblem(error instanceof Error ? error.message : "The emulator did not answer.");
    }
  };
  return { text, setText, byAd, arriveByAd, problem, send };
}

function AdNote(): ReactNode {
  return (
    <p className="rounded-lg bg-entry-soft px-3 py-1.5 text-xs">
      <span className="font-semibold text-entry">You arrive by an ad:</span> “{AD.headline}”. The
      next message says so.
    </p>
  );
}
