import { later } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { changeTemplate, type MessageTemplate, templateById } from "../world/template.ts";
import { recategorisationNoticeMs, rejectedForCategoryAt } from "./category-policy.ts";
import { passVerdict } from "./review.ts";
import { tellCategoryChanged, tellCategoryToCome } from "./template-notice.ts";

/**
 * Meta finds a template in a wrong category.
 *
 * What is marketing becomes marketing, since June 2024 with a day's notice. What is authentication
 * is rejected, since October 2024 on the first of the next month. What is utility is made so.
 */
export function recategorise(
  platform: Platform,
  template: MessageTemplate,
  category: MessageTemplate["category"],
): MessageTemplate {
  if (template.category === category) return template;
  if (category === "UTILITY") return changeCategory(platform, template, "UTILITY");
  const { world, clock } = platform;
  const now = clock.now();
  const zone = ownEntry(world.accounts, template.accountId)?.timeZone ?? "UTC";
  const at =
    category === "MARKETING"
      ? later(now, recategorisationNoticeMs(now, zone))
      : rejectedForCategoryAt(now, zone);
  if (at <= now) return settleCategory(platform, template.id, category) ?? template;
  const warned = changeTemplate(world, template, { correct_category: category });
  strikeCategory(platform, template.id);
  platform.plan(at, { kind: "template_category", templateId: template.id, category });
  tellCategoryToCome(platform, warned, { category, at });
  return warned;
}

/** The day has come. */
export function settleCategory(
  platform: Platform,
  templateId: string,
  category: "MARKETING" | "AUTHENTICATION",
): MessageTemplate | undefined {
  const template = templateById(platform.world, templateId);
  if (template === undefined || template.category === category) return undefined;
  if (category === "MARKETING") return changeCategory(platform, template, category);
  return passVerdict(platform, template, { status: "REJECTED", reason: "INCORRECT_CATEGORY" });
}

function changeCategory(
  platform: Platform,
  template: MessageTemplate,
  category: MessageTemplate["category"],
): MessageTemplate {
  strikeCategory(platform, template.id);
  const previous = template.category;
  const changed = changeTemplate(platform.world, template, {
    category,
    previous_category: previous,
    correct_category: undefined,
  });
  tellCategoryChanged(platform, changed, previous);
  return changed;
}

function strikeCategory(platform: Platform, templateId: string): void {
  platform.strike(
    (action) => action.kind === "template_category" && action.templateId === templateId,
  );
}
