import { unreachable } from "@casement/engine";
import type { DraftShape } from "../api/shapes.ts";

/** A draft that is no template. */
export type FreeFormDraft = Exclude<DraftShape, { kind: "template" }>;

/** What was written in the inbox, as the Cloud API takes it; the recipient is filled in later. */
export function bodyFromFreeForm(draft: FreeFormDraft): Record<string, unknown> {
  if (draft.kind === "reaction") {
    return { type: "reaction", reaction: { message_id: draft.to, emoji: draft.emoji } };
  }
  const { reply_to } = draft;
  return {
    ...contentFrom(draft),
    ...(reply_to === undefined ? {} : { context: { message_id: reply_to } }),
  };
}

type Written = Exclude<FreeFormDraft, { kind: "reaction" }>;

function contentFrom(draft: Written): Record<string, unknown> {
  switch (draft.kind) {
    case "text":
      return { type: "text", text: { body: draft.text } };
    case "media":
      return { type: draft.media, [draft.media]: fileFrom(draft) };
    case "location": {
      const { latitude, longitude, name, address } = draft;
      const location = { latitude, longitude, ...given({ name, address }) };
      return { type: "location", location };
    }
    case "people":
      return { type: "contacts", contacts: draft.people.map(cardFrom) };
    case "buttons":
      return interactive("button", draft, {
        buttons: draft.buttons.map((title, i) => ({
          type: "reply",
          reply: { id: `button-${i + 1}`, title },
        })),
      });
    case "list":
      return interactive("list", draft, {
        button: draft.button,
        sections: [{ title: draft.button, rows: draft.rows.map(rowFrom) }],
      });
    default:
      return unreachable(draft);
  }
}

/** A sound and a sticker say nothing beside themselves; only a document has a name. */
function fileFrom(draft: Extract<Written, { kind: "media" }>): Record<string, unknown> {
  const { media, media_id: id, caption, filename } = draft;
  const isMute = media === "audio" || media === "sticker";
  return {
    id,
    ...(isMute ? {} : given({ caption })),
    ...(media === "document" ? given({ filename }) : {}),
  };
}

/** A name is one more part than itself: what stands before the first space will do. */
function cardFrom(
  person: Extract<Written, { kind: "people" }>["people"][number],
): Record<string, unknown> {
  const { name, phones, emails = [], company } = person;
  const [first = name, ...rest] = name.trim().split(/\s+/);
  return {
    name: { formatted_name: name, first_name: first, ...given({ last_name: rest.join(" ") }) },
    ...(phones.length === 0 ? {} : { phones: phones.map((phone) => ({ phone, type: "CELL" })) }),
    ...(emails.length === 0 ? {} : { emails: emails.map((email) => ({ email, type: "WORK" })) }),
    ...(company ? { org: { company } } : {}),
  };
}

function rowFrom(
  row: Extract<Written, { kind: "list" }>["rows"][number],
  i: number,
): Record<string, unknown> {
  const { title, description } = row;
  return { id: `row-${i + 1}`, title, ...given({ description }) };
}

function interactive(
  type: string,
  { text, header, footer }: Extract<Written, { kind: "buttons" | "list" }>,
  action: Record<string, unknown>,
): Record<string, unknown> {
  return {
    type: "interactive",
    interactive: {
      type,
      ...(header ? { header: { type: "text", text: header } } : {}),
      body: { text },
      ...(footer ? { footer: { text: footer } } : {}),
      action,
    },
  };
}

/** Without what was left out, or left empty. */
function given(
  fields: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}
