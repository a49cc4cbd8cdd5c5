import { type GraphError, graphError } from "@casement/cloud-api";
import type { Failure } from "../messages/failure.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { DETAILS } from "../webhooks/status-notice.ts";
import { customerOf } from "../world/customer.ts";
import type { MessageTemplate } from "../world/template.ts";
import { isWindowOpen, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";
import { countMarketing, isWithheld, type Marketing } from "./marketing.ts";
import { countPair, isTooSoon } from "./pair-rate.ts";
import { countReach, isReachExhausted } from "./reach.ts";
import { countSend, isTooFast } from "./throughput.ts";

/** A message that somebody wants sent, as the limits see it. */
export interface Wanted {
  readonly platform: Platform;
  readonly number: BusinessNumber;
  readonly phone: string;
  readonly template: MessageTemplate | undefined;
}

/** Meta's refusal of what goes too fast: from the number, or to the customer. */
export function limitFault(wanted: Wanted): GraphError | undefined {
  return throughputFault(wanted) ?? pairFault(wanted);
}

function throughputFault({ platform, number }: Wanted): GraphError | undefined {
  const { world, clock } = platform;
  if (!isTooFast(world, number, clock.now())) return undefined;
  return graphError(130_429, { details: "Cloud API message throughput has been reached." });
}

function pairFault({ platform, number, phone }: Wanted): GraphError | undefined {
  const { world, clock } = platform;
  if (!isTooSoon(threadOf(world, number.id, phone), clock.now())) return undefined;
  return graphError(PAIR_LIMIT, { details: DETAILS.get(PAIR_LIMIT) });
}

/** What a limit will keep from arriving, though the request is in order: told by a webhook. */
export function limitFailure(wanted: Wanted): Failure | undefined {
  const { platform, number, phone, template } = wanted;
  if (template === undefined || isInWindow(wanted)) return undefined;
  if (template.category === "MARKETING" && isWithheld(marketingOf(wanted))) {
    return { code: WITHHELD };
  }
  return isReachExhausted(platform, number, phone) ? { code: REACH_LIMIT } : undefined;
}

/** Counts a message that was taken; of one that will fail only that it was sent. */
export function countAccepted(wanted: Wanted, failure: Failure | undefined): void {
  const { platform, number, phone, template } = wanted;
  const { world, clock } = platform;
  const now = clock.now();
  countSend(world, number, now);
  countPair(threadOf(world, number.id, phone), now);
  if (failure !== undefined || template === undefined || isInWindow(wanted)) return;
  countReach(platform, number, phone);
  if (template.category === "MARKETING") countMarketing(marketingOf(wanted));
}

function isInWindow({ platform, number, phone }: Wanted): boolean {
  return isWindowOpen(threadOf(platform.world, number.id, phone), platform.clock.now());
}

function marketingOf({ platform, number, phone }: Wanted): Marketing {
  const { world, clock } = platform;
  return {
    world,
    phone,
    country: customerOf(world, phone).country,
    senderCountry: ownEntry(world.accounts, number.accountId)?.country ?? "",
    now: clock.now(),
  };
}

const PAIR_LIMIT = 131_056;
const WITHHELD = 131_049;
const REACH_LIMIT = 131_048;
