import { Megaphone, Plus, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "../design/button.tsx";
import { AttachPanel } from "./attach-panel.tsx";
import { ARRIVALS, textMessage } from "./customer-message.ts";
import { lineOf } from "./said.ts";
import type { Sending } from "./use-sending.ts";

/** Where the customer writes. */
export function PhoneComposer({ sending }: { sending: Sending }): ReactNode {
  const [text, setText] = useState("");
  const [attaching, setAttaching] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const { answering, problem } = sending;
  // Who chose a message to answer wants to write next.
  useEffect(() => {
    if (answering !== undefined) box.current?.focus();
  }, [answering]);
  const send = async (): Promise<void> => {
    const words = text.trim();
    if (words === "") return;
    setText("");
    // A message that did not go is still there.
    if (!(await sending.send(textMessage(words, sending.beside)))) setText(words);
  };
  const keyDown = (event: KeyboardEvent): void => {
    if (event.key === "Escape") sending.answer(undefined);
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="flex shrink-0 flex-col gap-1.5 border-line border-t bg-panel p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))]">
      {problem !== undefined && (
        <p role="alert" className="px-2 text-bad text-xs">
          Not sent: {problem}
        </p>
      )}
      {attaching && <AttachPanel sending={sending} close={() => setAttaching(false)} />}
      <Asides sending={sending} />
      <div className="flex items-end gap-1">
        <Openers {...{ sending, attaching, setAttaching }} />
        <textarea
          dir="auto"
          ref={box}
          aria-label="Message"
          value={text}
          rows={1}
          placeholder="Message"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={keyDown}
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

interface OpenersProps {
  readonly sending: Sending;
  readonly attaching: boolean;
  readonly setAttaching: (attaching: boolean) => void;
}

/** The way to all that is no text. */
function Openers({ sending, attaching, setAttaching }: OpenersProps): ReactNode {
  const { arrival } = sending;
  return (
    <>
      <IconButton
        label="Attach"
        aria-expanded={attaching}
        aria-pressed={attaching}
        onClick={() => setAttaching(!attaching)}
        className="size-10 rounded-full"
      >
        <Plus
          aria-hidden
          className={`size-5 transition-transform ${attaching ? "rotate-45" : ""}`}
          strokeWidth={1.75}
        />
      </IconButton>
      <IconButton
        label="Arrive by an ad"
        aria-pressed={arrival !== undefined}
        onClick={() => sending.arrive(arrival === undefined ? "ad" : undefined)}
        className="size-10 rounded-full"
      >
        <Megaphone aria-hidden className="size-5" strokeWidth={1.75} />
      </IconButton>
    </>
  );
}

/** What goes beside the next message: by what one comes, and what one answers. */
function Asides({ sending }: { sending: Sending }): ReactNode {
  const { answering, arrival } = sending;
  return (
    <>
      {arrival !== undefined && (
        <Aside drop="Do not arrive by it" onDrop={() => sending.arrive(undefined)} tone="entry">
          <span className="font-semibold text-entry">You arrive by {ARRIVALS[arrival].name}:</span>{" "}
          “{ARRIVALS[arrival].headline}”. The next message says so. {ARRIVALS[arrival].hint}
        </Aside>
      )}
      {answering !== undefined && (
        <Aside drop="Do not answer it" onDrop={() => sending.answer(undefined)} tone="plain">
          <span className="block font-semibold text-accent">
            Answer to {answering.from === "customer" ? "yourself" : "the business"}
          </span>
          <span className="line-clamp-2">{lineOf(answering)}</span>
        </Aside>
      )}
    </>
  );
}

const TONES = { entry: "bg-entry-soft", plain: "border-accent border-l-3 bg-ground" } as const;

interface AsideProps {
  readonly tone: keyof typeof TONES;
  readonly drop: string;
  readonly onDrop: () => void;
  readonly children: ReactNode;
}

/** What goes beside the next message, and taking it away. */
function Aside({ tone, drop, onDrop, children }: AsideProps): ReactNode {
  return (
    <div className={`flex items-start gap-1 rounded-lg py-1 pr-1 pl-3 text-xs ${TONES[tone]}`}>
      <p className="min-w-0 flex-1 py-0.5">{children}</p>
      <IconButton label={drop} onClick={onDrop} className="size-7">
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
