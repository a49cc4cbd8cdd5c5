import { adviseCategory, type Instant, startOfDay } from "@casement/engine";
import type { TemplateCategoryWord } from "../world/template.ts";

/** A template whose category is in question. */
export interface Categorized {
  readonly category: TemplateCategoryWord;
  readonly language: string;
  readonly components: readonly CategorizedPart[];
}

interface CategorizedPart {
  readonly text?: string | undefined;
  readonly buttons?: readonly { readonly text?: string | undefined }[] | undefined;
  readonly cards?: readonly { readonly components: readonly CategorizedPart[] }[] | undefined;
}

/**
 * The category that the words call for, where it is stricter than the one asked for, else nothing.
 *
 * What is neither utility nor authentication is marketing; and who asks for marketing gets it. Only
 * English is judged: the words that the engine looks for are English.
 */
export function stricterCategory(template: Categorized): TemplateCategoryWord | undefined {
  if (template.category === "AUTHENTICATION" || !/^en(_|$)/.test(template.language)) {
    return undefined;
  }
  const { category: advised } = adviseCategory(wordsIn(template.components).join(" "));
  if (advised === "authentication") return "AUTHENTICATION";
  return template.category === "UTILITY" && advised === "marketing" ? "MARKETING" : undefined;
}

/** What Meta does at `at` with a utility template that is marketing. */
export function categoryPolicyAt(at: Instant, timeZone: string): CategoryPolicy {
  if (at < startOfDay(ASKED_FROM, timeZone)) return "reject";
  return at < startOfDay(ALWAYS_FROM, timeZone) ? "change_if_allowed" : "change";
}

/**
 * `reject`: with INCORRECT_CATEGORY. `change_if_allowed`: makes it marketing if the business said
 * `allow_category_change`, else rejects it. `change`: makes it marketing.
 */
export type CategoryPolicy = "reject" | "change_if_allowed" | "change";

/** With how much notice a template that was approved becomes marketing at `at`. */
export function recategorisationNoticeMs(at: Instant, timeZone: string): number {
  return at < startOfDay(NOTICE_FROM, timeZone) ? 0 : DAY_MS;
}

/** When a template that was approved and is authentication is rejected: the first of a month. */
export function rejectedForCategoryAt(at: Instant, timeZone: string): Instant {
  if (at < startOfDay(FIRST_OF_MONTH_FROM, timeZone)) return at;
  const day = new Date(at);
  const months = [day.getUTCMonth(), day.getUTCMonth() + 1, day.getUTCMonth() + 2];
  const firsts = months.map((month) => {
    const first = new Date(Date.UTC(day.getUTCFullYear(), month, 1));
    return startOfDay(first.toISOString().slice(0, 10), timeZone);
  });
  return firsts.find((first) => first > at) ?? at;
}

function wordsIn(parts: readonly CategorizedPart[]): string[] {
  return parts.flatMap(({ text, buttons, cards }) => [
    text ?? "",
    ...(buttons ?? []).map((button) => button.text ?? ""),
    ...(cards ?? []).flatMap((card) => wordsIn(card.components)),
  ]);
}

const ASKED_FROM = "2023-04-04";
const ALWAYS_FROM = "2025-04-09";
const NOTICE_FROM = "2024-06-01";
const FIRST_OF_MONTH_FROM = "2024-10-01";
const DAY_MS = 86_400_000;
