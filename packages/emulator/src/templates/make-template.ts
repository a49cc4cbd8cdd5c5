import {
  type CreatedPart,
  type GraphError,
  graphError,
  languageBeingDeleted,
  languageExists,
  languageName,
  type TemplateCreation,
  TOO_MANY_TEMPLATES,
  templateError,
} from "@casement/cloud-api";
import { wholeSecond } from "@casement/engine";
import { newTemplateId } from "../ids.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import { Random } from "../random.ts";
import {
  type MessageTemplate,
  newTemplateLife,
  templateNamed,
  templatesOf,
} from "../world/template.ts";
import type { MessagingAccount } from "../world/world.ts";
import { authenticationParts } from "./authentication-text.ts";
import { categoryPolicyAt, stricterCategory } from "./category-policy.ts";
import { partsFromLibrary } from "./from-library.ts";
import { passVerdict, planReview } from "./review.ts";
import { deletedKey, mayMakeTemplate } from "./template-desk.ts";

/**
 * Makes a template, or tells why not.
 *
 * What Meta wrote itself needs no review: authentication templates, and those of its library. Any
 * other is pending until the review, within a minute of business time.
 */
export function makeTemplate(
  platform: Platform,
  account: MessagingAccount,
  request: TemplateCreation,
): MessageTemplate | { readonly error: GraphError } {
  const fault = placeFault(platform, account, request);
  if (fault !== undefined) return { error: fault };
  const content = contentOf(request);
  if ("error" in content) return content;
  const { world, clock } = platform;
  if (!mayMakeTemplate(world.templateDesk, account.id, clock.now())) return { error: TOO_OFTEN };
  const template = newTemplate(platform, account, { ...request, components: [...content.parts] });
  world.templates[template.id] = template;
  const isMetas = template.category === "AUTHENTICATION" || request.library_template_name;
  if (isMetas) return passVerdict(platform, template, { status: "APPROVED" });
  planReview(platform, template);
  return template;
}

/** What stands in the way of a template's place: its name is taken, or there are too many. */
function placeFault(
  { world, clock }: Platform,
  account: MessagingAccount,
  { name, language }: TemplateCreation,
): GraphError | undefined {
  if (templateNamed(world, account.id, name, language) !== undefined) {
    return templateError(languageExists(languageName(language)));
  }
  const freeAt = ownEntry(world.templateDesk.deleted, deletedKey(account.id, name, language));
  if (freeAt !== undefined && clock.now() < freeAt) {
    return templateError(languageBeingDeleted(languageName(language)));
  }
  const isFull = templatesOf(world, account.id).length >= TEMPLATES_MAX;
  return isFull ? templateError(TOO_MANY_TEMPLATES) : undefined;
}

function contentOf(
  request: TemplateCreation,
): { readonly parts: readonly CreatedPart[] } | { readonly error: GraphError } {
  if (request.library_template_name !== undefined) return partsFromLibrary(request);
  const parts = request.components ?? [];
  if (request.category !== "AUTHENTICATION") return { parts };
  return { parts: authenticationParts(parts, request.language) };
}

function newTemplate(
  { world, clock }: Platform,
  account: MessagingAccount,
  request: TemplateCreation,
): MessageTemplate {
  const now = clock.now();
  const { library_template_name: fromLibrary } = request;
  const template: MessageTemplate = {
    id: newTemplateId(new Random(world.templateDesk.random)),
    name: request.name,
    language: request.language,
    status: "PENDING",
    category: request.category,
    parameter_format: request.parameter_format,
    components: request.components ?? [],
    quality_score: { score: "UNKNOWN", date: wholeSecond(now) / 1_000 },
    rejected_reason: "NONE",
    sub_category: request.sub_category,
    message_send_ttl_seconds: request.message_send_ttl_seconds,
    cta_url_link_tracking_opted_out: request.cta_url_link_tracking_opted_out,
    library_template_name: fromLibrary,
    accountId: account.id,
    life: newTemplateLife(now),
  };
  const policy = categoryPolicyAt(now, account.timeZone);
  const mayChange =
    policy === "change" ||
    (policy === "change_if_allowed" && request.allow_category_change === true);
  const isMarketing = fromLibrary === undefined && stricterCategory(template) === "MARKETING";
  return mayChange && isMarketing ? { ...template, category: "MARKETING" } : template;
}

/** Of an account whose portfolio is verified, as that of a world is. */
export const TEMPLATES_MAX = 6_000;

const TOO_OFTEN = graphError(80_007, {
  message:
    "(#80007) There have been too many calls to this WhatsApp Business account. " +
    "Wait a bit and try again.",
});
