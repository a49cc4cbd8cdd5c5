import { HOUR_MS, type Instant, later } from "@casement/engine";
import { type RandomState, randomStateFromSeed } from "../random.ts";

/** What those who review templates have on their desk besides the templates. */
export interface TemplateDesk {
  /** How long a review takes, and the ids of new templates. */
  readonly random: RandomState;
  /** When templates were made within the last hour, by account. */
  readonly madeAt: Record<string, readonly Instant[]>;
  /** Until when a name and language may not be used again, by `deletedKey`. */
  readonly deleted: Record<string, Instant>;
  /** Until when utility templates are paced, as one was paused, by account. */
  readonly utilityPacedUntil: Record<string, Instant>;
}

export function newTemplateDesk(seed: number): TemplateDesk {
  return {
    random: randomStateFromSeed(seed, "template desk"),
    madeAt: {},
    deleted: {},
    utilityPacedUntil: {},
  };
}

export function deletedKey(accountId: string, name: string, language: string): string {
  return `${accountId}/${name}/${language}`;
}

/** Notes that a template is made, unless there were too many within the hour. */
export function mayMakeTemplate(desk: TemplateDesk, accountId: string, now: Instant): boolean {
  const recent = (desk.madeAt[accountId] ?? []).filter((at) => later(at, HOUR_MS) > now);
  if (recent.length >= MADE_PER_HOUR_MAX) return false;
  desk.madeAt[accountId] = [...recent, now];
  return true;
}

const MADE_PER_HOUR_MAX = 100;
