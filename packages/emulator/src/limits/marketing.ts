import { DAY_MS, type Instant, instantFromIso, later } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { World } from "../world/world.ts";

/** One marketing template to one customer, out of the customer's window. */
export interface Marketing {
  readonly world: World;
  readonly phone: string;
  /** Of the customer, and of the business. */
  readonly country: string;
  readonly senderCountry: string;
  readonly now: Instant;
}

/**
 * Whether Meta chooses not to deliver (131049): to nobody in the United States since April 2025,
 * and since February 2024 to nobody who gets much marketing already.
 *
 * Meta says neither how much is much nor what others send; two in 24 hours is ours.
 */
export function isWithheld({ world, phone, country, senderCountry, now }: Marketing): boolean {
  if (country === "US" && now >= (US_PAUSE_FROM ?? now)) return true;
  if (now < (LIMIT_FROM ?? now)) return false;
  if (EXEMPT.has(country) || EXEMPT.has(senderCountry)) return false;
  return recent(world, phone, now).length >= PER_DAY_MAX;
}

/** Counts a marketing template that goes to a customer. */
export function countMarketing({ world, phone, now }: Marketing): void {
  world.limits.marketing[phone] = [...recent(world, phone, now), now];
}

function recent(world: World, phone: string, now: Instant): readonly Instant[] {
  const sent = ownEntry(world.limits.marketing, phone) ?? [];
  return sent.filter((at) => later(at, DAY_MS) > now);
}

const PER_DAY_MAX = 2;
const US_PAUSE_FROM = instantFromIso("2025-04-01T00:00:00Z");
const LIMIT_FROM = instantFromIso("2024-02-06T00:00:00Z");

/** The European Economic Area, the United Kingdom, Japan and South Korea, as both ends. */
const EXEMPT: ReadonlySet<string> = new Set(
  (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK " +
    "GB JP KR"
  ).split(" "),
);
