import {
  CheckCheck,
  Copy,
  ExternalLink,
  Image,
  MessageCircle,
  Phone,
  Reply,
  Unplug,
} from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Button } from "../design/button.tsx";
import { Notice } from "../design/notice.tsx";
import { momentFromIso } from "../time/moment.ts";
import { clockTime, dayName, dayOf } from "../time/time-words.ts";
import { useNow, ZONE } from "../time/use-now.ts";
import { wordsOf } from "./chat-words.ts";
import { control } from "./control.ts";
import { pressedMessage } from "./customer-message.ts";
import type { PhoneChat, PhoneMessage, ShownButton } from "./phone-shapes.ts";

interface ChatProps {
  readonly phone: string;
  readonly chat: PhoneChat | undefined;
  readonly problem: Error | null;
  readonly retry: () => void;
}

/** The chat as the customer sees it. */
export function Chat({ phone, chat, problem, retry }: ChatProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const last = chat?.data.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what scrolls.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, [last]);
  if (chat === undefined) {
    return (
      <div className="min-h-0 flex-1">
        {problem !== null && (
          <Notice icon={Unplug} title="The chat could not be loaded" role="alert">
            <p>{problem.message}</p>
            <Button look="outline" size="small" onClick={retry}>
              Try again
            </Button>
          </Notice>
        )}
      </div>
    );
  }
  if (chat.data.length === 0) {
    return (
      <div className="min-h-0 flex-1">
        <Notice icon={MessageCircle} title={`Say hello to ${chat.business.name}`}>
          <p>What you write here arrives in the inbox of the business within a second.</p>
        </Notice>
      </div>
    );
  }
  return (
    <section
      ref={scroller}
      aria-label="Chat"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to scroll it.
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <ol aria-live="polite" className="flex min-h-full flex-col justify-end px-3 pt-2 pb-3">
        {chat.data.map((message, index) => (
          <li key={message.id}>
            <Day message={message} before={chat.data[index - 1]} />
            <Bubble
              message={message}
              answered={chat.data.find((other) => other.id === message.contextId)}
              phone={phone}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface DayProps {
  readonly message: PhoneMessage;
  readonly before: PhoneMessage | undefined;
}

function Day({ message, before }: DayProps): ReactNode {
  const now = useNow();
  const at = momentFromIso(message.at);
  if (before !== undefined && dayOf(momentFromIso(before.at), ZONE) === dayOf(at, ZONE))
    return null;
  return (
    <p className="my-2.5 text-center">
      <span className="rounded-full bg-selected px-2.5 py-0.5 text-ink-2 text-xs">
        {dayName(at, now, ZONE)}
      </span>
    </p>
  );
}

const SIDES = {
  out: "rounded-br-md border-transparent bg-bubble-out",
  in: "rounded-bl-md border-bubble-line bg-bubble-in",
} as const;

interface BubbleProps {
  readonly message: PhoneMessage;
  readonly answered: PhoneMessage | undefined;
  readonly phone: string;
}

function Bubble({ message, answered, phone }: BubbleProps): ReactNode {
  const mine = message.from === "customer";
  const { shown } = message;
  const words = wordsOf(message);
  return (
    <div className={`flex flex-col pt-1 ${mine ? "items-end" : "items-start"}`}>
      <article
        aria-label={mine ? "From you" : "From the business"}
        className={`max-w-[84%] rounded-2xl border px-3 pt-2 pb-1.5 shadow-card
          ${mine ? SIDES.out : SIDES.in}
        `}
      >
        {answered !== undefined && (
          <blockquote className="mb-1 line-clamp-2 border-accent border-l-3 bg-ink/5 px-2 py-1 text-ink-2 text-xs">
            {wordsOf(answered)}
          </blockquote>
        )}
        {shown?.header !== undefined && <Header header={shown.header} />}
        {words !== "" && <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{words}</p>}
        {shown?.footer !== undefined && <p className="mt-1 text-ink-3 text-xs">{shown.footer}</p>}
        <p className="figures mt-0.5 flex items-center justify-end gap-1 text-2xs text-ink-3">
          <time dateTime={message.at}>{clockTime(momentFromIso(message.at), ZONE)}</time>
          {mine && (
            <span
              title={message.read ? "Read" : "Delivered"}
              className={message.read ? "text-utility" : ""}
            >
              <CheckCheck aria-hidden className="size-3.5" />
              <span className="sr-only">{message.read ? "Read" : "Delivered"}</span>
            </span>
          )}
        </p>
      </article>
      {shown?.buttons !== undefined && (
        <ul aria-label="Buttons" className="mt-1 flex w-[84%] flex-col gap-1">
          {shown.buttons.map((button) => (
            <li key={button.text}>
              <PhoneButton button={button} message={message} phone={phone} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Header({
  header,
}: {
  header: NonNullable<NonNullable<PhoneMessage["shown"]>["header"]>;
}): ReactNode {
  if (header.type === "text") return <p className="mb-0.5 font-semibold">{header.text}</p>;
  return (
    <p className="mb-1.5 flex h-24 min-w-48 flex-col items-center justify-center gap-1 rounded-lg bg-ink/6 text-ink-2 text-xs first-letter:uppercase">
      <Image aria-hidden className="size-6" strokeWidth={1.5} />
      {header.text ?? header.type}
    </p>
  );
}

const ICONS = { url: ExternalLink, copy_code: Copy, phone_number: Phone } as const;

interface PhoneButtonProps {
  readonly button: ShownButton;
  readonly message: PhoneMessage;
  readonly phone: string;
}

/** A button of the business: a reply is sent, a code is copied, a link only says where it goes. */
function PhoneButton({ button, message, phone }: PhoneButtonProps): ReactNode {
  const [said, say] = useState("");
  const answer = pressedMessage(message, button);
  const Icon = Object.entries(ICONS).find(([type]) => type === button.type)?.[1] ?? Reply;
  const press = async (): Promise<void> => {
    if (answer !== undefined) await control.write(phone, answer);
    else if (button.type === "copy_code") {
      await navigator.clipboard.writeText(button.payload ?? "");
      say("Copied");
    } else say(button.url ?? button.payload ?? "");
  };
  return (
    <button
      type="button"
      onClick={() => press().catch((error: Error) => say(error.message))}
      className="flex w-full flex-wrap items-center justify-center gap-x-2 rounded-xl border border-bubble-line bg-bubble-in px-3 py-2 font-medium text-utility shadow-card transition-colors hover:bg-hover"
    >
      <Icon aria-hidden className="size-4" />
      {button.text}
      <span role="status" className="break-all text-ink-2 text-xs empty:hidden">
        {said}
      </span>
    </button>
  );
}
