import { Bold, Code, Italic, SendHorizontal, Strikethrough } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
} from "react";
import { flushSync } from "react-dom";
import { Button } from "../../design/button.tsx";
import { LIST_WORDS } from "../list/list-words.ts";
import { COMPOSER_WORDS } from "./composer-words.ts";
import { type Mark, marked, markOfKey } from "./marks.ts";

const TEXT_LENGTH_MAX = 4096;

interface MessageBoxProps {
  readonly name: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly send: () => void;
  /** Whether there is something to send, and all of it is there. */
  readonly sendable: boolean;
  readonly paste: (files: readonly File[]) => void;
  /** What is sent with the words, above them: the quoted message, files. */
  readonly above: ReactNode;
  /** What else can be done here, left of Send. */
  readonly children: ReactNode;
  /** Changes when one goes on to write, such as after pressing Reply. */
  readonly wakeUp: string | undefined;
}

/** The box for free text. Enter sends, Shift and Enter begin a line, as people are used to. */
export function MessageBox(props: MessageBoxProps): ReactNode {
  const { name, text, change, send, sendable, above, children, paste, wakeUp } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  useBeginningHere(box);
  useEffect(() => {
    if (wakeUp !== undefined) box.current?.focus();
  }, [wakeUp]);
  const putMark = usePuttingMarks(box, text, change);
  const press = (event: KeyboardEvent): void => {
    const mark = markOfKey(event);
    if (mark !== undefined) {
      event.preventDefault();
      putMark(mark);
      return;
    }
    // An Enter that ends the choice of a character in an input method is not for us.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (sendable) send();
  };
  const pasteFiles = (event: ClipboardEvent): void => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    paste(files);
  };
  return (
    <div className="@container flex flex-col rounded-2xl border border-line-strong bg-ground transition-colors focus-within:border-accent">
      {above}
      <textarea
        ref={box}
        dir="auto"
        aria-label={COMPOSER_WORDS.message}
        value={text}
        maxLength={TEXT_LENGTH_MAX}
        rows={1}
        placeholder={COMPOSER_WORDS.writeTo(name)}
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        onPaste={pasteFiles}
        className="field-sizing-content max-h-44 min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 outline-none placeholder:text-ink-3"
      />
      <div className="flex items-center gap-0.5 p-1.5">
        {children}
        <Marks put={putMark} />
        <span className="ml-auto hidden truncate pr-2 pl-2 text-2xs text-ink-3 @2xl:inline">
          {text === "" ? "" : COMPOSER_WORDS.newLine}
        </span>
        <Button onClick={send} disabled={!sendable} size="small" className="ml-auto @2xl:ml-0">
          {COMPOSER_WORDS.send}
          <SendHorizontal aria-hidden className="size-4" />
        </Button>
      </div>
    </div>
  );
}

/** Puts a mark around what is chosen in the box. */
function usePuttingMarks(
  box: RefObject<HTMLTextAreaElement | null>,
  text: string,
  change: (text: string) => void,
): (mark: Mark) => void {
  return (mark) => {
    const element = box.current;
    if (element === null) return;
    const chosen = { from: element.selectionStart, to: element.selectionEnd };
    const after = marked(text, chosen, mark);
    // At once: the next key may be pressed before the page is drawn again.
    flushSync(() => change(after.text));
    element.focus();
    element.setSelectionRange(after.chosen.from, after.chosen.to);
  };
}

const MARKS = [
  { mark: "*", name: COMPOSER_WORDS.bold, keys: "⌘B", icon: Bold },
  { mark: "_", name: COMPOSER_WORDS.italic, keys: "⌘I", icon: Italic },
  { mark: "~", name: COMPOSER_WORDS.strike, keys: "⌘⇧X", icon: Strikethrough },
  { mark: "`", name: COMPOSER_WORDS.mono, keys: "⌘⇧C", icon: Code },
] as const;

function Marks({ put }: { put: (mark: Mark) => void }): ReactNode {
  return (
    <fieldset
      aria-label={COMPOSER_WORDS.formatting}
      className="ml-1 hidden border-line border-l pl-1 @min-[38rem]:flex"
    >
      {MARKS.map(({ mark, name, keys, icon: Icon }) => (
        <button
          key={mark}
          type="button"
          aria-label={name}
          title={`${name} (${keys})`}
          // The box keeps its focus, and with it what is chosen.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => put(mark)}
          className="grid size-8 place-items-center rounded-lg text-ink-3 transition-colors hover:bg-hover hover:text-ink"
        >
          <Icon aria-hidden className="size-3.75" strokeWidth={2} />
        </button>
      ))}
    </fieldset>
  );
}

/**
 * Whoever opened a thread from the list goes on to write. Not with a finger: the keyboard on screen
 * would hide what is to be read. And not when the box comes back while one is at something else.
 */
function useBeginningHere(box: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const at = document.activeElement;
    const fromList =
      at === document.body || at?.closest(`[aria-label="${LIST_WORDS.list}"]`) !== null;
    if (fromList && matchMedia("(pointer: fine)").matches) box.current?.focus();
  }, [box]);
}
