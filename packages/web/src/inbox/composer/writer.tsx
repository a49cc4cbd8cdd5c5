import type { DraftShape, MessageShape, ThreadShape } from "@casement/hub/api";
import { ContactRound, LayoutTemplate, ListTodo, MapPin, Paperclip } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button, IconButton } from "../../design/button.tsx";
import { nameOf } from "../list/thread-words.ts";
import { Answered } from "./answered.tsx";
import { ACCEPT } from "./attachment.ts";
import { AttachmentList } from "./attachment-list.tsx";
import { COMPOSER_WORDS } from "./composer-words.ts";
import { MessageBox } from "./message-box.tsx";
import { type Attachments, draftFromAttachment, takesCaption } from "./use-attachments.ts";

interface WriterProps {
  readonly thread: ThreadShape;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly attachments: Attachments;
  readonly replyTo: MessageShape | undefined;
  readonly forgetReply: () => void;
  /** How often words were put back into the box. */
  readonly handed: number;
  readonly send: (draft: DraftShape) => void;
  /** Goes on to something else than writing. */
  readonly begin: (doing: Doing) => void;
}

/** What one is doing in the composer. */
export type Doing = "writing" | "picking" | "asking" | "placing" | "introducing";

/** Words, files, and the ways to everything else that can be sent while the window is open. */
export function Writer(props: WriterProps): ReactNode {
  const { thread, text, change, attachments, replyTo, forgetReply, handed } = props;
  const [dragging, drag] = useState(false);
  const { list } = attachments;
  const isReady = list.every((one) => one.state.kind === "ready");
  const sendable = isReady && (text.trim() !== "" || list.length > 0);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    drag(false);
    attachments.add(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button beside it does the same.
    <div
      className={`rounded-2xl ${dragging ? "outline-2 outline-accent outline-dashed" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        drag(true);
      }}
      onDragLeave={() => drag(false)}
      onDrop={drop}
    >
      <MessageBox
        name={nameOf(thread)}
        text={text}
        change={change}
        sendable={sendable}
        send={() => sendAll(props)}
        paste={attachments.add}
        wakeUp={replyTo === undefined && handed === 0 ? undefined : `${replyTo?.id} ${handed}`}
        above={
          <>
            {replyTo !== undefined && <Answered message={replyTo} forget={forgetReply} />}
            <AttachmentList list={list} remove={attachments.remove} />
          </>
        }
      >
        <Ways add={attachments.add} begin={props.begin} />
      </MessageBox>
    </div>
  );
}

interface WaysProps {
  readonly add: (files: Iterable<File>) => void;
  readonly begin: (doing: Doing) => void;
}

/** What else can be sent than words. */
function Ways({ add, begin }: WaysProps): ReactNode {
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={ACCEPT}
        aria-label={COMPOSER_WORDS.attach}
        onChange={(event) => {
          add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        look="quiet"
        size="small"
        title={COMPOSER_WORDS.attachHint}
        onClick={() => files.current?.click()}
      >
        <Paperclip aria-hidden className="size-4" />
        <span className="@max-[29rem]:sr-only">{COMPOSER_WORDS.attach}</span>
      </Button>
      <Button
        look="quiet"
        size="small"
        title={COMPOSER_WORDS.askHint}
        onClick={() => begin("asking")}
      >
        <ListTodo aria-hidden className="size-4" />
        <span className="@max-[29rem]:sr-only">{COMPOSER_WORDS.ask}</span>
      </Button>
      <IconButton label={COMPOSER_WORDS.placeHint} onClick={() => begin("placing")}>
        <MapPin aria-hidden className="size-4" />
      </IconButton>
      <IconButton label={COMPOSER_WORDS.personHint} onClick={() => begin("introducing")}>
        <ContactRound aria-hidden className="size-4" />
      </IconButton>
      <Button look="quiet" size="small" onClick={() => begin("picking")}>
        <LayoutTemplate aria-hidden className="size-4" />
        <span className="@max-[22rem]:sr-only">{COMPOSER_WORDS.template}</span>
      </Button>
    </>
  );
}

/** Sends what is there, one message after another, and takes it out of the box. */
function sendAll(props: WriterProps): void {
  const { text, change, attachments, replyTo, forgetReply, send } = props;
  const words = text.trim();
  const isCaption = takesCaption(attachments.list);
  let caption = isCaption ? words : "";
  let answered = replyTo?.id;
  if (!isCaption && words !== "") {
    const reply = answered === undefined ? {} : { reply_to: answered };
    send({ kind: "text", text: words, ...reply });
    answered = undefined;
  }
  for (const one of attachments.list) {
    const draft = draftFromAttachment(one, caption, answered);
    if (draft === undefined) continue;
    send(draft);
    if (draft.kind === "media" && draft.caption !== undefined) caption = "";
    answered = undefined;
    attachments.remove(one.id);
  }
  change("");
  forgetReply();
}
