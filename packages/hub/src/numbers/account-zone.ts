import { timeZoneFromId } from "@casement/cloud-api";
import { isTimeZone } from "@casement/engine";
import { fieldIn } from "../json/unknown-value.ts";

/** By whose word an account's zone is what it is. `assumed`: by nobody's, and UTC is taken. */
export type ZoneSource = "platform" | "chosen" | "assumed";

/** Meta's word for the zone of an account, or `null`. */
export function platformZoneIn(account: unknown): string | null {
  const word = fieldIn(account, "timezone_id");
  return typeof word === "string" || typeof word === "number" ? String(word) : null;
}

/** The zone that Meta's word for it means: a number of its list, or a name as the emulator says. */
export function zoneFromPlatform(word: string | null): string | undefined {
  if (word === null) return undefined;
  const zone = timeZoneFromId(word) ?? word;
  return isZoneName(zone) ? zone : undefined;
}

/** Whether somebody may choose it: a name of a place, for an offset knows no summer. */
export function isZoneName(text: string): boolean {
  return /^[A-Z]/i.test(text) && isTimeZone(text);
}

export function zoneSourceOf(zone: {
  readonly platformZone: string | null;
  readonly chosenZone: string | null;
}): ZoneSource {
  if (zone.chosenZone !== null) return "chosen";
  return zoneFromPlatform(zone.platformZone) === undefined ? "assumed" : "platform";
}

/** What to do about a zone that nobody has said. */
export const CHOOSE_ZONE =
  "Look it up at Meta, and set it: PATCH /api/v1/accounts/{account_id} with a time_zone such as " +
  "Europe/Berlin. Months, prices and free units go by it.";
