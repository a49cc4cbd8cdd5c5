import type { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { LINK, type SdkWorld } from "./sdk-world.ts";

type Messages = WhatsAppClient["messages"];

/** What every message begins with. */
interface To {
  readonly phoneNumberId: string;
  readonly to: string;
  readonly contextMessageId: string;
  readonly bizOpaqueCallbackData: string;
}

type Send = (messages: Messages, to: To, world: SdkWorld) => Promise<unknown>;

const bodyText = "Which one?";
const image = { type: "image" as const, image: { link: `${LINK}.image` } };
export const language = { code: "en_US" };

interface Sayable {
  readonly type: string;
  readonly name: string;
  readonly send: Send;
}

/** Everything the SDK can say, by the type of the message and a name. */
export const SENDS: readonly Sayable[] = [
  sayable("text", "text", (m, to) => m.sendText({ ...to, body: "hi", previewUrl: true })),
  sayable("image", "image by id", (m, to, { media }) =>
    m.sendImage({ ...to, image: { id: media.image, caption: "look" } }),
  ),
  sayable("image", "image by link", (m, to) =>
    m.sendImage({ ...to, image: { link: `${LINK}.image` } }),
  ),
  sayable("audio", "voice", (m, to, { audio }) =>
    m.sendAudio({ ...to, audio: { id: audio, voice: true } }),
  ),
  sayable("video", "video", (m, to, { media }) =>
    m.sendVideo({ ...to, video: { id: media.video, caption: "look" } }),
  ),
  sayable("document", "document", (m, to, { media }) =>
    m.sendDocument({ ...to, document: { id: media.document, filename: "bill.pdf" } }),
  ),
  sayable("sticker", "sticker", (m, to, { sticker }) =>
    m.sendSticker({ ...to, sticker: { id: sticker } }),
  ),
  sayable("location", "location", (m, to) =>
    m.sendLocation({ ...to, location: { latitude: 52.5, longitude: 13.4, name: "Berlin" } }),
  ),
  sayable("contacts", "contacts", (m, to) =>
    m.sendContacts({
      ...to,
      contacts: [
        {
          name: { formattedName: "Bob B", firstName: "Bob" },
          birthday: "1990-02-03",
          phones: [{ phone: "+44 7700 900002", waId: "447700900002", type: "WORK" }],
          addresses: [{ city: "Berlin", countryCode: "DE" }],
        },
      ],
    }),
  ),
  sayable("reaction", "reaction", (m, to, { heard }) =>
    m.sendReaction({ ...to, reaction: { messageId: heard, emoji: "👍" } }),
  ),
  interactive("buttons", (m, to) =>
    m.sendInteractiveButtons({
      ...to,
      bodyText,
      header: image,
      footerText: "Until Sunday",
      buttons: [{ id: "a", title: "This" }],
    }),
  ),
  interactive("list", (m, to) =>
    m.sendInteractiveList({
      ...to,
      bodyText,
      buttonText: "Choose",
      header: { type: "text", text: "Hello" },
      sections: [{ title: "One", rows: [{ id: "1", title: "This", description: "the first" }] }],
    }),
  ),
  interactive("product", (m, to) =>
    m.sendInteractiveProduct({ ...to, bodyText, catalogId: "1", productRetailerId: "s" }),
  ),
  interactive("product list", (m, to) =>
    m.sendInteractiveProductList({
      ...to,
      bodyText,
      header: { type: "text", text: "New in" },
      catalogId: "1",
      sections: [{ title: "New", productItems: [{ productRetailerId: "s" }] }],
    }),
  ),
  interactive("flow", (m, to) =>
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
  ),
  interactive("address", (m, to) =>
    m.sendInteractiveAddress({
      ...to,
      bodyText,
      parameters: { country: "IN", values: { name: "Ana" } },
    }),
  ),
  interactive("location request", (m, to) =>
    m.sendInteractiveLocationRequest({
      ...to,
      bodyText,
      parameters: { requestMessage: "Where?" },
    }),
  ),
  interactive("call permission", (m, to) =>
    m.sendInteractiveCallPermission({
      ...to,
      bodyText,
      parameters: { phoneNumber: "15550100000" },
    }),
  ),
  interactive("link button", (m, to) =>
    m.sendInteractiveCtaUrl({
      ...to,
      bodyText,
      parameters: { displayText: "Go", url: "https://shop.example/" },
    }),
  ),
  interactive("carousel", (m, to) =>
    m.sendInteractiveCarousel({
      ...to,
      bodyText,
      cards: [0, 1].map((cardIndex) => ({
        cardIndex,
        header: image,
        bodyText: "A rose",
        action: { displayText: "Buy", url: "https://shop.example/" },
      })),
    }),
  ),
  interactive("carousel with replies", (m, to) =>
    m.sendInteractiveCarousel({
      ...to,
      bodyText,
      cards: [0, 1].map((cardIndex) => ({
        cardIndex,
        header: image,
        action: { buttons: [{ id: `b${cardIndex}`, title: "This" }] },
      })),
    }),
  ),
  interactive("catalog", (m, to) =>
    m.sendInteractiveCatalogMessage({
      ...to,
      bodyText,
      parameters: { thumbnailProductRetailerId: "s" },
    }),
  ),
  template("template with named gaps", (m, to) =>
    m.sendTemplate({
      ...to,
      template: {
        name: "payment_reminder",
        language: { ...language, policy: "deterministic" },
        components: [
          {
            type: "body",
            parameters: [
              { type: "text", text: "42 €", parameterName: "amount" },
              { type: "text", text: "1 March", parameterName: "due_date" },
            ],
          },
          {
            type: "button",
            subType: "url",
            index: "0",
            parameters: [{ type: "text", text: "4711" }],
          },
        ],
      },
    }),
  ),
  template("one-time password", (m, to) =>
    m.sendTemplate({
      ...to,
      template: {
        name: "verification_code",
        language,
        components: [
          { type: "body", parameters: [{ type: "text", text: "123456" }] },
          {
            type: "button",
            subType: "url",
            index: 0,
            parameters: [{ type: "text", text: "123456" }],
          },
        ],
      },
    }),
  ),
  template("template with a carousel", (m, to, { media }) =>
    m.sendTemplate({
      ...to,
      template: {
        name: "carousel",
        language,
        components: [
          { type: "body", parameters: [{ type: "text", text: "Ana" }] },
          {
            type: "carousel",
            cards: [0, 1].map((cardIndex) => ({
              cardIndex,
              components: [
                { type: "header", parameters: [{ type: "image", image: { id: media.image } }] },
                { type: "body", parameters: [{ type: "text", text: "A rose" }] },
                {
                  type: "button",
                  subType: "url",
                  index: 0,
                  parameters: [{ type: "text", text: "rose" }],
                },
              ],
            })),
          },
        ],
      },
    }),
  ),
  interactive("whatever one writes", (m, { to, phoneNumberId }) =>
    m.sendInteractiveRaw({
      to,
      phoneNumberId,
      interactive: {
        type: "location_request_message",
        body: { text: bodyText },
        action: { name: "send_location" },
      },
    }),
  ),
];

function sayable(type: string, name: string, send: Send): Sayable {
  return { type, name, send };
}

function interactive(name: string, send: Send): Sayable {
  return sayable("interactive", name, send);
}

function template(name: string, send: Send): Sayable {
  return sayable("template", name, send);
}
