import { type Instant, later, MINUTE_MS } from "@casement/engine";
import type { Appointment } from "../numbers/appointment-store.ts";

/** The kind of the appointment by which an unknown draft is looked at; its key is its id. */
export const UNKNOWN_DRAFT = "unknown_draft";

/**
 * What becomes of a draft of which nobody learns whether it was sent (SPEC S11). `hold`: it stays
 * unknown. `give_up`: it has failed, as far as anybody knows. `send_again`: it is given up, and the
 * same is sent as another draft, at the risk that the customer gets it twice.
 */
export const UNKNOWN_CHOICES = ["hold", "give_up", "send_again"] as const;
export type UnknownChoice = (typeof UNKNOWN_CHOICES)[number];

export interface UnknownPolicy {
  /** The name of the template whose drafts it is for; empty: all that no other is for. */
  readonly template: string;
  readonly choice: UnknownChoice;
  /** How long it is waited for a status, since nobody knows; 0 of what is held. */
  readonly afterMs: number;
}

/** A status comes within seconds. What has none by now is somebody's to look at. */
export const ALERT_AFTER_MS: number = 10 * MINUTE_MS;

/** Meta posts for seven days what it could not before: who waits less may choose wrongly. */
export const AFTER_HOURS_MAX = 720;

/** What holds where nobody has chosen: sent twice is worse than not sent, and nobody knows. */
export const HELD: UnknownPolicy = { template: "", choice: "hold", afterMs: 0 };

/** The appointments of drafts that became unknown at `since`: when somebody is to be told. */
export function unknownAppointments(draftIds: readonly string[], since: Instant): Appointment[] {
  const dueAt = later(since, ALERT_AFTER_MS);
  return draftIds.map((key) => ({ kind: UNKNOWN_DRAFT, key, dueAt }));
}

/** The policy for a draft: of its template, or else of its number. */
export function policyFor(
  policies: readonly UnknownPolicy[],
  template: string | undefined,
): UnknownPolicy {
  const own = policies.find((one) => one.template !== "" && one.template === template);
  return own ?? policies.find((one) => one.template === "") ?? HELD;
}

/** When the policy acts on a draft that is unknown since then; `undefined`: never. */
export function actsAt(
  { choice, afterMs }: UnknownPolicy,
  { since, isSecond }: { readonly since: Instant; readonly isSecond: boolean },
): Instant | undefined {
  if (choice === "hold") return undefined;
  // What was sent again and is unknown again is held: a third would be a blind retry after all.
  if (choice === "send_again" && isSecond) return undefined;
  return later(since, afterMs);
}
