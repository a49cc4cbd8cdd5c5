import { SendHorizontal } from "lucide-react";
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from "react";
import { Button } from "../../design/button.tsx";

const TEXT_LENGTH_MAX = 4096;

interface MessageBoxProps {
  readonly name: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly send: () => void;
  readonly busy: boolean;
  /** What else can be done here, left of Send. */
  readonly children: ReactNode;
}

/** The box for free text. Enter sends, Shift and Enter begin a line, as people are used to. */
export function MessageBox(props: MessageBoxProps): ReactNode {
  const { name, text, change, send, busy, children } = props;
  const sendable = text.trim() !== "" && !busy;
  const box = useRef<HTMLTextAreaElement>(null);
  useBeginningHere(box);
  const sendOnEnter = (event: KeyboardEvent): void => {
    // An Enter that ends the choice of a character in an input method is not for us.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (sendable) send();
  };
  return (
    <div className="flex flex-col rounded-2xl border border-line-strong bg-ground transition-colors focus-within:border-accent">
      <textarea
        ref={box}
        aria-label="Message"
        value={text}
        maxLength={TEXT_LENGTH_MAX}
        rows={1}
        placeholder={`Write to ${name}`}
        onChange={(event) => change(event.target.value)}
        onKeyDown={sendOnEnter}
        className="field-sizing-content max-h-44 min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 outline-none placeholder:text-ink-3"
      />
      <div className="flex items-center gap-1 p-1.5">
        {children}
        <span className="ml-auto hidden pr-2 text-2xs text-ink-3 sm:inline">
          {text === "" ? "" : "Shift + Enter for a new line"}
        </span>
        <Button onClick={send} disabled={!sendable} size="small" className="ml-auto sm:ml-0">
          {busy ? "Sending…" : "Send"}
          <SendHorizontal aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  );
}

/**
 * Whoever opened a thread from the list goes on to write. Not with a finger: the keyboard on screen
 * would hide what is to be read. And not when the box comes back while one is at something else.
 */
function useBeginningHere(box: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const at = document.activeElement;
    const fromList = at === document.body || at?.closest('[aria-label="Conversations"]') !== null;
    if (fromList && matchMedia("(pointer: fine)").matches) box.current?.focus();
  }, [box]);
}
