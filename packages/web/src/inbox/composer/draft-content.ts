import type { Instant } from "@casement/engine";
import type { ContentShape, DraftShape, MessageShape, TemplateShape } from "@casement/hub/api";
import { piecesOf } from "./template-text.ts";

/** What a draft says, as the hub will tell it of the message: drawn until then. */
export function contentFromDraft(
  draft: DraftShape,
  template: TemplateShape | undefined,
): ContentShape {
  switch (draft.kind) {
    case "text":
      return { kind: "text", text: draft.text };
    case "media": {
      const { media, media_id, caption = null, filename = null } = draft;
      return { kind: "media", media, media_id, caption, filename, mime_type: null };
    }
    case "buttons":
    case "list":
      return questionFrom(draft);
    case "location": {
      const { latitude, longitude, name = null, address = null } = draft;
      return { kind: "location", latitude, longitude, name, address };
    }
    case "people":
      return { kind: "people", people: draft.people };
    case "reaction":
      return { kind: "reaction", emoji: draft.emoji === "" ? null : draft.emoji, to: draft.to };
    case "template":
      return templateContent(draft, template);
  }
}

function questionFrom(draft: Extract<DraftShape, { kind: "buttons" | "list" }>): ContentShape {
  const { text, header = null, footer = null } = draft;
  const question = { kind: "question", header, text, footer } as const;
  return draft.kind === "buttons"
    ? { ...question, options: draft.buttons, style: "buttons", button: null }
    : {
        ...question,
        options: draft.rows.map((row) => row.title),
        style: "list",
        button: draft.button,
      };
}

function templateContent(
  { name, language, values }: Extract<DraftShape, { kind: "template" }>,
  template: TemplateShape | undefined,
): ContentShape {
  const said = { kind: "template", name, language } as const;
  if (template === undefined) {
    return { ...said, category: null, header: null, text: name, footer: null, buttons: [] };
  }
  const filled = (text: string, component: "header" | "body"): string =>
    piecesOf(text, component, template, values)
      .map((piece) => (piece.kind === "words" ? piece.text : piece.value))
      .join("");
  return {
    ...said,
    category: template.category,
    header: template.header === null ? null : filled(template.header, "header"),
    text: filled(template.body, "body"),
    footer: template.footer,
    buttons: template.buttons,
  };
}

/** A message of ours that the hub has not told of yet. */
export function messageBeingSent(
  idempotencyKey: string,
  { draft, content, at }: { draft: DraftShape; content: ContentShape; at: Instant },
): MessageShape {
  return {
    id: idempotencyKey,
    draft_id: idempotencyKey,
    idempotency_key: idempotencyKey,
    direction: "out",
    origin: "casement",
    tag: null,
    at: new Date(at).toISOString(),
    content,
    reply_to: "reply_to" in draft ? (draft.reply_to ?? null) : null,
    send_at: null,
    edited_at: null,
    revoked_at: null,
    status: "sending",
    error: null,
    conversation: null,
    charge: null,
  };
}

/** The words of a message that can be written again; `undefined`: there are none. */
export function wordsToTakeBack(content: ContentShape): string | undefined {
  if (content.kind === "text" || content.kind === "question") return content.text;
  return content.kind === "media" ? (content.caption ?? undefined) : undefined;
}
