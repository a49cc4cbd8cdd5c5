import { type Instant, wholeSecond } from "@casement/engine";
import { type Json, withoutAbsent } from "../json.ts";
import type { Platform } from "../platform.ts";
import { sendWebhook } from "../webhooks/send-webhook.ts";
import type { MessageTemplate, TemplateCategoryWord } from "../world/template.ts";

/** What happened to a template's status, in Meta's words. */
export interface StatusEvent {
  readonly event: string;
  /** `null` where a template is about to be deleted. */
  readonly reason?: string | null | undefined;
  readonly rejection?: { readonly reason: string; readonly recommendation: string } | undefined;
  readonly other?: { readonly title: string; readonly description: string } | undefined;
  readonly disabledAt?: Instant | undefined;
}

/** Tells the business what became of a template. */
export function tellStatus(
  platform: Platform,
  template: MessageTemplate,
  { event, reason = "NONE", rejection, other, disabledAt }: StatusEvent,
): void {
  tell(platform, template, "message_template_status_update", {
    event,
    ...named(template),
    reason,
    message_template_category: template.category,
    ...(disabledAt !== undefined && {
      disable_info: { disable_date: wholeSecond(disabledAt) / 1_000 },
    }),
    ...(other !== undefined && { other_info: other }),
    ...(rejection !== undefined && { rejection_info: rejection }),
  });
}

export function tellQuality(platform: Platform, template: MessageTemplate, previous: string): void {
  tell(platform, template, "message_template_quality_update", {
    previous_quality_score: previous,
    new_quality_score: template.quality_score.score,
    ...named(template),
  });
}

/** That the category will be another one: `new_category` is then the one it still has. */
export function tellCategoryToCome(
  platform: Platform,
  template: MessageTemplate,
  to: { readonly category: TemplateCategoryWord; readonly at: Instant },
): void {
  tell(platform, template, "template_category_update", {
    ...named(template),
    new_category: template.category,
    correct_category: to.category,
    category_update_timestamp: wholeSecond(to.at) / 1_000,
  });
}

export function tellCategoryChanged(
  platform: Platform,
  template: MessageTemplate,
  previous: TemplateCategoryWord,
): void {
  tell(platform, template, "template_category_update", {
    ...named(template),
    previous_category: previous,
    new_category: template.category,
  });
}

/** That the words were changed: a header that is no text is not told of. */
export function tellComponents(platform: Platform, template: MessageTemplate): void {
  const part = (type: string) => template.components.find((one) => one.type === type);
  const header = part("HEADER");
  tell(
    platform,
    template,
    "message_template_components_update",
    withoutAbsent({
      ...named(template),
      message_template_title: header?.format === "TEXT" ? header.text : undefined,
      message_template_element: part("BODY")?.text,
      message_template_footer: part("FOOTER")?.text,
      message_template_buttons: part("BUTTONS")?.buttons?.map((button) =>
        withoutAbsent({
          message_template_button_type: button.type,
          message_template_button_text: button.text,
          message_template_button_url: button.url,
          message_template_button_phone_number: button.phone_number,
        }),
      ),
    }),
  );
}

/** A template's id is a number in webhooks, and text everywhere else. */
function named({ id, name, language }: MessageTemplate): Json {
  return {
    message_template_id: Number(id),
    message_template_name: name,
    message_template_language: language,
  };
}

function tell(platform: Platform, template: MessageTemplate, field: string, value: Json): void {
  sendWebhook(platform, template.accountId, { field, value });
}
