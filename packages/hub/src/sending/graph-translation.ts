import type { SendRequest } from "@casement/cloud-api";
import type { Draft } from "@casement/engine";
import type { ContentShape, DraftShape, TemplateShape } from "../api/shapes.ts";
import { COUPON_CODE } from "../templates/coupon-code.ts";
import { renderedTemplate } from "../templates/rendering.ts";
import type { TemplateRow } from "../templates/template-store.ts";
import { bodyFromFreeForm } from "./graph-free-form.ts";
import { questionFrom } from "./graph-question.ts";

// The border where Meta's words end on their way out: what a Cloud API body says, in ours; and what
// the inbox wrote, as a Cloud API body.

/** Finds a template of the account that sends. */
export type FindTemplate = (name: string, language: string) => TemplateRow | undefined;

/** What the rules see of a request: its content, and of a template its category and standing. */
export function draftFromSendRequest(request: SendRequest, find: FindTemplate): Draft {
  if (request.type === "reaction") return { content: "reaction" };
  if (request.type !== "template") return { content: "free_form" };
  const template = find(request.template.name, request.template.language.code);
  return {
    content: "template",
    category: categoryFrom(template?.category),
    templateStatus: standingFrom(template?.status),
  };
}

/** A template that we were not told of may still be known to Meta: then Meta says what it is. */
function standingFrom(status: string | undefined): Draft["templateStatus"] {
  switch (status) {
    case undefined:
      return undefined;
    case "APPROVED":
      return "approved";
    case "PAUSED":
      return "paused";
    case "DISABLED":
      return "disabled";
    default:
      return "other";
  }
}

function categoryFrom(category: string | undefined): Draft["category"] {
  const word = category?.toLowerCase();
  return word === "utility" || word === "authentication" ? word : "marketing";
}

/** What a request says, as the thread shows it. */
export function contentFromSendRequest(request: SendRequest, find: FindTemplate): ContentShape {
  switch (request.type) {
    case "text":
      return { kind: "text", text: request.text.body };
    case "template":
      return renderedTemplate(
        find(request.template.name, request.template.language.code),
        request.template,
      );
    case "image":
      return media("image", request.image);
    case "video":
      return media("video", request.video);
    case "audio":
      return media("audio", request.audio);
    case "document":
      return media("document", request.document);
    case "sticker":
      return media("sticker", request.sticker);
    case "location": {
      const { latitude, longitude, name = null, address = null } = request.location;
      return { kind: "location", latitude, longitude, name, address };
    }
    case "contacts":
      return { kind: "people", people: request.contacts.map(personFrom) };
    case "reaction":
      return {
        kind: "reaction",
        emoji: request.reaction.emoji || null,
        to: request.reaction.message_id,
      };
    case "interactive":
      return questionFrom(request.interactive);
    case "pin":
      return { kind: "other", type: "pin", text: null };
  }
}

type Of<Type extends SendRequest["type"]> = Extract<SendRequest, { type: Type }>;

function media(
  kind: "image" | "video" | "audio" | "document" | "sticker",
  part: { id?: string | undefined; caption?: unknown; filename?: unknown },
): ContentShape {
  return {
    kind: "media",
    media: kind,
    media_id: part.id ?? null,
    caption: typeof part.caption === "string" ? part.caption : null,
    filename: typeof part.filename === "string" ? part.filename : null,
    mime_type: null,
  };
}

function personFrom(card: Of<"contacts">["contacts"][number]): People[number] {
  const phones = (card.phones ?? []).flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
  const emails = (card.emails ?? []).flatMap(({ email }) => (email === undefined ? [] : [email]));
  const company = card.org?.company;
  return {
    name: card.name.formatted_name,
    phones,
    ...(emails.length === 0 ? {} : { emails }),
    ...(company === undefined ? {} : { company }),
  };
}

type People = Extract<ContentShape, { kind: "people" }>["people"];

/** What the inbox wrote, as the Cloud API takes it; the recipient is the sender's to fill in. */
export function graphBodyFromDraft(
  draft: DraftShape,
  template: TemplateShape | undefined,
): Record<string, unknown> {
  if (draft.kind !== "template") return bodyFromFreeForm(draft);
  const { name, language } = draft;
  const components = template === undefined ? [] : componentsFrom(template, draft.values);
  return { type: "template", template: { name, language: { code: language }, components } };
}

function componentsFrom(
  template: TemplateShape,
  values: readonly string[],
): Record<string, unknown>[] {
  const filled = template.parameters.map((gap, i) => ({ gap, value: values[i] ?? "" }));
  const components: Record<string, unknown>[] = [];
  for (const type of ["header", "body"]) {
    const own = filled.filter(({ gap }) => gap.component === type);
    if (own.length > 0) components.push({ type, parameters: own.map(parameterFrom) });
  }
  for (const { gap, value } of filled) {
    if (gap.component === "button") components.push(buttonFrom(gap, value));
  }
  return components;
}

/** A one-time password is given as the end of an address, a coupon in a form of its own. */
function buttonFrom(
  { name, index }: TemplateShape["parameters"][number],
  value: string,
): Record<string, unknown> {
  const [sub_type, parameter] =
    name === COUPON_CODE
      ? ["copy_code", { type: "coupon_code", coupon_code: value }]
      : ["url", { type: "text", text: value }];
  return { type: "button", sub_type, index: index ?? 0, parameters: [parameter] };
}

function parameterFrom({
  gap,
  value,
}: {
  gap: TemplateShape["parameters"][number];
  value: string;
}): Record<string, unknown> {
  if (gap.format !== "text") return { type: gap.format, [gap.format]: { link: value } };
  const named = /^\d+$/.test(gap.name) ? {} : { parameter_name: gap.name };
  return { type: "text", ...named, text: value };
}
