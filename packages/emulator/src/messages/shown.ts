import type {
  InteractiveSend,
  SendRequest,
  TemplateParameter,
  TemplateSend,
  TemplateSendComponent,
} from "@casement/cloud-api";
import { objectIn, textIn } from "../json.ts";
import type { Shown, ShownButton } from "../world/message.ts";
import { type MessageTemplate, partOf, type TemplateButton } from "../world/template.ts";

/** What a phone shows of a message that is no template. */
export function shownFromSend(send: SendRequest): Shown {
  switch (send.type) {
    case "text":
      return { body: send.text.body };
    case "image":
      return shownMedia("image", send.image);
    case "video":
      return shownMedia("video", send.video);
    case "document":
      return shownMedia("document", send.document);
    case "audio":
      return shownMedia("audio", send.audio);
    case "sticker":
      return shownMedia("sticker", send.sticker);
    case "reaction":
      return { body: send.reaction.emoji };
    case "location":
      return {
        header: { type: "location" },
        body: send.location.name ?? `${send.location.latitude}, ${send.location.longitude}`,
      };
    case "contacts":
      return { body: send.contacts.map(({ name }) => name.formatted_name).join(", ") };
    case "interactive":
      return shownFromInteractive(send.interactive);
    default:
      return {};
  }
}

/** What a phone shows of a template, its gaps filled. */
export function shownFromTemplate(send: TemplateSend, template: MessageTemplate): Shown {
  const components = send.components ?? [];
  const valuesOf = (type: string): readonly TemplateParameter[] =>
    components.find((component) => component.type === type)?.parameters ?? [];
  const header = partOf(template, "HEADER");
  const body = partOf(template, "BODY")?.text;
  const footer = partOf(template, "FOOTER")?.text;
  const buttons = partOf(template, "BUTTONS")?.buttons;
  return {
    ...(header !== undefined && { header: shownHeader(header, valuesOf("header")) }),
    ...(body !== undefined && { body: filled(body, valuesOf("body")) }),
    ...(footer !== undefined && { footer }),
    ...(buttons !== undefined && {
      buttons: buttons.map((button, index) => shownTemplateButton(button, index, components)),
    }),
  };
}

function shownHeader(
  header: { readonly format?: string | undefined; readonly text?: string | undefined },
  values: readonly TemplateParameter[],
): NonNullable<Shown["header"]> {
  if (header.format === "TEXT" || header.format === undefined) {
    return { type: "text", text: filled(header.text ?? "", values) };
  }
  const type = header.format.toLowerCase();
  const link = textIn(objectIn(values[0]?.[type])?.["link"]);
  return { type, ...(link !== undefined && { link }) };
}

function shownTemplateButton(
  button: TemplateButton,
  index: number,
  components: readonly TemplateSendComponent[],
): ShownButton {
  const sent = components.find(
    (component) => component.type === "button" && (component.index ?? 0) === index,
  );
  const values = sent?.parameters ?? [];
  const text = button.text ?? WORDLESS.get(button.type) ?? "";
  switch (button.type) {
    case "QUICK_REPLY":
      return { type: "quick_reply", text, payload: values[0]?.payload ?? text };
    case "URL":
      return { type: "url", text, url: filled(button.url ?? "", values) };
    case "COPY_CODE":
      return { type: "copy_code", text, payload: values[0]?.coupon_code ?? "" };
    case "PHONE_NUMBER":
      return { type: "phone_number", text, payload: button.phone_number ?? "" };
    default:
      return { type: "other", text };
  }
}

/** What the phone writes on buttons that bring no words. */
const WORDLESS: ReadonlyMap<string, string> = new Map([
  ["COPY_CODE", "Copy offer code"],
  ["CATALOG", "View catalog"],
  ["MPM", "View items"],
  ["SPM", "View"],
]);

function shownFromInteractive(interactive: InteractiveSend): Shown {
  const { header, body, footer, action } = interactive;
  const replies = action.buttons?.map(
    ({ reply }): ShownButton => ({
      type: "reply",
      text: reply?.title ?? "",
      payload: reply?.id ?? "",
    }),
  );
  const rows = action.sections?.flatMap(({ rows }) => rows ?? []);
  const choices = rows?.map(
    ({ id, title }): ShownButton => ({ type: "list", text: title, payload: id }),
  );
  const buttons = replies ?? choices;
  return {
    ...(header !== undefined && {
      header: { type: header.type, ...(header.text !== undefined && { text: header.text }) },
    }),
    ...(body !== undefined && { body: body.text }),
    ...(footer !== undefined && { footer: footer.text }),
    ...(buttons !== undefined && { buttons }),
  };
}

function shownMedia(
  type: string,
  media: {
    readonly link?: string | undefined;
    readonly caption?: string | undefined;
    readonly filename?: string | undefined;
  },
): Shown {
  const { link, caption, filename } = media;
  return {
    header: {
      type,
      ...(link !== undefined && { link }),
      ...(filename !== undefined && { text: filename }),
    },
    ...(caption !== undefined && { body: caption }),
  };
}

/** The text with its gaps filled: named ones by name, the others in their order. */
function filled(text: string, values: readonly TemplateParameter[]): string {
  return text.replace(/\{\{\s*([A-Za-z0-9_]+)\s*\}\}/g, (gap, name: string) => {
    const named = values.find(({ parameter_name: given }) => given === name);
    const value = named ?? (/^\d+$/.test(name) ? values[Number(name) - 1] : undefined);
    return value === undefined ? gap : wordsOf(value);
  });
}

function wordsOf(parameter: TemplateParameter): string {
  const inside = objectIn(parameter[parameter.type]);
  return parameter.text ?? textIn(inside?.["fallback_value"]) ?? "";
}
