import { instantFromIso, later } from "@casement/engine";
import { markFailed } from "../messages/report-status.ts";
import { ownEntry } from "../own-entry.ts";
import { type Platform, secondsEnd } from "../platform.ts";
import { type MessageTemplate, templateById } from "../world/template.ts";

/**
 * Whether one more message of the template is held until its quality is known. Counts it.
 *
 * Marketing is paced while it is not green, utility only in the week after one was paused. Meta
 * does not say after how many messages; a thousand is ours.
 */
export function isHeld(platform: Platform, template: MessageTemplate): boolean {
  const { life } = template;
  life.sent += 1;
  if (life.held.length > 0) return true;
  return isPaced(platform, template) && life.sent > (life.pacedAfter ?? PACED_AFTER);
}

function isPaced({ world, clock }: Platform, template: MessageTemplate): boolean {
  const now = clock.now();
  if (template.life.pacedAfter !== null) return template.quality_score.score !== "GREEN";
  if (now < (BEGAN ?? now) || template.quality_score.score === "GREEN") return false;
  if (template.category === "MARKETING") return true;
  const until = ownEntry(world.templateDesk.utilityPacedUntil, template.accountId);
  return template.category === "UTILITY" && until !== undefined && now < until;
}

/** Keeps a message back. If nobody says anything of the template, it goes within the hour. */
export function hold(platform: Platform, template: MessageTemplate, wamid: string): void {
  const { life } = template;
  if (life.held.length === 0) {
    const at = later(platform.clock.now(), DECIDED_WITHIN_MS);
    platform.plan(at, { kind: "template_release", templateId: template.id });
  }
  life.held = [...life.held, wamid];
}

/** Lets go what was held: the template turned out well, or Meta has waited long enough. */
export function releaseHeld(platform: Platform, template: MessageTemplate): void {
  for (const wamid of takeHeld(platform, template)) {
    const at = secondsEnd(platform.clock.now(), 0);
    platform.plan(at, { kind: "status", wamid, status: "sent" });
  }
}

export function releaseOnTime(platform: Platform, templateId: string): void {
  const template = templateById(platform.world, templateId);
  if (template === undefined) return;
  // What comes after is not held again: the audience was let in.
  template.life.pacedAfter = Number.MAX_SAFE_INTEGER;
  releaseHeld(platform, template);
}

/** The template turned out badly: what was held does not go. */
export function dropHeld(platform: Platform, template: MessageTemplate): void {
  for (const wamid of takeHeld(platform, template)) {
    markFailed(platform, wamid, { code: PAUSED_CODE });
  }
}

function takeHeld(platform: Platform, template: MessageTemplate): readonly string[] {
  const { held } = template.life;
  template.life.held = [];
  platform.strike(
    (action) => action.kind === "template_release" && action.templateId === template.id,
  );
  return held;
}

/** When Meta began to pace all businesses. */
const BEGAN = instantFromIso("2023-10-12T00:00:00Z");
const PACED_AFTER = 1_000;
const DECIDED_WITHIN_MS = 30 * 60_000;
const PAUSED_CODE = 132_015;
