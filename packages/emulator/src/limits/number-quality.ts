import { DAY_MS, type Instant, later } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { deliveredMessages } from "../world/group-message.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { tellNumberQuality } from "./number-notice.ts";

type Quality = BusinessNumber["quality"];

/** Meta tells that a number is flagged, and that it no longer is; not of what lies between. */
export function setQuality(platform: Platform, number: BusinessNumber, quality: Quality): void {
  const wasRed = number.quality === "RED";
  number.quality = quality;
  if (wasRed !== (quality === "RED")) tellNumberQuality(platform, number);
}

/** A customer has blocked the business: each of its numbers is looked at. */
export function judgeNumbers(platform: Platform): void {
  for (const number of Object.values(platform.world.numbers)) judgeQuality(platform, number.id);
}

/**
 * Lowers a number's quality if many of those it reached have blocked it, and gives it back when
 * that is a week ago. What the control API said of the quality is only ever lowered.
 */
export function judgeQuality(platform: Platform, numberId: string): void {
  const { world, clock } = platform;
  const number = ownEntry(world.numbers, numberId);
  if (number === undefined) return;
  const quality = qualityByBlocks(world, number, clock.now());
  world.limits.judged ??= {};
  const { judged } = world.limits;
  const isOurs = ownEntry(judged, number.id) === number.quality;
  if (!isOurs && RANK[quality] <= RANK[number.quality]) return;
  if (quality === "GREEN") delete judged[number.id];
  else judged[number.id] = quality;
  setQuality(platform, number, quality);
  if (quality === "GREEN") return;
  platform.plan(later(clock.now(), BLOCKS_COUNT_MS), { kind: "quality_review", numberId });
}

/** By the share of the customers reached in the last week who blocked the business in it. */
function qualityByBlocks(world: World, number: BusinessNumber, now: Instant): Quality {
  const reached = new Set<string>();
  for (const { numberId, phone, deliveredAt } of deliveredMessages(world)) {
    if (numberId === number.id && isLately(deliveredAt, now)) reached.add(phone);
  }
  const blocks = [...reached].filter((phone) =>
    isLately(ownEntry(world.customers, phone)?.blockedAt ?? null, now),
  ).length;
  if (blocks < BLOCKS_MIN) return "GREEN";
  const share = blocks / reached.size;
  if (share >= RED_SHARE) return "RED";
  return share >= YELLOW_SHARE ? "YELLOW" : "GREEN";
}

function isLately(at: number | null, now: Instant): boolean {
  return at !== null && now < at + BLOCKS_COUNT_MS;
}

/** The worse, the higher. Of a number nobody knows anything of, nothing is better known. */
const RANK: Readonly<Record<Quality, number>> = { UNKNOWN: 0, GREEN: 0, YELLOW: 1, RED: 2 };

/** Meta says that the last seven days count, and gives no figures; these are ours. */
const BLOCKS_COUNT_MS: number = 7 * DAY_MS;
const BLOCKS_MIN = 5;
const YELLOW_SHARE = 0.02;
const RED_SHARE = 0.05;
