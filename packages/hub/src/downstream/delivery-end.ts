import { type Instant, later } from "@casement/engine";
import type { EndpointAnswer } from "../dialing/endpoint-dialer.ts";
import type { DeliveryEnd, DueDelivery } from "./delivery-store.ts";
import { nextTryAt } from "./retry-times.ts";

/** Why an attempt did not end with the post at the endpoint. */
export type DeliveryFailure =
  /** It answered, and not with 2xx. */
  | "refused"
  /** It answered that it is elsewhere; the hub does not follow. */
  | "redirected"
  | "timed_out"
  | "not_reached"
  | "private_address"
  /** Its URL is none that the hub calls. */
  | "not_called"
  /** The post is no longer kept. */
  | "post_gone"
  /** The endpoint was changed meanwhile, and gets nothing of the post any more. */
  | "not_its_own"
  /** Something went wrong on our side; it is in the hub's log. */
  | "internal";

/** What is written down of an attempt. */
export function deliveryEndOf(
  due: DueDelivery,
  answer: EndpointAnswer | { readonly kind: "internal" },
  now: Instant,
): DeliveryEnd {
  const failure = failureOf(answer);
  const again = failure === null ? undefined : nextTryAt(due.since, now);
  return {
    ...keyOf(due),
    state: failure === null ? "delivered" : again === undefined ? "failed" : "waiting",
    attempts: due.attempts + 1,
    answerStatus: answer.kind === "answered" ? answer.status : null,
    failure,
    nextAt: again ?? now,
    triedAt: now,
  };
}

/** A delivery that there is no sense in trying. */
export function lostDelivery(
  due: DueDelivery,
  failure: DeliveryFailure,
  now: Instant,
): DeliveryEnd {
  const { attempts } = due;
  const moments = { nextAt: now, triedAt: now };
  return { ...keyOf(due), ...moments, state: "failed", attempts, answerStatus: null, failure };
}

/** A delivery whose post is not digested everywhere yet: a moment later, and no attempt. */
export function heldDelivery(due: DueDelivery, now: Instant): DeliveryEnd {
  const { attempts } = due;
  const moments = { nextAt: later(now, HELD_MS), triedAt: now };
  return {
    ...keyOf(due),
    ...moments,
    state: "waiting",
    attempts,
    answerStatus: null,
    failure: null,
  };
}

const HELD_MS = 1_000;

function keyOf({ endpointId, postId }: DueDelivery): { endpointId: string; postId: string } {
  return { endpointId, postId };
}

function failureOf(answer: EndpointAnswer | { readonly kind: "internal" }): DeliveryFailure | null {
  if (answer.kind !== "answered") return answer.kind;
  if (answer.status >= 200 && answer.status < 300) return null;
  return answer.status >= 300 && answer.status < 400 ? "redirected" : "refused";
}

/** By 410 an endpoint says that it is gone for good. */
export function isGone({ answerStatus }: DeliveryEnd): boolean {
  return answerStatus === 410;
}

/** Why an endpoint is paused, in words for people. */
export function pausedWhy(end: DeliveryEnd): string {
  if (isGone(end)) return "It answered 410: it is gone.";
  const last = end.answerStatus === null ? end.failure : `answered ${end.answerStatus}`;
  return `Nothing arrived there for three days. The last attempt: ${last}.`;
}
