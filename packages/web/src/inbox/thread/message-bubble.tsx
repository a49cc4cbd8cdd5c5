import type { ContentShape, MessageShape } from "@casement/hub/api";
import { Ban } from "lucide-react";
import type { ReactNode } from "react";
import { momentFromIso } from "../../time/moment.ts";
import { clockTime, fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import type { Attempt } from "../live/attempts.ts";
import { useAnswering } from "./answering.ts";
import { AttemptNote } from "./attempt-note.tsx";
import { ChargeWhy } from "./charge-why.tsx";
import { type Failure, failureOf } from "./failure-words.ts";
import { wordsOf } from "./formatting.ts";
import { MessageActions } from "./message-actions.tsx";
import { MessageContent } from "./message-content.tsx";
import { LINE_KINDS, MESSAGE_WORDS, otherWords } from "./message-words.ts";
import { previewOf } from "./preview.ts";
import { emojiOf, Reactions } from "./reactions.tsx";
import { ScheduledNote } from "./scheduled-note.tsx";
import { Ticks } from "./ticks.tsx";

const SIDES = {
  out: "rounded-br-md border-transparent bg-bubble-out",
  in: "rounded-bl-md border-bubble-line bg-bubble-in",
} as const;

interface MessageBubbleProps {
  readonly message: MessageShape;
  readonly numberId: string;
  readonly reactions: readonly MessageShape[];
  readonly edit: MessageShape | undefined;
  readonly follows: boolean;
  readonly attempt: Attempt | undefined;
  /** What it answers, if that is on screen. */
  readonly repliesTo: MessageShape | undefined;
  /** The last of ours: the word of its state stands beside its ticks. */
  readonly isLast: boolean;
}

/** A message as on a phone, with its state and what it cost. */
export function MessageBubble(props: MessageBubbleProps): ReactNode {
  const { message, reactions, follows } = props;
  const ours = message.direction === "out";
  const { content } = message;
  if (content.kind === "other" && LINE_KINDS.has(content.type)) {
    return (
      <p className="py-2 text-center text-ink-3 text-xs">
        {content.text ?? otherWords(content.type)}{" "}
        <time dateTime={message.at}>{clockTime(momentFromIso(message.at), ZONE)}</time>
      </p>
    );
  }
  const missed = message.status === "failed" || message.status === "refused";
  const isTold = message.id !== props.attempt?.idempotencyKey;
  const ownEmoji = emojiOf(reactions.findLast((one) => one.direction === "out"));
  return (
    <div
      className={`flex flex-col ${ours ? "items-end" : "items-start"} ${follows ? "pt-0.5" : "pt-2"}
        pb-0.5`}
    >
      <div className={`group flex w-full gap-1 ${ours ? "flex-row-reverse" : ""}`}>
        <article
          aria-label={ours ? MESSAGE_WORDS.fromUs : MESSAGE_WORDS.fromCustomer}
          className={`relative min-w-0 max-w-[min(34rem,88%)] rounded-2xl border px-3 pt-2 pb-1.5
            shadow-card ${ours ? SIDES.out : SIDES.in}
            ${missed ? "border-bad/50 border-dashed" : ""} ${reactions.length > 0 ? "mb-3" : ""}`}
        >
          {message.reply_to !== null && <Quoted id={message.reply_to} message={props.repliesTo} />}
          <Said {...props} />
          <Foot {...props} missed={missed} />
          <Reactions reactions={reactions} />
        </article>
        <MessageActions message={message} ownEmoji={ownEmoji} />
      </div>
      {isTold && <Trouble message={message} />}
      <AttemptNote message={message} attempt={props.attempt} />
      <ScheduledNote message={message} numberId={props.numberId} />
    </div>
  );
}

/** What it says now. What it said first is kept, and can be looked at. */
function Said({ message, edit, numberId }: MessageBubbleProps): ReactNode {
  const { content } = message;
  if (message.revoked_at !== null) {
    return (
      <>
        <p className="flex items-center gap-1.5 text-ink-3 italic">
          <Ban aria-hidden className="size-3.5 shrink-0" />
          {message.direction === "in" ? MESSAGE_WORDS.revokedByCustomer : MESSAGE_WORDS.revokedByUs}
        </p>
        <FirstVersion content={content} numberId={numberId} />
      </>
    );
  }
  const now = edit === undefined ? content : contentAfter(content, edit.content);
  return (
    <>
      <MessageContent content={now} numberId={numberId} />
      {edit !== undefined && <FirstVersion content={content} numberId={numberId} />}
    </>
  );
}

function FirstVersion({
  content,
  numberId,
}: {
  content: ContentShape;
  numberId: string;
}): ReactNode {
  return (
    <details className="mt-1 text-ink-2 text-xs">
      <summary className="w-fit rounded-sm text-ink-3 underline decoration-dotted underline-offset-3">
        {MESSAGE_WORDS.firstVersion}
      </summary>
      <div className="mt-1 border-ink/15 border-l-2 pl-2">
        <MessageContent content={content} numberId={numberId} />
      </div>
    </details>
  );
}

/** A message with the words that its sender put in place of the first ones. */
function contentAfter(content: ContentShape, edit: ContentShape): ContentShape {
  const text = edit.kind === "other" ? edit.text : null;
  if (text === null) return content;
  if (content.kind === "media") return { ...content, caption: text };
  return content.kind === "text" ? { ...content, text } : content;
}

function Foot({ message, isLast, missed }: MessageBubbleProps & { missed: boolean }): ReactNode {
  const at = momentFromIso(message.at);
  const { content } = message;
  return (
    <p className="figures mt-0.5 flex flex-wrap items-center justify-end gap-x-2 text-ink-3 text-xs">
      {content.kind === "template" && <span>{content.name}</span>}
      {message.origin === "phone_app" && <span>{MESSAGE_WORDS.phoneApp}</span>}
      {message.origin === "unknown" && <span>{MESSAGE_WORDS.otherTool}</span>}
      {message.edited_at !== null && message.revoked_at === null && (
        <span title={fullMoment(momentFromIso(message.edited_at), ZONE)}>
          {MESSAGE_WORDS.edited}
        </span>
      )}
      {message.charge !== null && <ChargeWhy charge={message.charge} />}
      {content.kind === "template" && isOnItsWay(message) && (
        <span>{MESSAGE_WORDS.notDelivered}</span>
      )}
      <time dateTime={message.at} title={fullMoment(at, ZONE)}>
        {clockTime(at, ZONE)}
      </time>
      <Ticks status={message.status} withWord={isLast || missed} />
    </p>
  );
}

/** Whether it is with the platform and not delivered yet: only what is delivered costs. */
function isOnItsWay({ charge, status }: MessageShape): boolean {
  return charge === null && (status === "accepted" || status === "sent");
}

/** Below the bubble: why it did not go and what can be done, or why nobody knows. */
function Trouble({ message }: { message: MessageShape }): ReactNode {
  const trouble = message.error === null ? DOUBTS.get(message.status) : failureOf(message.error);
  if (trouble === undefined) return null;
  return (
    <p className="max-w-[min(34rem,88%)] pt-1 text-right text-xs">
      <span className={`font-semibold ${message.error === null ? "text-warn" : "text-bad"}`}>
        {trouble.what}
      </span>{" "}
      <span className="text-ink-2">
        {trouble.remedy}
        {message.error !== null && (
          <span className="figures text-ink-3"> ({message.error.code})</span>
        )}
      </span>
    </p>
  );
}

/** What is said where nobody knows whether it was sent. */
const DOUBTS: ReadonlyMap<MessageShape["status"], Failure> = new Map([
  ["unknown", { what: MESSAGE_WORDS.unknownTitle, remedy: MESSAGE_WORDS.unknownHint }],
  ["given_up", { what: MESSAGE_WORDS.givenUpTitle, remedy: MESSAGE_WORDS.givenUpHint }],
]);

interface QuotedProps {
  readonly id: string;
  readonly message: MessageShape | undefined;
}

/** What a message answers; pressed, it is brought into view. */
function Quoted({ id, message }: QuotedProps): ReactNode {
  const { show } = useAnswering();
  const who =
    message === undefined
      ? MESSAGE_WORDS.inAnswerTo
      : message.direction === "out"
        ? MESSAGE_WORDS.weWrote
        : MESSAGE_WORDS.customerWrote;
  return (
    <button
      type="button"
      onClick={() => show(id)}
      className="relative mb-1.5 block w-full rounded-md border-accent border-l-3 bg-ink/5 px-2 py-1 text-left text-xs transition-colors hover:bg-ink/8"
    >
      <span className="sr-only">{MESSAGE_WORDS.showQuoted}: </span>
      <span className="block font-semibold text-accent">{who}</span>
      <span dir="auto" className="line-clamp-2 text-ink-2">
        {message === undefined ? MESSAGE_WORDS.earlierMessage : wordsOf(previewOf(message.content))}
      </span>
    </button>
  );
}
