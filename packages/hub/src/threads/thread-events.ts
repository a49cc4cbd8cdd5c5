import type { Conversation, Instant, Window } from "@casement/engine";
import { isoOf } from "../api/instants.ts";
import { toldAheadAt } from "../downstream/closing-times.ts";
import type { NativeEvent } from "../events/native-event.ts";
import { conversationShape } from "../inbox/conversation-shape.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";
import type { Joining } from "./resolution.ts";

// What programs are told of a thread (SPEC H9). What a message said is not in here: it is read when
// the event is posted.

/** What a new fact tells of a message; `undefined`: nothing that programs are told of. */
export function messageEvent(fact: ReceivedFact, threadId: string): NativeEvent | undefined {
  const { kind, at, wamid, draftId } = fact;
  if (wamid === undefined) return undefined;
  const event = { at, threadId, subject: wamid };
  const said = { message_id: wamid };
  const ours = { ...said, draft_id: draftId ?? null };
  switch (kind) {
    case "customer_message":
      return { ...event, kind: "message.received", said };
    case "business_message":
      return { ...event, kind: "message.sent", said: { ...ours, origin: "casement" } };
    case "echo":
      return { ...event, kind: "message.sent", said: { ...ours, origin: "phone_app" } };
    case "status_reported":
      return { ...event, kind: "message.status", said: { ...ours, ...statusSaid(fact) } };
    case "noted": {
      const what = CHANGED.get(fact.said["type"]);
      if (what === undefined) return undefined;
      return { ...event, kind: "customer.changed", said: { ...said, what } };
    }
    default:
      return undefined;
  }
}

/**
 * What is another of a customer, by what the platform calls its notice. An identity is the keys of
 * a phone: who has codes or papers sent to a number may want to know that another phone has it.
 */
const CHANGED: ReadonlyMap<unknown, string> = new Map([
  ["user_changed_number", "number"],
  ["user_changed_user_id", "user_id"],
  ["customer_identity_changed", "identity"],
]);

/** Meta's code of an error, where the status is that it failed. */
function statusSaid({ said }: ReceivedFact): { status: unknown; error_code: unknown } {
  return { status: said["status"], error_code: said["code"] ?? null };
}

export function conversationOpened(conversation: Conversation, threadId: string): NativeEvent {
  const { closed_early_at: _, message_count: __, ...said } = conversationShape(conversation);
  return {
    kind: "conversation.opened",
    at: conversation.openedAt,
    threadId,
    subject: conversation.openedBy,
    said,
  };
}

/** A service window that closes, told ahead, or that has closed. */
export function windowEvent(
  kind: "window.closing" | "window.closed",
  { openedAt, closesAt }: Window,
  threadId: string,
): NativeEvent {
  const said = { opened_at: isoOf(openedAt), closes_at: isoOf(closesAt) };
  const at = kind === "window.closing" ? toldAheadAt(closesAt) : closesAt;
  return { kind, at, threadId, subject: isoOf(closesAt), said };
}

/** Two threads became one, or one became two again: `from` is the one that went, or is back. */
export function mergeEvent(
  kind: "thread.merged" | "thread.unmerged",
  { from, into, at, by }: Joining & { readonly at: Instant; readonly by: "platform" | "person" },
): NativeEvent {
  return { kind, at, threadId: into, subject: from, said: { other_thread: from, by } };
}
