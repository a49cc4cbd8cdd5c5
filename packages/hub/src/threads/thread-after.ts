import type { Instant } from "@casement/engine";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import type { MessageRow } from "./message-row.ts";
import type { ThreadRow } from "./thread-store.ts";

/** A thread once these facts and messages of it are known: whose it is, what was said last. */
export function threadAfter(
  thread: ThreadRow,
  facts: readonly ReceivedFact[],
  messages: readonly MessageRow[],
): ThreadRow {
  const latest = messages
    .filter((message) => message.content !== undefined)
    .reduce((last, message) => laterOf(last, message), lastOf(thread));
  const heard = facts.filter((fact) => fact.kind === "customer_message").map((fact) => fact.at);
  const named = (pick: (fact: ReceivedFact) => string | undefined): string | null =>
    facts.map(pick).findLast((name) => name !== undefined) ?? null;
  return {
    ...thread,
    name: named((fact) => fact.profile.name) ?? thread.name,
    username: named((fact) => fact.profile.username) ?? thread.username,
    phone: named((fact) => fact.aliases.waId) ?? thread.phone,
    country: thread.country ?? countryIn(named((fact) => fact.aliases.userId)),
    lastAt: latest?.at ?? null,
    lastWamid: latest?.wamid ?? null,
    heardAt: heard.reduce((last, at) => (last === null || at > last ? at : last), thread.heardAt),
    answeredAt: answeredIn(facts),
    ...waitingAfter(thread, messages),
  };
}

/**
 * When we last answered, by whichever way (SPEC N17). A template is no answer: one is sent to many,
 * whatever they wrote.
 */
function answeredIn(facts: readonly ReceivedFact[]): Instant | undefined {
  const answers = facts.filter(
    ({ kind, content }) =>
      kind === "echo" || (kind === "business_message" && content?.kind !== "template"),
  );
  return answers
    .map(({ at }) => at)
    .reduce<Instant | undefined>(
      (last, at) => (last === undefined || at > last ? at : last),
      undefined,
    );
}

/**
 * What a batch says of who waits (SPEC N11). Most says nothing: one who waits goes on waiting
 * whatever they write, and of one who does not, only a failure may tell that they do after all. So
 * few batches ask messages.
 */
function waitingAfter(
  { waitingSince }: ThreadRow,
  messages: readonly MessageRow[],
): Pick<ThreadRow, "wroteFrom" | "mayWaitOtherwise"> {
  const wrote = messages.filter((one) => one.direction === "in").map(({ at }) => at);
  const arrived = messages.some(
    ({ direction, origin, deliveredAt, readAt }) =>
      direction === "out" &&
      (origin !== "unknown" || deliveredAt !== undefined || readAt !== undefined),
  );
  return {
    wroteFrom: wrote.toSorted((a, b) => a - b)[0],
    mayWaitOtherwise:
      (arrived && waitingSince !== null) || messages.some((one) => one.failedAt !== undefined),
  };
}

type Last = Pick<MessageRow, "at" | "wamid">;

function lastOf(thread: ThreadRow): Last | undefined {
  if (thread.lastAt === null || thread.lastWamid === null) return undefined;
  return { at: thread.lastAt, wamid: thread.lastWamid };
}

function laterOf(last: Last | undefined, message: Last): Last {
  return last === undefined || message.at >= last.at ? message : last;
}

/** A business-scoped id begins with the customer's country: `GB.1234`; erased, `GB-abcd`. */
export function countryIn(userId: string | null): string | null {
  return /^[A-Z]{2}(?=[.-])/.exec(userId ?? "")?.[0] ?? null;
}
