import type { Account } from "./account.ts";
import type { CustomerMessage } from "./facts.ts";
import { type Instant, later } from "./instant.ts";
import type { EntryPointOffer } from "./thread-state.ts";
import { SERVICE_WINDOW_MS, type Window } from "./window.ts";

/**
 * The entry point on offer after the customer wrote at `at` (SPEC E1, E2).
 *
 * Only an ad or a page's button offers one, and only on a phone. A later click renews an offer
 * that stands. One that has lapsed is kept: an answer sent in time may be delivered late.
 */
export function offerAfter(
  offer: EntryPointOffer | null,
  fact: CustomerMessage,
  at: Instant,
): EntryPointOffer | null {
  const lapsesAt = later(at, SERVICE_WINDOW_MS);
  if (!isOffering(fact)) return offer;
  const standing = offer !== null && at < offer.lapsesAt ? offer : null;
  return { offeredAt: standing?.offeredAt ?? at, lapsesAt, referral: fact.referral };
}

/** The offer after its window was extended, for accounts that hold it to last as long (SPEC E2). */
export function offerInWindow(
  offer: EntryPointOffer | null,
  window: Window,
  account: Account,
): EntryPointOffer | null {
  if (offer === null || account.assumptions?.entryPointOffered !== "in_window") return offer;
  const isSameWindow = window.openedAt <= offer.lapsesAt && offer.lapsesAt < window.closesAt;
  return isSameWindow ? { ...offer, lapsesAt: window.closesAt } : offer;
}

function isOffering(
  fact: CustomerMessage,
): fact is CustomerMessage & { referral: EntryPointOffer["referral"] } {
  return (fact.referral === "ad" || fact.referral === "page_cta") && fact.device !== "web";
}
