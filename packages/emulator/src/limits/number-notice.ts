import { startOfDay } from "@casement/engine";
import { withoutAbsent } from "../json.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import type { BusinessNumber } from "../world/world.ts";

/** Tells that a number, or the portfolio it is of, may reach more or fewer customers a day. */
export function tellLimit(
  platform: Platform,
  number: BusinessNumber,
  { before, isUpgrade }: { readonly before: string; readonly isUpgrade: boolean },
): void {
  const isOld = hasOldMembers(platform, number);
  tellNumber(platform, number, isUpgrade ? "UPGRADE" : "DOWNGRADE", {
    old_limit: isOld ? before : undefined,
    current_limit: isOld ? number.limitTier : undefined,
    max_daily_conversations_per_business: isOld ? undefined : number.limitTier,
  });
  const most = number.limitTier === "TIER_UNLIMITED" ? -1 : DAILY.get(number.limitTier);
  sendWebhook(platform, number.accountId, {
    field: "business_capability_update",
    value: withoutAbsent({
      max_daily_conversation_per_phone: isOld ? most : undefined,
      max_daily_conversations_per_business: isOld ? most : number.limitTier,
      max_phone_numbers_per_business: most === 250 ? 2 : undefined,
      max_phone_numbers_per_waba: most === 250 ? undefined : 25,
    }),
  });
}

/** Tells that a number may now send a thousand messages a second. */
export function tellThroughput(platform: Platform, number: BusinessNumber): void {
  const isOld = hasOldMembers(platform, number);
  tellNumber(platform, number, "THROUGHPUT_UPGRADE", {
    current_limit: isOld ? "TIER_UNLIMITED" : undefined,
    max_daily_conversations_per_business: isOld ? undefined : number.limitTier,
  });
}

/** Tells that customers complain of a number, or no longer. */
export function tellNumberQuality(platform: Platform, number: BusinessNumber): void {
  const isOld = hasOldMembers(platform, number);
  tellNumber(platform, number, number.quality === "RED" ? "FLAGGED" : "UNFLAGGED", {
    current_limit: isOld ? number.limitTier : undefined,
    max_daily_conversations_per_business: isOld ? undefined : number.limitTier,
  });
}

function tellNumber(
  platform: Platform,
  number: BusinessNumber,
  event: string,
  rest: Readonly<Record<string, string | undefined>>,
): void {
  sendWebhook(platform, number.accountId, {
    field: "phone_number_quality_update",
    value: withoutAbsent({ display_phone_number: number.phone, event, ...rest }),
  });
}

/** Until February 2026 limits were told in other members. */
function hasOldMembers({ world, clock }: Platform, number: BusinessNumber): boolean {
  const zone = ownEntry(world.accounts, number.accountId)?.timeZone ?? "UTC";
  return clock.now() < startOfDay("2026-02-01", zone);
}

const DAILY: ReadonlyMap<string, number> = new Map([
  ["TIER_50", 50],
  ["TIER_250", 250],
  ["TIER_1K", 1_000],
  ["TIER_2K", 2_000],
  ["TIER_10K", 10_000],
  ["TIER_100K", 100_000],
]);
