import { CheckCheck } from "lucide-react";
import type { ReactNode } from "react";
import { momentFromIso } from "../time/moment.ts";
import { clockTime } from "../time/time-words.ts";
import { ZONE } from "../time/use-now.ts";
import { AskedButtons } from "./asked-buttons.tsx";
import { MessageActs } from "./message-acts.tsx";
import type { PhoneMessage } from "./phone-shapes.ts";
import type { Drawn } from "./reactions.ts";
import { lineOf, saidIn } from "./said.ts";
import { SaidView } from "./said-view.tsx";
import type { Sending } from "./use-sending.ts";

const SIDES = {
  out: "rounded-br-md border-transparent bg-bubble-out",
  in: "rounded-bl-md border-bubble-line bg-bubble-in",
} as const;

interface BubbleProps {
  readonly drawn: Drawn;
  readonly answered: PhoneMessage | undefined;
  readonly sending: Sending;
}

/** A message on the phone, with what it answers, the reactions to it, and what can be pressed. */
export function Bubble({ drawn, answered, sending }: BubbleProps): ReactNode {
  const { message, reactions } = drawn;
  const mine = message.from === "customer";
  const said = saidIn(message);
  return (
    <div className={`group flex flex-col pt-1 ${mine ? "items-end" : "items-start"}`}>
      <div className={`flex w-full items-center gap-1 ${mine ? "flex-row-reverse" : ""}`}>
        <article
          aria-label={mine ? "From you" : "From the business"}
          className={`min-w-0 max-w-[84%] rounded-2xl border px-3 pt-2 pb-1.5 shadow-card
            ${mine ? SIDES.out : SIDES.in}`}
        >
          {answered !== undefined && (
            <blockquote className="mb-1 rounded-sm border-accent border-l-3 bg-ink/5 px-2 py-1 text-ink-2 text-xs">
              <span dir="auto" className="line-clamp-2">
                {lineOf(answered)}
              </span>
            </blockquote>
          )}
          <SaidView said={said} />
          <p className="figures mt-0.5 flex items-center justify-end gap-1 text-2xs text-ink-3">
            <time dateTime={message.at}>{clockTime(momentFromIso(message.at), ZONE)}</time>
            {mine && <Seen read={message.read} />}
          </p>
        </article>
        <MessageActs message={message} mine={mine} sending={sending} />
      </div>
      {reactions.length > 0 && (
        <ul aria-label="Reactions" className="-mt-1.5 z-1 mx-2 flex gap-1">
          {reactions.map(({ from, emoji }) => (
            <li
              key={from}
              className="rounded-full border border-line bg-raised px-1.5 py-px text-xs shadow-card"
            >
              <span className="sr-only">{from === "customer" ? "You: " : "The business: "}</span>
              {emoji}
            </li>
          ))}
        </ul>
      )}
      {said.kind === "asked" && <AskedButtons asked={said} message={message} sending={sending} />}
    </div>
  );
}

function Seen({ read }: { read: boolean }): ReactNode {
  const word = read ? "Read" : "Delivered";
  return (
    <span title={word} className={read ? "text-utility" : ""}>
      <CheckCheck aria-hidden className="size-3.5" />
      <span className="sr-only">{word}</span>
    </span>
  );
}
