import type { PhoneMessage, ShownButton } from "./phone-shapes.ts";

// What a customer sends, as the emulator takes it: a message object as in a webhook.

export function textMessage(text: string, byAd: boolean): object {
  return { type: "text", text: { body: text }, ...(byAd ? { referral: AD } : {}) };
}

/** What pressing `button` under `message` sends, or `undefined` if pressing it sends nothing. */
export function pressedMessage(message: PhoneMessage, button: ShownButton): object | undefined {
  const context = { id: message.id };
  const id = button.payload ?? button.text;
  switch (button.type) {
    case "quick_reply":
      return { type: "button", button: { text: button.text, payload: id }, context };
    case "reply":
      return interactive({ type: "button_reply", button_reply: { id, title: button.text } });
    case "list":
      return interactive({ type: "list_reply", list_reply: { id, title: button.text } });
    default:
      return undefined;
  }

  function interactive(answer: object): object {
    return { type: "interactive", interactive: answer, context };
  }
}

/** The ad that a customer arrives by: made up, with all that Meta would tell of one. */
export const AD = {
  source_type: "ad",
  source_id: "120200000000000001",
  source_url: "https://fb.me/casement-demo",
  headline: "Cakes for the weekend",
  body: "Order by Thursday, fetch on Saturday.",
  media_type: "image",
  image_url: "https://example.com/cakes.jpg",
  ctwa_clid: "casement-demo-click",
} as const;
