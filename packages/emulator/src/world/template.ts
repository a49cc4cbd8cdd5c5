import type { CreatedButton, CreatedPart } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A message template as `GET /WABA/message_templates` gives it. The names are Meta's. */
export interface MessageTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly status: string;
  readonly category: TemplateCategoryWord;
  readonly parameter_format: "POSITIONAL" | "NAMED";
  readonly components: readonly TemplatePart[];
  readonly quality_score: { readonly score: QualityScore; readonly date: number };
  readonly rejected_reason: string;
  /** What it was before Meta changed it, and what Meta will change it to. */
  readonly previous_category?: TemplateCategoryWord | undefined;
  readonly correct_category?: TemplateCategoryWord | undefined;
  readonly sub_category?: string | undefined;
  readonly message_send_ttl_seconds?: number | undefined;
  readonly cta_url_link_tracking_opted_out?: boolean | undefined;
  readonly library_template_name?: string | undefined;
  /** Whose it is; not on the wire. */
  readonly accountId: string;
  /** What has become of it; not on the wire. */
  readonly life: TemplateLife;
}

export type TemplateCategoryWord = "MARKETING" | "UTILITY" | "AUTHENTICATION";
export type QualityScore = "GREEN" | "YELLOW" | "RED" | "UNKNOWN";

/** What a template went through, as far as it matters for what may be done with it. */
export interface TemplateLife {
  readonly createdAt: Instant;
  /** When it was edited while it was approved, latest last. */
  edits: readonly Instant[];
  /** How often it was paused for its quality. */
  pauses: number;
  /** The status to come back to from the archive. */
  archivedFrom: string | null;
  /** Messages that were taken since it was made or unpaused. */
  sent: number;
  /** After how many messages the rest is held until its quality is known; `null` for never. */
  pacedAfter: number | null;
  /** Messages that are held. */
  held: readonly string[];
}

export type TemplatePart = CreatedPart;
export type TemplateButton = CreatedButton;

/** A template that was just made. `createdAt` decides how long its messages live. */
export function newTemplateLife(createdAt: Instant): TemplateLife {
  return {
    createdAt,
    edits: [],
    pauses: 0,
    archivedFrom: null,
    sent: 0,
    pacedAfter: null,
    held: [],
  };
}

/** The templates of an account, as they were made. */
export function templatesOf(world: World, accountId: string): MessageTemplate[] {
  return Object.values(world.templates).filter((template) => template.accountId === accountId);
}

export function templateNamed(
  world: World,
  accountId: string,
  name: string,
  language: string,
): MessageTemplate | undefined {
  return templatesOf(world, accountId).find(
    (template) => template.name === name && template.language === language,
  );
}

export function templateById(world: World, id: string): MessageTemplate | undefined {
  return ownEntry(world.templates, id);
}

/** Puts a changed template in the place of the one that was there. */
export function changeTemplate(
  world: World,
  template: MessageTemplate,
  change: Partial<Omit<MessageTemplate, "id" | "accountId" | "life">>,
): MessageTemplate {
  const changed = { ...template, ...change };
  world.templates[template.id] = changed;
  return changed;
}

export function partOf(template: MessageTemplate, type: string): TemplatePart | undefined {
  return template.components.find((part) => part.type === type);
}
