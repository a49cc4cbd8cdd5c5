import type { InteractiveSend } from "@casement/cloud-api";
import type { ContentShape } from "../api/shapes.ts";
import { textIn } from "../json/unknown-value.ts";

type Question = Extract<ContentShape, { kind: "question" }>;

/** What a message with something to tap asks, as the thread shows it. */
export function questionFrom(interactive: InteractiveSend): Question {
  const { header, body, footer, action } = interactive;
  const buttons = (action.buttons ?? []).map((button) => button.reply.title);
  const rows = (action.sections ?? []).flatMap((section) => section.rows ?? []);
  const { parameters } = action;
  return {
    kind: "question",
    header: header?.text ?? null,
    text: body?.text ?? "",
    footer: footer?.text ?? null,
    options: [...buttons, ...rows.map((row) => row.title)],
    style: STYLES.get(interactive.type) ?? "other",
    button:
      action.button ??
      textIn(parameters, "display_text") ??
      textIn(parameters, "flow_cta") ??
      WORDS.get(interactive.type) ??
      null,
    url: textIn(parameters, "url"),
    picture: pictureFrom(header),
  };
}

function pictureFrom(header: InteractiveSend["header"]): NonNullable<Question["picture"]> | null {
  for (const media of ["image", "video", "document"] as const) {
    const file = header?.[media];
    if (file !== undefined) return { media, media_id: file.id ?? null };
  }
  return null;
}

const STYLES: ReadonlyMap<string, NonNullable<Question["style"]>> = new Map([
  ["button", "buttons"],
  ["list", "list"],
  ["cta_url", "link"],
  ["flow", "form"],
  ["product", "products"],
  ["product_list", "products"],
  ["catalog_message", "products"],
  ["location_request_message", "location"],
  ["voice_call", "call"],
  ["call_permission_request", "call"],
]);

/** What phones write on a button whose words the sender cannot choose. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["product", "View"],
  ["product_list", "View items"],
  ["catalog_message", "View catalog"],
  ["location_request_message", "Send location"],
  ["voice_call", "Call now"],
  ["call_permission_request", "Choose preference"],
]);
