import type { PhoneMessage, ShownButton } from "./phone-shapes.ts";

// What a customer sends, as the emulator takes it: a message object as in a webhook.

/** What goes beside any message: what it answers, and by what the customer came. */
export interface Beside {
  readonly replyTo?: string | undefined;
  readonly arrival?: Arrival | undefined;
}

export type FileKind = "image" | "video" | "audio" | "document" | "sticker";

/** A file that a customer chose; without one the emulator takes a sample of its own. */
export interface ChosenFile {
  /** The bytes in base64. */
  readonly data: string;
  readonly mimeType: string;
  readonly name: string;
}

export function textMessage(text: string, beside: Beside = {}): object {
  return { type: "text", text: { body: text }, ...besideOf(beside) };
}

export function fileMessage(
  kind: FileKind,
  { file, caption }: { file: ChosenFile | undefined; caption: string },
  beside: Beside = {},
): object {
  const chosen =
    file === undefined
      ? {}
      : {
          data: file.data,
          mime_type: file.mimeType,
          ...(kind === "document" && { filename: file.name }),
        };
  const content = { ...chosen, ...(caption.trim() === "" ? {} : { caption: caption.trim() }) };
  return { type: kind, [kind]: content, ...besideOf(beside) };
}

export function placeMessage(
  place: { latitude: number; longitude: number; name: string; address: string },
  beside: Beside = {},
): object {
  const { latitude, longitude, name, address } = place;
  const words = { ...(name !== "" && { name }), ...(address !== "" && { address }) };
  return { type: "location", location: { latitude, longitude, ...words }, ...besideOf(beside) };
}

export function personMessage(
  { name, phone }: { name: string; phone: string },
  beside: Beside = {},
): object {
  const [first = name, ...last] = name.split(" ");
  const digits = phone.replace(/\D/g, "");
  const contact = {
    name: {
      formatted_name: name,
      first_name: first,
      ...(last.length > 0 && { last_name: last.join(" ") }),
    },
    phones: [{ phone: `+${digits}`, wa_id: digits, type: "CELL" }],
  };
  return { type: "contacts", contacts: [contact], ...besideOf(beside) };
}

export function orderMessage(
  order: { product: string; quantity: number; price: number; text: string },
  beside: Beside = {},
): object {
  const { product, quantity, price, text } = order;
  const item = { product_retailer_id: product, quantity, item_price: price, currency: "EUR" };
  const words = text === "" ? {} : { text };
  return {
    type: "order",
    order: { catalog_id: "120000000000001", ...words, product_items: [item] },
    ...besideOf(beside),
  };
}

/** An empty emoji takes the reaction back. */
export function reactionMessage(to: string, emoji: string): object {
  return { type: "reaction", reaction: { message_id: to, emoji } };
}

/** What pressing `button` under `message` sends, or `undefined` if pressing it sends nothing. */
export function pressedMessage(
  message: PhoneMessage,
  button: ShownButton,
  description?: string,
): object | undefined {
  const context = { id: message.id };
  const id = button.payload ?? button.text;
  const told = description === undefined ? {} : { description };
  switch (button.type) {
    case "quick_reply":
      return { type: "button", button: { text: button.text, payload: id }, context };
    case "reply":
      return interactive({ type: "button_reply", button_reply: { id, title: button.text } });
    case "list":
      return interactive({ type: "list_reply", list_reply: { id, title: button.text, ...told } });
    default:
      return undefined;
  }

  function interactive(answer: object): object {
    return { type: "interactive", interactive: answer, context };
  }
}

function besideOf({ replyTo, arrival }: Beside): object {
  return {
    ...(replyTo === undefined ? {} : { context: { id: replyTo } }),
    ...(arrival === undefined ? {} : { referral: ARRIVALS[arrival].referral }),
  };
}

export type Arrival = "ad" | "page_cta" | "post";

/** By what a customer can arrive: made up, with all that Meta would tell of it. */
export const ARRIVALS = {
  ad: {
    name: "an ad",
    headline: "Cakes for the weekend",
    hint: "Our answer opens a free entry point.",
    referral: {
      source_type: "ad",
      source_id: "120200000000000001",
      source_url: "https://fb.me/casement-demo",
      headline: "Cakes for the weekend",
      body: "Order by Thursday, fetch on Saturday.",
      media_type: "image",
      image_url: "https://example.com/cakes.jpg",
      ctwa_clid: "casement-demo-click",
    },
  },
  page_cta: {
    name: "a page’s button",
    headline: "Send a message",
    hint: "Our answer opens a free entry point.",
    referral: {
      source_type: "page_cta",
      source_id: "120200000000000002",
      source_url: "https://facebook.com/casement-demo",
      headline: "Send a message",
      body: "",
    },
  },
  post: {
    name: "a post",
    headline: "Our new oven",
    hint: "A post opens no free entry point.",
    referral: {
      source_type: "post",
      source_id: "120200000000000003",
      source_url: "https://fb.me/casement-post",
      headline: "Our new oven",
      body: "It bakes forty loaves at once.",
    },
  },
} as const;
