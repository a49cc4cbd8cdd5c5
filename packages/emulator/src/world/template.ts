import { ownEntry } from "../own-entry.ts";
import type { World } from "./world.ts";

/** A message template as `GET /WABA/message_templates` gives it. The names are Meta's. */
export interface MessageTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly status: string;
  readonly category: "MARKETING" | "UTILITY" | "AUTHENTICATION";
  readonly parameter_format: "POSITIONAL" | "NAMED";
  readonly components: readonly TemplatePart[];
  readonly quality_score: { readonly score: string; readonly date: number };
  readonly rejected_reason: string;
  /** Whose it is; not on the wire. */
  readonly accountId: string;
}

export interface TemplatePart {
  readonly type: "HEADER" | "BODY" | "FOOTER" | "BUTTONS";
  readonly format?: string;
  readonly text?: string;
  readonly example?: unknown;
  readonly buttons?: readonly TemplateButton[];
  readonly add_security_recommendation?: boolean;
  readonly code_expiration_minutes?: number;
}

export interface TemplateButton {
  readonly type: string;
  readonly text: string;
  readonly url?: string;
  readonly example?: readonly string[];
  readonly phone_number?: string;
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

export function partOf(
  template: MessageTemplate,
  type: TemplatePart["type"],
): TemplatePart | undefined {
  return template.components.find((part) => part.type === type);
}
