import { DAY_MS, later, templatePauseMs, wholeSecond } from "@casement/engine";
import type { Platform } from "../platform.ts";
import {
  changeTemplate,
  type MessageTemplate,
  type QualityScore,
  templateById,
} from "../world/template.ts";
import { dropHeld, releaseHeld } from "./pacing.ts";
import { tellQuality, tellStatus } from "./template-notice.ts";

/**
 * Gives a template another quality, and follows what comes of it: red pauses it, for three hours,
 * then six, then for good; green lets go what was held.
 */
export function rateTemplate(
  platform: Platform,
  template: MessageTemplate,
  score: QualityScore,
): MessageTemplate {
  const rated = scored(platform, template, score);
  if (score === "GREEN") releaseHeld(platform, rated);
  if (score === "RED" && rated.status === "APPROVED") return pauseForQuality(platform, rated);
  return rated;
}

/** Pauses a template as Meta does for its quality, whatever that is. */
export function pauseForQuality(platform: Platform, template: MessageTemplate): MessageTemplate {
  const { world, clock } = platform;
  const now = clock.now();
  if (template.category === "UTILITY") {
    world.templateDesk.utilityPacedUntil[template.accountId] = later(now, UTILITY_PACED_MS);
  }
  if (template.life.held.length > 0) return pauseForPacing(platform, template);
  const pauseMs = templatePauseMs(template.life.pauses);
  template.life.pauses += 1;
  if (pauseMs === "disabled") return disable(platform, template);
  const paused = changeTemplate(world, template, { status: "PAUSED" });
  platform.plan(later(now, pauseMs), { kind: "template_unpause", templateId: template.id });
  tellStatus(platform, paused, {
    event: "PAUSED",
    other: {
      title: template.life.pauses === 1 ? "FIRST_PAUSE" : "SECOND_PAUSE",
      description: `Your WhatsApp message template has been paused for ${pauseMs / HOUR_MS} hours.`,
    },
  });
  return paused;
}

/** A template that was held is paused until somebody unpauses it, and what was held is dropped. */
function pauseForPacing(platform: Platform, template: MessageTemplate): MessageTemplate {
  const paused = changeTemplate(platform.world, template, { status: "PAUSED" });
  tellStatus(platform, paused, {
    event: "PAUSED",
    other: {
      title: "RATE_LIMITING_PAUSE",
      description: "Your WhatsApp message template has been paused until you unpause it.",
    },
  });
  dropHeld(platform, paused);
  return paused;
}

export function disable(platform: Platform, template: MessageTemplate): MessageTemplate {
  const disabled = changeTemplate(platform.world, template, { status: "DISABLED" });
  strikeUnpause(platform, template.id);
  tellStatus(platform, disabled, {
    event: "DISABLED",
    disabledAt: platform.clock.now(),
    other: {
      title: "DISABLED",
      description: "Your WhatsApp message template has been disabled.",
    },
  });
  return disabled;
}

/** The pause is over, by itself or because the business said so. The quality begins anew. */
export function unpauseTemplate(platform: Platform, templateId: string): boolean {
  const template = templateById(platform.world, templateId);
  if (template?.status !== "PAUSED") return false;
  strikeUnpause(platform, templateId);
  template.life.sent = 0;
  const active = changeTemplate(platform.world, template, { status: "APPROVED" });
  tellStatus(platform, active, {
    event: "APPROVED",
    other: { title: "UNPAUSE", description: "Your WhatsApp message template has been unpaused." },
  });
  scored(platform, active, "UNKNOWN");
  return true;
}

/** The template with another score, which the business is told of. */
function scored(
  platform: Platform,
  template: MessageTemplate,
  score: QualityScore,
): MessageTemplate {
  const previous = template.quality_score.score;
  if (previous === score) return template;
  const date = wholeSecond(platform.clock.now()) / 1_000;
  const rated = changeTemplate(platform.world, template, { quality_score: { score, date } });
  tellQuality(platform, rated, previous);
  return rated;
}

function strikeUnpause(platform: Platform, templateId: string): void {
  platform.strike(
    (action) => action.kind === "template_unpause" && action.templateId === templateId,
  );
}

const HOUR_MS = 3_600_000;
const UTILITY_PACED_MS: number = 7 * DAY_MS;
