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

/** Everything the SDK can say, by the type of the message and a name. */
export const SENDS: { type: string; name: string; send: Send }[] = [
  {
    type: "text",
    name: "text",
    send: (m, to) => m.sendText({ ...to, body: "hi", previewUrl: true }),
  },
  {
    type: "image",
    name: "image by id",
    send: (m, to, { media }) => m.sendImage({ ...to, image: { id: media.image, caption: "look" } }),
  },
  {
    type: "image",
    name: "image by link",
    send: (m, to) => m.sendImage({ ...to, image: { link: `${LINK}.image` } }),
  },
  {
    type: "audio",
    name: "voice",
    send: (m, to, { audio }) => m.sendAudio({ ...to, audio: { id: audio, voice: true } }),
  },
  {
    type: "video",
    name: "video",
    send: (m, to, { media }) => m.sendVideo({ ...to, video: { id: media.video, caption: "look" } }),
  },
  {
    type: "document",
    name: "document",
    send: (m, to, { media }) =>
      m.sendDocument({ ...to, document: { id: media.document, filename: "bill.pdf" } }),
  },
  {
    type: "sticker",
    name: "sticker",
    send: (m, to, { sticker }) => m.sendSticker({ ...to, sticker: { id: sticker } }),
  },
  {
    type: "location",
    name: "location",
    send: (m, to) =>
      m.sendLocation({ ...to, location: { latitude: 52.5, longitude: 13.4, name: "Berlin" } }),
  },
  {
    type: "contacts",
    name: "contacts",
    send: (m, to) =>
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
  },
  {
    type: "reaction",
    name: "reaction",
    send: (m, to, { heard }) =>
      m.sendReaction({ ...to, reaction: { messageId: heard, emoji: "👍" } }),
  },
  {
    type: "interactive",
    name: "buttons",
    send: (m, to) =>
      m.sendInteractiveButtons({
        ...to,
        bodyText,
        header: image,
        footerText: "Until Sunday",
        buttons: [{ id: "a", title: "This" }],
      }),
  },
  {
    type: "interactive",
    name: "list",
    send: (m, to) =>
      m.sendInteractiveList({
        ...to,
        bodyText,
        buttonText: "Choose",
        header: { type: "text", text: "Hello" },
        sections: [{ title: "One", rows: [{ id: "1", title: "This", description: "the first" }] }],
      }),
  },
  {
    type: "interactive",
    name: "product",
    send: (m, to) =>
      m.sendInteractiveProduct({ ...to, bodyText, catalogId: "1", productRetailerId: "s" }),
  },
  {
    type: "interactive",
    name: "product list",
    send: (m, to) =>
      m.sendInteractiveProductList({
        ...to,
        bodyText,
        header: { type: "text", text: "New in" },
        catalogId: "1",
        sections: [{ title: "New", productItems: [{ productRetailerId: "s" }] }],
      }),
  },
  {
    type: "interactive",
    name: "flow",
    send: (m, to) =>
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
  },
  {
    type: "interactive",
    name: "address",
    send: (m, to) =>
      m.sendInteractiveAddress({
        ...to,
        bodyText,
        parameters: { country: "IN", values: { name: "Ana" } },
      }),
  },
  {
    type: "interactive",
    name: "location request",
    send: (m, to) =>
      m.sendInteractiveLocationRequest({
        ...to,
        bodyText,
        parameters: { requestMessage: "Where?" },
      }),
  },
  {
    type: "interactive",
    name: "call permission",
    send: (m, to) =>
      m.sendInteractiveCallPermission({
        ...to,
        bodyText,
        parameters: { phoneNumber: "15550100000" },
      }),
  },
  {
    type: "interactive",
    name: "link button",
    send: (m, to) =>
      m.sendInteractiveCtaUrl({
        ...to,
        bodyText,
        parameters: { displayText: "Go", url: "https://shop.example/" },
      }),
  },
  {
    type: "interactive",
    name: "carousel",
    send: (m, to) =>
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
  },
  {
    type: "interactive",
    name: "carousel with replies",
    send: (m, to) =>
      m.sendInteractiveCarousel({
        ...to,
        bodyText,
        cards: [0, 1].map((cardIndex) => ({
          cardIndex,
          header: image,
          action: { buttons: [{ id: `b${cardIndex}`, title: "This" }] },
        })),
      }),
  },
  {
    type: "interactive",
    name: "catalog",
    send: (m, to) =>
      m.sendInteractiveCatalogMessage({
        ...to,
        bodyText,
        parameters: { thumbnailProductRetailerId: "s" },
      }),
  },
  {
    type: "template",
    name: "template with named gaps",
    send: (m, to) =>
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
  },
  {
    type: "template",
    name: "one-time password",
    send: (m, to) =>
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
  },
  {
    type: "template",
    name: "template with a carousel",
    send: (m, to, { media }) =>
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
  },
  {
    type: "interactive",
    name: "whatever one writes",
    send: (m, { to, phoneNumberId }) =>
      m.sendInteractiveRaw({
        to,
        phoneNumberId,
        interactive: {
          type: "location_request_message",
          body: { text: bodyText },
          action: { name: "send_location" },
        },
      }),
  },
];
