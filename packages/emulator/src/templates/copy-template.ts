import { newTemplateId } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { Random } from "../random.ts";
import { type MessageTemplate, newTemplateLife, templateNamed } from "../world/template.ts";
import type { MessagingAccount } from "../world/world.ts";
import { planReview } from "./review.ts";

/** Makes a template of one account in another one. It is reviewed there as a new one. */
export function copyTemplate(
  platform: Platform,
  account: MessagingAccount,
  template: MessageTemplate,
): MessageTemplate | { readonly failure: string } {
  const { world, clock } = platform;
  if (templateNamed(world, account.id, template.name, template.language) !== undefined) {
    return { failure: "Content in this language already exists" };
  }
  const copy: MessageTemplate = {
    ...template,
    id: newTemplateId(new Random(world.templateDesk.random)),
    accountId: account.id,
    status: "PENDING",
    quality_score: { score: "UNKNOWN", date: 0 },
    life: newTemplateLife(clock.now()),
  };
  world.templates[copy.id] = copy;
  planReview(platform, copy);
  return copy;
}
