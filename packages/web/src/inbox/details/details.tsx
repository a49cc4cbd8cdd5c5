import { type Account, regimeAt } from "@casement/engine";
import type { ConversationShape, MessageShape, ThreadShape } from "@casement/hub/api";
import { X } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { IconButton } from "../../design/button.tsx";
import { CategoryChip } from "../../design/category-chip.tsx";
import { Ring } from "../../design/ring.tsx";
import { momentFromIso } from "../../time/moment.ts";
import { clockTime, shortMoment, spanWords } from "../../time/time-words.ts";
import { useNow, ZONE } from "../../time/use-now.ts";
import { sendingFromShape } from "../composer/sending.ts";
import { RING_TONES } from "../list/thread-row.tsx";
import { initialsOf, nameOf, phoneWords, windowSignOf } from "../list/thread-words.ts";
import { conversationKey, type OpenedThread } from "../live/screen.ts";
import { ChargeWhy } from "../thread/charge-why.tsx";
import { templateOf } from "../thread/conversation-line.tsx";
import { openedBy } from "../thread/opened-by.ts";
import { endOf } from "../thread/timeline.ts";
import { ConsentOf } from "./consent.tsx";
import { Customer } from "./customer.tsx";
import { DETAILS_WORDS } from "./details-words.ts";
import { EraseCustomer } from "./erase-customer.tsx";
import { IfYouSendNow } from "./if-you-send-now.tsx";
import { Merges } from "./merges.tsx";
import { Names } from "./names.tsx";
import { Section } from "./section.tsx";
import { Spend } from "./spend.tsx";

interface DetailsProps {
  readonly thread: ThreadShape;
  readonly opened: OpenedThread | undefined;
  /** Whether it was asked for, where there is no room to show it always. */
  readonly shown: boolean;
  readonly close: () => void;
}

/**
 * Beside the thread: who the customer is, what is open, and what each kind of send would do now.
 */
export function Details({ thread, opened, shown, close }: DetailsProps): ReactNode {
  const detail = opened?.detail;
  const sending = useMemo(() => detail && sendingFromShape(detail.sending), [detail]);
  return (
    <aside
      aria-label={DETAILS_WORDS.details}
      className={`${shown ? "flex" : "hidden xl:flex"} absolute inset-0 z-20 w-full flex-col gap-6
        overflow-y-auto bg-panel p-5 md:left-auto md:w-80 md:border-line md:border-l
        md:shadow-float xl:static xl:shrink-0 xl:shadow-none`}
    >
      <IconButton
        label={DETAILS_WORDS.close}
        onClick={close}
        className="absolute top-3 right-3 xl:hidden"
      >
        <X aria-hidden className="size-5" />
      </IconButton>
      <Identity thread={thread} />
      <OpenConversations
        thread={thread}
        messages={opened?.messages ?? []}
        account={sending?.account}
      />
      {sending !== undefined && <IfYouSendNow sending={sending} />}
      {detail !== undefined && (
        <>
          {detail.erased_at === null && <Customer thread={thread} detail={detail} />}
          <Spend spend={detail.spend} />
          {detail.erased_at === null && (
            <ConsentOf
              key={thread.thread_id}
              thread={thread}
              consent={detail.consent}
              position={detail.thread.position}
            />
          )}
          <Names aliases={detail.aliases} />
          {detail.erased_at === null && <Merges thread={thread} detail={detail} />}
          <EraseCustomer key={thread.thread_id} thread={thread} erasedAt={detail.erased_at} />
        </>
      )}
    </aside>
  );
}

function Identity({ thread }: { thread: ThreadShape }): ReactNode {
  const now = useNow();
  const sign = windowSignOf(thread, now);
  const window = thread.window;
  return (
    <div className="flex flex-col items-center gap-3 text-center">
      <Ring size={68} left={sign.left} tone={RING_TONES[sign.kind]} initials={initialsOf(thread)} />
      <div className="min-w-0">
        <p className="font-semibold text-base">
          <bdi>{nameOf(thread)}</bdi>
        </p>
        <p className="figures text-ink-2">{phoneWords(thread.phone) ?? DETAILS_WORDS.noPhone}</p>
        {thread.username !== null && <p className="text-ink-2">@{thread.username}</p>}
      </div>
      <p className="text-ink-2 text-xs">
        {window === null ? (
          DETAILS_WORDS.notWritten
        ) : sign.left === 0 ? (
          <>Window closed {shortMoment(momentFromIso(window.closes_at), now, ZONE)}</>
        ) : (
          <>Window open until {shortMoment(momentFromIso(window.closes_at), now, ZONE)}</>
        )}
      </p>
    </div>
  );
}

interface OpenConversationsProps {
  readonly thread: ThreadShape;
  readonly messages: readonly MessageShape[];
  /** Whose prices say what a conversation is for. */
  readonly account: Account | undefined;
}

function OpenConversations({ thread, messages, account }: OpenConversationsProps): ReactNode {
  const now = useNow();
  const open = thread.conversations.filter((conversation) => endOf(conversation) > now);
  const offer = thread.entry_point_offer;
  const waits = offer !== null && momentFromIso(offer.lapses_at) > now;
  if (open.length === 0 && !waits) {
    return (
      <Section title={DETAILS_WORDS.conversations}>
        <p className="text-ink-2 text-xs">{DETAILS_WORDS.noneOpen}</p>
      </Section>
    );
  }
  return (
    <Section title={DETAILS_WORDS.conversations}>
      {account !== undefined && (
        <p className="text-pretty text-ink-3 text-xs">
          {DETAILS_WORDS.whatFor[regimeAt(now, account).chargedBy]}
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {open.map((conversation) => (
          <OpenConversation
            key={conversationKey(conversation)}
            conversation={conversation}
            opener={messages.find((one) => one.id === conversation.opened_by)}
          />
        ))}
        {waits && (
          <li className="rounded-xl bg-entry-soft px-3 py-2.5 text-xs">
            <p className="font-semibold text-entry">{DETAILS_WORDS.entryPoint}</p>
            <p className="text-ink-2">
              They came by an ad. Answer within{" "}
              <span className="figures whitespace-nowrap">
                {spanWords(momentFromIso(offer.lapses_at) - now)}
              </span>{" "}
              and it opens.
            </p>
          </li>
        )}
      </ul>
    </Section>
  );
}

interface OpenConversationProps {
  readonly conversation: ConversationShape;
  readonly opener: MessageShape | undefined;
}

function OpenConversation({ conversation, opener }: OpenConversationProps): ReactNode {
  const now = useNow();
  const count = conversation.message_count;
  const openedAt = clockTime(momentFromIso(conversation.opened_at), ZONE);
  const by = openedBy(conversation.initiated_by, templateOf(opener));
  return (
    <li className="flex flex-col gap-1 rounded-xl border border-line px-3 py-2.5">
      <p className="flex items-center justify-between gap-2">
        <CategoryChip category={conversation.category} />
        <span className="figures font-medium">{spanWords(endOf(conversation) - now)} left</span>
      </p>
      <p className="text-ink-2 text-xs">
        Opened by {by} at <time>{openedAt}</time>
      </p>
      <p className="text-ink-2 text-xs">
        {DETAILS_WORDS.units(count)}
        {opener?.charge != null && (
          <>
            {" "}
            · <ChargeWhy charge={opener.charge} />
          </>
        )}
      </p>
    </li>
  );
}
