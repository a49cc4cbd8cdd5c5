import type { Instant } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { BusinessNumber, World } from "./world.ts";

/** Where a number stands on its way to the Cloud API: its code, its PIN, whether it may send. */
export interface Registration {
  isRegistered: boolean;
  /** `null`: two-step verification was not set up. */
  pin: string | null;
  isVerified: boolean;
  /** The code that is under way to the number's phone. */
  code: { readonly digits: string; readonly at: Instant } | null;
  /** When it was registered or deregistered, oldest first, as far as a limit counts it. */
  turns: Instant[];
  /** When a wrong PIN was given, likewise. */
  wrongPins: Instant[];
  /** ISO 3166 alpha-2 of where its messages are kept at rest. */
  dataRegion: string | null;
  /** A name that was asked for and is looked at. */
  requestedName: string | null;
}

/**
 * The registration of a number. The numbers that a world starts with are verified and registered,
 * without a PIN: the first registration that brings one sets it.
 */
export function registrationOf(world: World, { id }: BusinessNumber): Registration {
  const known = ownEntry(world.registrations, id);
  if (known !== undefined) return known;
  const registration = registrationFrom({ isReady: true });
  world.registrations[id] = registration;
  return registration;
}

export function registrationFrom({ isReady }: { readonly isReady: boolean }): Registration {
  return {
    isRegistered: isReady,
    pin: null,
    isVerified: isReady,
    code: null,
    turns: [],
    wrongPins: [],
    dataRegion: null,
    requestedName: null,
  };
}
