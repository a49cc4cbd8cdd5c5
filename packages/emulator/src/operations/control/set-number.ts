import { z } from "zod";
import { tellThroughput } from "../../limits/number-notice.ts";
import { setQuality } from "../../limits/number-quality.ts";
import { setLimit, TIER_WORDS, tierOf } from "../../limits/reach.ts";
import { perSecondOf } from "../../limits/throughput.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import type { BusinessNumber } from "../../world/world.ts";

const Settings = z.strictObject({
  quality: z.enum(["GREEN", "YELLOW", "RED", "UNKNOWN"]).optional(),
  /** Messages a second, or Meta's words for 80 and 1,000. */
  throughput: z
    .union([z.enum(["STANDARD", "HIGH", "unlimited"]), z.number().int().positive()])
    .optional(),
  /** Customers in 24 hours, or Meta's word for it. */
  limit: z
    .union([
      z.literal("unlimited").transform(() => "TIER_UNLIMITED"),
      z.string().refine((word) => TIER_WORDS.includes(word), "no such level"),
      z.number().transform((count, context) => {
        const tier = tierOf(count);
        if (tier === undefined) context.addIssue("no such level");
        return tier ?? z.NEVER;
      }),
    ])
    .optional(),
  paymentMethod: z.boolean().optional(),
});

/** `POST /emulator/numbers/ID`: what Meta thinks of a number and allows it, told by webhooks. */
export function setNumber({ platform, path, body }: Call): Answer {
  const read = Settings.safeParse(body);
  if (!read.success) return invalidBody(read.error);
  const number = ownEntry(platform.world.numbers, path["ID"] ?? "");
  if (number === undefined) return refusal(404, "not_found", "there is no number of this id");
  const { quality, throughput, limit, paymentMethod } = read.data;
  if (quality !== undefined) setQuality(platform, number, quality);
  if (throughput !== undefined) setThroughput(platform, number, throughput);
  if (limit !== undefined) setLimit(platform, number, limit);
  if (paymentMethod !== undefined) setPayment(platform, number, paymentMethod);
  return { status: 200, body: settingsOf(platform, number) };
}

function settingsOf({ world }: Platform, number: BusinessNumber): unknown {
  const perSecond = perSecondOf(world, number);
  return {
    id: number.id,
    quality: number.quality,
    throughput: perSecond === 0 ? "unlimited" : perSecond,
    limit: number.limitTier,
    paymentMethod: ownEntry(world.limits.unpaid, number.accountId) !== true,
  };
}

function setThroughput(
  platform: Platform,
  number: BusinessNumber,
  wanted: "STANDARD" | "HIGH" | "unlimited" | number,
): void {
  const { perSecond } = platform.world.limits;
  delete perSecond[number.id];
  const isUpgrade = wanted === "HIGH" && number.throughput === "STANDARD";
  if (wanted === "STANDARD" || wanted === "HIGH") number.throughput = wanted;
  else perSecond[number.id] = wanted === "unlimited" ? 0 : wanted;
  if (isUpgrade) tellThroughput(platform, number);
}

/** The account pays, for all of its numbers. */
function setPayment({ world }: Platform, { accountId }: BusinessNumber, isThere: boolean): void {
  if (isThere) delete world.limits.unpaid[accountId];
  else world.limits.unpaid[accountId] = true;
}
