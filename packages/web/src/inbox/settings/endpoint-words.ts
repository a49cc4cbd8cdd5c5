import type { DeliveryShape, EndpointShape, NativeKindShape } from "@casement/hub/api";
import type { SignKind } from "../../design/sign-kind.ts";

/** What each event tells a program, as a line beside its name. */
const EVENTS: { readonly [kind in NativeKindShape]: string } = {
  "message.received": "a customer wrote",
  "message.sent": "a message of ours was taken",
  "message.status": "sent, delivered, read or failed",
  "customer.changed": "a customer has another number, id or phone",
  "thread.merged": "two threads are one customer",
  "thread.unmerged": "they are two again",
  "conversation.opened": "a conversation opened",
  "window.closing": "two hours before a window closes",
  "window.closed": "a window has closed",
  "charge.booked": "a message was charged",
  "draft.refused": "the hub refused to send it",
  "draft.failed": "Meta said no",
  "draft.unknown": "Meta did not answer",
  "template.changed": "a template is another now",
  "account.changed": "Meta restricts an account, or no longer",
};

export const EVENT_LIST: readonly { readonly kind: string; readonly words: string }[] =
  Object.entries(EVENTS).map(([kind, words]) => ({ kind, words }));

/** What an endpoint gets, in a line. */
export function getsWords({ events }: Pick<EndpointShape, "events">): string {
  if (events === null) return "Meta’s posts, as Meta sends them";
  return events.length === EVENT_LIST.length ? "Every event" : events.join(", ");
}

/** How an endpoint stands: a sign and its word. */
export function standingOf({
  paused_at,
  failing_since,
}: Pick<EndpointShape, "paused_at" | "failing_since">): { kind: SignKind; words: string } {
  if (paused_at !== null) return { kind: "bad", words: "Paused" };
  if (failing_since !== null) return { kind: "warn", words: "Failing" };
  return { kind: "good", words: "Running" };
}

/** How one delivery stands, and why, in a few words. */
export function deliveryWords(delivery: DeliveryShape): { kind: SignKind; words: string } {
  const { state, attempts, answer_status: status, failure, next_at: next } = delivery;
  if (state === "delivered") return { kind: "good", words: "Delivered" };
  const why = status === null ? FAILURES[failure ?? ""] : `answered ${status}`;
  if (state === "failed") return { kind: "bad", words: `Given up: ${why ?? "it failed"}` };
  if (attempts === 0) {
    return { kind: "waiting", words: next === null ? "Waits for the one before it" : "Waits" };
  }
  return { kind: "warn", words: `Tried ${attempts} times: ${why ?? "it failed"}` };
}

const FAILURES: Readonly<Record<string, string | undefined>> = {
  timed_out: "no answer in ten seconds",
  not_reached: "nothing listens there",
  private_address: "it leads into a private network",
  not_called: "its address is none that is called",
  post_gone: "it is no longer kept",
  not_its_own: "it is not the endpoint’s any more",
  internal: "a fault of the hub’s, which is in its log",
};
