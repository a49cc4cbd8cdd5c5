import { fieldAt, listAt, textAt } from "./json-parts.ts";
import type { PhoneMessage, ShownButton } from "./phone-shapes.ts";

/** What a message says, as a phone shows it. */
export type Said =
  | { readonly kind: "text"; readonly text: string }
  | ({ readonly kind: "file" } & File)
  | {
      readonly kind: "place";
      readonly name: string | undefined;
      readonly address: string | undefined;
      readonly where: string;
    }
  | { readonly kind: "people"; readonly people: readonly Person[] }
  | { readonly kind: "order"; readonly items: readonly Item[]; readonly text: string | undefined }
  | { readonly kind: "choice"; readonly title: string; readonly description: string | undefined }
  | Asked
  | { readonly kind: "reaction"; readonly emoji: string; readonly to: string }
  | { readonly kind: "other"; readonly type: string };

/** A file: of ours by its address, or somewhere on the web. */
export interface File {
  readonly file: "image" | "video" | "audio" | "document" | "sticker";
  readonly src: string | undefined;
  readonly link: string | undefined;
  readonly caption: string | undefined;
  readonly filename: string | undefined;
  readonly isVoice: boolean;
}

interface Person {
  readonly name: string;
  readonly phones: readonly string[];
}

interface Item {
  readonly product: string;
  readonly quantity: number;
  readonly price: string | undefined;
}

/** A template, or a question with buttons or a list. */
export interface Asked {
  readonly kind: "asked";
  readonly header: string | undefined;
  readonly file: File | undefined;
  readonly body: string;
  readonly footer: string | undefined;
  readonly buttons: readonly ShownButton[];
  /** A list opens by its button. */
  readonly list: ChoiceList | undefined;
}

export interface ChoiceList {
  readonly button: string;
  readonly sections: readonly {
    readonly title: string | undefined;
    readonly rows: readonly { readonly button: ShownButton; readonly below: string | undefined }[];
  }[];
}

/** Reads a message as it is on the wire. Of a kind that it does not know it says so. */
export function saidIn(message: PhoneMessage): Said {
  const { type, content } = message;
  switch (type) {
    case "text":
      return { kind: "text", text: textAt(content, "body") ?? "" };
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return { kind: "file", ...fileIn(type, content) };
    case "location":
      return placeIn(content);
    case "contacts":
      return { kind: "people", people: peopleIn(content) };
    case "order":
      return { kind: "order", items: itemsIn(content), text: textAt(content, "text") };
    case "reaction":
      return {
        kind: "reaction",
        emoji: textAt(content, "emoji") ?? "",
        to: textAt(content, "message_id") ?? "",
      };
    case "button":
      return choice(textAt(content, "text"));
    case "interactive":
      return message.from === "customer" ? answerIn(content) : askedIn(message);
    case "template":
      return askedIn(message);
    default:
      return { kind: "other", type };
  }
}

/** A message in a line: for a quote. */
export function lineOf(message: PhoneMessage): string {
  const said = saidIn(message);
  switch (said.kind) {
    case "text":
      return said.text;
    case "file":
      return said.caption ?? said.filename ?? FILE_WORDS[said.isVoice ? "voice" : said.file];
    case "place":
      return said.name ?? "Location";
    case "people":
      return said.people.map((person) => person.name).join(", ");
    case "order":
      return "Order";
    case "choice":
      return said.title;
    case "asked":
      return said.body;
    case "reaction":
      return said.emoji;
    case "other":
      return otherWords(said.type);
  }
}

export const FILE_WORDS = {
  image: "Photo",
  video: "Video",
  audio: "Audio",
  voice: "Voice message",
  document: "Document",
  sticker: "Sticker",
} as const;

export function otherWords(type: string): string {
  return `A message of the kind “${type}”`;
}

function fileIn(file: File["file"], content: unknown): File {
  const id = textAt(content, "id");
  return {
    file,
    src: id === undefined ? undefined : `/emulator/media/${encodeURIComponent(id)}`,
    link: textAt(content, "link"),
    caption: textAt(content, "caption"),
    filename: textAt(content, "filename"),
    isVoice: fieldAt(content, "voice") === true,
  };
}

function placeIn(content: unknown): Said {
  const [latitude, longitude] = [textAt(content, "latitude"), textAt(content, "longitude")];
  return {
    kind: "place",
    name: textAt(content, "name"),
    address: textAt(content, "address"),
    where: `${latitude ?? "?"}, ${longitude ?? "?"}`,
  };
}

function peopleIn(content: unknown): Person[] {
  const people = Array.isArray(content) ? content : [];
  return people.map((one) => ({
    name: textAt(one, "name", "formatted_name") ?? "No name",
    phones: listAt(one, "phones").flatMap((phone) => textAt(phone, "phone") ?? []),
  }));
}

function itemsIn(content: unknown): Item[] {
  return listAt(content, "product_items").map((one) => {
    const [price, currency] = [textAt(one, "item_price"), textAt(one, "currency")];
    return {
      product: textAt(one, "product_retailer_id") ?? "an item",
      quantity: Number(textAt(one, "quantity") ?? 1),
      price: price === undefined ? undefined : `${price} ${currency ?? ""}`.trim(),
    };
  });
}

function answerIn(content: unknown): Said {
  const reply = fieldAt(content, "button_reply") ?? fieldAt(content, "list_reply");
  const form = textAt(content, "nfm_reply", "body");
  return choice(textAt(reply, "title") ?? form, textAt(reply, "description"));
}

function choice(title: string | undefined, description?: string): Said {
  return { kind: "choice", title: title ?? "", description };
}

function askedIn({ type, content, shown }: PhoneMessage): Asked {
  const list = type === "interactive" ? listIn(content) : undefined;
  const link = linkIn(content);
  return {
    kind: "asked",
    header: shown?.header?.type === "text" ? shown.header.text : undefined,
    file: type === "interactive" ? headerFile(fieldAt(content, "header")) : templateFile(content),
    body: shown?.body ?? "",
    footer: shown?.footer,
    buttons: list === undefined ? [...(shown?.buttons ?? []), ...link] : [],
    list,
  };
}

/** A header's file stands under its own kind: `{ type: "image", image: { id } }`. */
function headerFile(header: unknown): File | undefined {
  const type = textAt(header, "type");
  switch (type) {
    case "image":
    case "video":
    case "document":
      return fileIn(type, fieldAt(header, type));
    default:
      return undefined;
  }
}

function templateFile(content: unknown): File | undefined {
  const header = listAt(content, "components").find((one) => textAt(one, "type") === "header");
  return headerFile(listAt(header, "parameters")[0]);
}

/** The one link of a `cta_url`. */
function linkIn(content: unknown): ShownButton[] {
  const parameters = fieldAt(fieldAt(content, "action"), "parameters");
  const text = textAt(parameters, "display_text");
  const url = textAt(parameters, "url");
  return text === undefined || url === undefined ? [] : [{ type: "url", text, url }];
}

function listIn(content: unknown): ChoiceList | undefined {
  if (textAt(content, "type") !== "list") return undefined;
  return {
    button: textAt(content, "action", "button") ?? "Choose",
    sections: listAt(content, "action", "sections").map((section) => ({
      title: textAt(section, "title"),
      rows: listAt(section, "rows").map((row) => {
        const text = textAt(row, "title") ?? "";
        const button = { type: "list", text, payload: textAt(row, "id") ?? text };
        return { button, below: textAt(row, "description") };
      }),
    })),
  };
}
