import type { MessageShape } from "@casement/hub/api";
import type { ReactNode } from "react";
import { momentFromIso } from "../../time/moment.ts";
import { clockTime, fullMoment } from "../../time/time-words.ts";
import { ZONE } from "../../time/use-now.ts";
import { ChargeWhy } from "./charge-why.tsx";
import { failureOf } from "./failure-words.ts";
import { MessageContent } from "./message-content.tsx";
import { previewOf } from "./preview.ts";
import { Ticks } from "./ticks.tsx";

const SIDES = {
  out: "rounded-br-md border-transparent bg-bubble-out",
  in: "rounded-bl-md border-bubble-line bg-bubble-in",
} as const;

interface MessageBubbleProps {
  readonly message: MessageShape;
  readonly reactions: readonly MessageShape[];
  readonly follows: boolean;
  /** What it answers, if that is on screen. */
  readonly repliesTo: MessageShape | undefined;
  /** The last of ours: the word of its state stands beside its ticks. */
  readonly isLast: boolean;
}

/** A message as on a phone, with its state and what it cost. */
export function MessageBubble(props: MessageBubbleProps): ReactNode {
  const { message, reactions, follows, repliesTo, isLast } = props;
  const ours = message.direction === "out";
  const { content } = message;
  const missed = message.status === "failed" || message.status === "refused";
  return (
    <div
      className={`flex flex-col ${ours ? "items-end" : "items-start"} ${follows ? "pt-0.5" : "pt-2"}
        pb-0.5`}
    >
      <article
        aria-label={ours ? "From us" : "From the customer"}
        className={`relative max-w-[min(34rem,88%)] rounded-2xl border px-3 pt-2 pb-1.5 shadow-card
          ${ours ? SIDES.out : SIDES.in}
          ${missed ? "border-bad/50 border-dashed" : ""} ${reactions.length > 0 ? "mb-3" : ""}`}
      >
        {message.reply_to !== null && <Quoted message={repliesTo} />}
        <MessageContent content={content} />
        <p className="figures mt-0.5 flex flex-wrap items-center justify-end gap-x-2 text-ink-3 text-xs">
          {content.kind === "template" && <span>{content.name}</span>}
          {message.origin === "phone_app" && <span>from the phone app</span>}
          {message.origin === "unknown" && <span>by another tool</span>}
          {message.charge !== null && <ChargeWhy charge={message.charge} />}
          <time dateTime={message.at} title={fullMoment(momentFromIso(message.at), ZONE)}>
            {clockTime(momentFromIso(message.at), ZONE)}
          </time>
          <Ticks status={message.status} withWord={isLast || missed} />
        </p>
        <Reactions reactions={reactions} />
      </article>
      {message.error !== null && <NotSent error={message.error} />}
    </div>
  );
}

function NotSent({ error }: { error: NonNullable<MessageShape["error"]> }): ReactNode {
  const { what, remedy } = failureOf(error);
  return (
    <p className="max-w-[min(34rem,88%)] pt-1 text-right text-xs">
      <span className="font-semibold text-bad">{what}</span>{" "}
      <span className="text-ink-2">
        {remedy} <span className="figures text-ink-3">({error.code})</span>
      </span>
    </p>
  );
}

function Quoted({ message }: { message: MessageShape | undefined }): ReactNode {
  return (
    <blockquote className="mb-1.5 rounded-md border-accent border-l-3 bg-ink/5 px-2 py-1 text-xs">
      <p className="font-semibold text-accent">
        {message === undefined
          ? "In answer to"
          : message.direction === "out"
            ? "We wrote"
            : "The customer wrote"}
      </p>
      <p className="line-clamp-2 text-ink-2">
        {message === undefined ? "an earlier message" : previewOf(message.content)}
      </p>
    </blockquote>
  );
}

/** The last reaction of each side holds; one without an emoji takes it back. */
function Reactions({ reactions }: { reactions: readonly MessageShape[] }): ReactNode {
  const bySide = new Map(reactions.map((one) => [one.direction, one]));
  const emojis = [...bySide.values()].flatMap(({ direction, content }) =>
    content.kind === "reaction" && content.emoji !== null
      ? [{ direction, emoji: content.emoji }]
      : [],
  );
  if (emojis.length === 0) return null;
  return (
    <span className="-bottom-3.5 absolute left-2 flex gap-0.5 rounded-full border border-line bg-raised px-1.5 py-0.5 text-xs shadow-card">
      {emojis.map(({ direction, emoji }) => (
        <span
          key={direction}
          role="img"
          aria-label={`${direction === "in" ? "The customer" : "We"} reacted with ${emoji}`}
        >
          {emoji}
        </span>
      ))}
    </span>
  );
}
