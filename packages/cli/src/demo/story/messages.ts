import { DAY_MS } from "@casement/engine";
import type { Message } from "./happening.ts";

// The messages of the story, as they go over the wire: a customer's as in a webhook, the shop's as
// in the Cloud API. A text is alike in both.

export function text(body: string): Message {
  return () => ({ type: "text", text: { body } });
}

/** The customer has come by an ad. */
export function textByAd(body: string): Message {
  return () => ({ type: "text", text: { body }, referral: AD });
}

const AD = {
  source_type: "ad",
  source_id: "120200000000000001",
  source_url: "https://fb.me/aurora-winter-box",
  headline: "The winter box",
  body: "Six small cakes, baked on the morning they leave.",
  media_type: "image",
  image_url: "https://example.com/winter-box.jpg",
  ctwa_clid: "aurora-bakery-click",
} as const;

/** A picture of the customer's, in base64. */
export function picture(data: string, caption: string): Message {
  return () => ({ type: "image", image: { data, mime_type: "image/jpeg", caption } });
}

export interface Place {
  readonly latitude: number;
  readonly longitude: number;
  readonly name: string;
  readonly address: string;
}

export function place(location: Place): Message {
  return () => ({ type: "location", location });
}

export function reaction(emoji: string): Message {
  return ({ to }) => ({ type: "reaction", reaction: { message_id: to, emoji } });
}

/** A quick reply of a template, pressed. */
export function pressed(button: string): Message {
  return ({ to }) => ({
    type: "button",
    button: { text: button, payload: button },
    context: { id: to },
  });
}

/** One of the buttons or rows of a question, chosen. */
export function chosen(kind: "button_reply" | "list_reply", title: string): Message {
  return ({ to }) => ({
    type: "interactive",
    interactive: { type: kind, [kind]: { id: idOf(title), title } },
    context: { id: to },
  });
}

/** A question with up to three buttons. */
export function question(body: string, titles: readonly string[]): Message {
  const buttons = titles.map((title) => ({ type: "reply", reply: { id: idOf(title), title } }));
  return () => interactive({ type: "button", body: { text: body }, action: { buttons } });
}

/** A question with a list behind one button. */
export function list(
  body: string,
  { button, rows }: { readonly button: string; readonly rows: readonly ListRow[] },
): Message {
  const sections = [{ title: button, rows: rows.map((row) => ({ id: idOf(row.title), ...row })) }];
  return () => interactive({ type: "list", body: { text: body }, action: { button, sections } });
}

export interface ListRow {
  readonly title: string;
  readonly description: string;
}

/** A text with a button that leads to a page. */
export function link(body: string, { button, url }: { button: string; url: string }): Message {
  const parameters = { display_text: button, url };
  return () =>
    interactive({ type: "cta_url", body: { text: body }, action: { name: "cta_url", parameters } });
}

function interactive(content: object): object {
  return { type: "interactive", interactive: content };
}

function idOf(title: string): string {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

export function orderUpdate(order: string, status: string): Message {
  return template("order_update", body([{ text: order }, { text: status }]));
}

export function orderReady(name: string, order: string): Message {
  return template("order_ready", body([{ text: name }, { text: order }]));
}

export function winterBox(name: string): Message {
  return template("winter_box", body([{ text: name }]));
}

export function verificationCode(code: string): Message {
  return template("verification_code", [...body([{ text: code }]), urlButton(code)]);
}

/** A bill that is due some days after it is sent. */
export function paymentReminder(bill: {
  readonly amount: string;
  readonly dueInDays: number;
  readonly path: string;
}): Message {
  return (told) => {
    const dueDate = dayFormat.format(told.now + bill.dueInDays * DAY_MS);
    const values = [
      { parameter_name: "amount", text: bill.amount },
      { parameter_name: "due_date", text: dueDate },
    ];
    return template("payment_reminder", [...body(values), urlButton(bill.path)])(told);
  };
}

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  timeZone: "UTC",
});

interface Value {
  readonly text: string;
  readonly parameter_name?: string;
}

function body(values: readonly Value[]): object[] {
  return [{ type: "body", parameters: values.map((value) => ({ type: "text", ...value })) }];
}

function urlButton(suffix: string): object {
  const parameters = [{ type: "text", text: suffix }];
  return { type: "button", sub_type: "url", index: "0", parameters };
}

function template(name: string, components: readonly object[]): Message {
  return () => ({ type: "template", template: { name, language: LANGUAGE, components } });
}

const LANGUAGE = { code: "en_US" } as const;
