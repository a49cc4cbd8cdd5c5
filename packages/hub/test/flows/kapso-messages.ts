import type { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import type { Said } from "./api-js-messages.ts";

/** Nobody listens there: the message is taken, and its file is not found later. */
const LINK = "http://127.0.0.1:9/file";

type Send = (messages: WhatsAppClient["messages"]) => Promise<unknown>;

interface To {
  readonly phoneNumberId: string;
  readonly to: string;
}

const bodyText = "Which one?";
const language = { code: "en_US" };

/** Every kind of message that @kapso/whatsapp-cloud-api can say. */
export function kapsoMessages(to: To, said: Said): Send[] {
  return [...plain(to, said), ...questions(to, said), ...offers(to, said), ...templates(to)];
}

function plain(to: To, { image, heard }: Said): Send[] {
  return [
    (m) => m.sendText({ ...to, body: "hi", previewUrl: true, contextMessageId: heard }),
    (m) => m.sendImage({ ...to, image: { id: image, caption: "look" } }),
    (m) => m.sendAudio({ ...to, audio: { link: `${LINK}.ogg`, voice: true } }),
    (m) => m.sendVideo({ ...to, video: { link: `${LINK}.mp4`, caption: "look" } }),
    (m) => m.sendDocument({ ...to, document: { link: `${LINK}.pdf`, filename: "bill.pdf" } }),
    (m) => m.sendSticker({ ...to, sticker: { link: `${LINK}.webp` } }),
    (m) => m.sendLocation({ ...to, location: { latitude: 52.5, longitude: 13.4, name: "Berlin" } }),
    (m) =>
      m.sendContacts({
        ...to,
        contacts: [{ name: { formattedName: "Bob B", firstName: "Bob" }, birthday: "1990-02-03" }],
      }),
    (m) => m.sendReaction({ ...to, reaction: { messageId: heard, emoji: "👍" } }),
  ];
}

function questions(to: To, { image }: Said): Send[] {
  const header = { type: "image" as const, image: { id: image } };
  return [
    (m) =>
      m.sendInteractiveButtons({
        ...to,
        bodyText,
        header,
        footerText: "Until Sunday",
        buttons: [{ id: "a", title: "This" }],
      }),
    (m) =>
      m.sendInteractiveList({
        ...to,
        bodyText,
        buttonText: "Choose",
        sections: [{ title: "One", rows: [{ id: "1", title: "This" }] }],
      }),
    (m) => m.sendInteractiveProduct({ ...to, bodyText, catalogId: "1", productRetailerId: "s" }),
    (m) =>
      m.sendInteractiveProductList({
        ...to,
        bodyText,
        header: { type: "text", text: "New in" },
        catalogId: "1",
        sections: [{ title: "New", productItems: [{ productRetailerId: "s" }] }],
      }),
    (m) =>
      m.sendInteractiveFlow({
        ...to,
        bodyText,
        parameters: {
          flowId: "1",
          flowCta: "Begin",
          flowToken: "token",
          flowAction: "navigate",
          flowActionPayload: { screen: "FIRST", data: { name: null } },
        },
      }),
  ];
}

function offers(to: To, { image }: Said): Send[] {
  const header = { type: "image" as const, image: { id: image } };
  return [
    (m) => m.sendInteractiveAddress({ ...to, bodyText, parameters: { country: "IN" } }),
    (m) =>
      m.sendInteractiveLocationRequest({ ...to, bodyText, parameters: { requestMessage: "?" } }),
    (m) =>
      m.sendInteractiveCallPermission({ ...to, bodyText, parameters: { phoneNumber: "1555" } }),
    (m) =>
      m.sendInteractiveCtaUrl({
        ...to,
        bodyText,
        parameters: { displayText: "Go", url: "https://shop.example/" },
      }),
    (m) =>
      m.sendInteractiveCarousel({
        ...to,
        bodyText,
        cards: [0, 1].map((cardIndex) => ({
          cardIndex,
          header,
          bodyText: "A rose",
          action: { displayText: "Buy", url: "https://shop.example/" },
        })),
      }),
    (m) =>
      m.sendInteractiveCatalogMessage({
        ...to,
        bodyText,
        parameters: { thumbnailProductRetailerId: "s" },
      }),
    (m) =>
      m.sendInteractiveRaw({
        ...to,
        interactive: {
          type: "location_request_message",
          body: { text: bodyText },
          action: { name: "send_location" },
        },
      }),
  ];
}

function templates(to: To): Send[] {
  const text = (value: string): { type: "text"; text: string } => ({ type: "text", text: value });
  return [
    (m) =>
      m.sendTemplate({
        ...to,
        template: {
          name: "payment_reminder",
          language: { ...language, policy: "deterministic" },
          components: [
            {
              type: "body",
              parameters: [
                { ...text("42 €"), parameterName: "amount" },
                { ...text("1 March"), parameterName: "due_date" },
              ],
            },
            { type: "button", subType: "url", index: "0", parameters: [text("4711")] },
          ],
        },
      }),
    (m) => m.sendTemplate({ ...to, template: { name: "no_such_template", language } }),
  ];
}
