import { type Instant, monthOf, regimeAt } from "@casement/engine";
import type { Month } from "./months.ts";
import type { Town } from "./town.ts";
import type { Witness } from "./witness.ts";

/** Where it was lived, as far as looking back needs it. */
interface Place {
  readonly sometimes: { saw(sight: LookedBackOn): void };
  readonly witness: Witness;
  readonly control: Town["control"];
}

type LookedBackOn =
  | "a free entry point"
  | "a message delivered in another month than it was sent"
  | "a message delivered on a day of 23 or 25 hours"
  | "a message delivered under another way of charging than it was sent"
  | "failed and never delivered"
  | "read without delivered";

/** Counts what can be told only from the platform's own side, and when all is over. */
export async function lookBack(
  town: Place,
  { timeZone, country }: Pick<Month, "timeZone" | "country">,
): Promise<void> {
  const { sometimes, witness } = town;
  const account = { timeZone, country, currency: "USD", paymentMethod: true };
  const { body } = await town.control("GET", "state");
  for (const message of Object.values<Sent>(body.world.messages)) {
    if (message.from !== "business") continue;
    const { id, at, deliveredAt, charge, status } = message;
    if (witness.isReadAlone(id)) sometimes.saw("read without delivered");
    if (status === "failed") sometimes.saw("failed and never delivered");
    if (deliveredAt === null) continue;
    if (charge?.category === "referral_conversion") sometimes.saw("a free entry point");
    if (monthOf(at, timeZone) !== monthOf(deliveredAt, timeZone)) {
      sometimes.saw("a message delivered in another month than it was sent");
    }
    if (regimeAt(at, account) !== regimeAt(deliveredAt, account)) {
      sometimes.saw("a message delivered under another way of charging than it was sent");
    }
    if (hoursOfDay(deliveredAt, timeZone) !== 24) {
      sometimes.saw("a message delivered on a day of 23 or 25 hours");
    }
  }
}

interface Sent {
  readonly from: "business" | "customer";
  readonly id: string;
  readonly at: Instant;
  readonly deliveredAt: Instant | null;
  readonly charge: { readonly category: string } | null;
  readonly status: string;
}

function hoursOfDay(at: Instant, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).hoursInDay;
}
