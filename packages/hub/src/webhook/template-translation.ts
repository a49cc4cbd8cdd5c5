import type { TemplateUpdateNotice } from "@casement/cloud-api";
import type { Surround } from "./notice-parts.ts";
import { factAboutNoMessage, type ReceivedFact } from "./received-fact.ts";

/** What a notice says of a template: of each part only what it changes (SPEC I9). */
export function factFromTemplateUpdate(
  notice: TemplateUpdateNotice,
  { factId, accountId, field, moment }: Surround,
): ReceivedFact | string {
  // Warnings and locks leave the template what it was: they are shown, and change no status.
  const status = notice.event === undefined ? undefined : STATUSES.get(notice.event.toUpperCase());
  if (status === undefined && notice.event !== undefined && !WARNINGS.has(notice.event)) {
    return `event: "${notice.event}" is not known to us`;
  }
  return factAboutNoMessage({
    factId,
    ...moment,
    kind: "template_reported",
    aliases: {},
    said: {
      type: field,
      accountId,
      metaId: notice.message_template_id,
      name: notice.message_template_name,
      // The API lists `en_US`; samples of the webhook have a hyphen.
      language: notice.message_template_language.replaceAll("-", "_"),
      status,
      category: categoryIn(notice)?.toUpperCase(),
      components: componentsIn(notice),
      event: notice.event,
      reason: reasonIn(notice),
      quality: notice.new_quality_score,
      announcedCategory: notice.correct_category,
    },
  });
}

/** Meta's word for an event, and the status a template has after it as its own list would say. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ...[
    "APPROVED",
    "REJECTED",
    "PENDING",
    "PAUSED",
    "DISABLED",
    "IN_APPEAL",
    "PENDING_DELETION",
    "DELETED",
    "LIMIT_EXCEEDED",
    "ARCHIVED",
  ].map((word): [string, string] => [word, word]),
  ["REINSTATED", "APPROVED"],
  ["UNARCHIVED", "APPROVED"],
]);

const WARNINGS: ReadonlySet<string> = new Set(["FLAGGED", "LOCKED", "UNLOCKED"]);

/** An announced category is not yet the template's: `new_category` is then the one that it has. */
function categoryIn(notice: TemplateUpdateNotice): string | undefined {
  return notice.message_template_category ?? notice.new_category;
}

/** Why, where there is a reason. Meta writes `NONE` for none. */
function reasonIn(notice: TemplateUpdateNotice): string | undefined {
  const reason =
    notice.rejection_info?.reason ?? notice.other_info?.description ?? notice.reason ?? "NONE";
  return reason === "NONE" ? undefined : reason;
}

/** The parts in the form in which Meta lists them; a header that is no text is not told of. */
function componentsIn(notice: TemplateUpdateNotice): unknown {
  const body = notice.message_template_element;
  if (body === undefined) return undefined;
  const title = notice.message_template_title;
  const footer = notice.message_template_footer;
  const buttons = (notice.message_template_buttons ?? []).map((button) => ({
    type: button.message_template_button_type,
    text: button.message_template_button_text,
    url: button.message_template_button_url,
    phone_number: button.message_template_button_phone_number,
  }));
  return [
    ...(title === undefined ? [] : [{ type: "HEADER", format: "TEXT", text: title }]),
    { type: "BODY", text: body },
    ...(footer === undefined ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons.length === 0 ? [] : [{ type: "BUTTONS", buttons }]),
  ];
}
