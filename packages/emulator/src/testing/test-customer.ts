import type { PhoneMessage } from "../operations/control/customer-chat.ts";
import type { Behaviour } from "../world/customer.ts";
import type { TestPhone } from "./test-phone.ts";

/** What a customer sent. */
export interface Sent {
  readonly id: string;
}

/** Somebody with a phone, who does what a test says. */
export interface TestCustomer {
  /** Digits only: Meta's `wa_id`. */
  readonly waId: string;
  readonly phone: TestPhone;
  /** Writes a text. Resolves when the business's webhook has answered. */
  says(text: string): Promise<Sent>;
  /** Sends a message as in a webhook: `{ type: "image", image: {} }` sends a built-in picture. */
  sends(message: Readonly<Record<string, unknown>>): Promise<Sent>;
  /** Taps the button with these words on the last message that has one. */
  taps(button: string): Promise<Sent>;
  /** Opens the chat: all that arrived is read. */
  reads(): Promise<void>;
  calls(): Promise<Sent>;
  blocks(): Promise<void>;
  unblocks(): Promise<void>;
  stopsMarketing(): Promise<void>;
  resumesMarketing(): Promise<void>;
  /** `{ name, username, hidePhone, behaviour: { offline: true } }`: as the control API has it. */
  becomes(change: CustomerChange): Promise<void>;
}

export interface CustomerChange {
  readonly name?: string;
  readonly username?: string | null;
  readonly hidePhone?: boolean;
  readonly country?: string;
  readonly device?: "phone" | "web";
  readonly calls?: "accept" | "reject" | "ignore";
  readonly behaviour?: {
    readonly offline?: Behaviour["offline"];
    readonly receivesAfter?: string;
    readonly receives?: number;
    readonly readsAfter?: string | null;
    readonly reads?: number;
  };
}

/** How a customer is steered. */
export interface CustomerSurroundings {
  readonly waId: string;
  readonly phone: TestPhone;
  /** A control call about this customer, and quiet after it. */
  act(method: string, act: string, body?: unknown): Promise<Readonly<Record<string, unknown>>>;
}

export function testCustomer({ waId, phone, act }: CustomerSurroundings): TestCustomer {
  const post = async (name: string): Promise<void> => void (await act("POST", `/${name}`));
  const sends = async (message: unknown): Promise<Sent> =>
    sentIn(await act("POST", "/messages", message));
  return {
    waId,
    phone,
    says: (text) => sends({ type: "text", text: { body: text } }),
    sends,
    taps: async (button) => sends(tapOn(await phone.messages(), button)),
    reads: () => post("read"),
    calls: async () => sentIn(await act("POST", "/calls")),
    blocks: () => post("block"),
    unblocks: () => post("unblock"),
    stopsMarketing: () => post("stop_marketing"),
    resumesMarketing: () => post("resume_marketing"),
    becomes: async (change) => void (await act("PUT", "", change)),
  };
}

function sentIn({ id }: Readonly<Record<string, unknown>>): Sent {
  return { id: String(id) };
}

/** What comes back when a button is tapped: of a template, of buttons, of a list. */
function tapOn(messages: readonly PhoneMessage[], words: string): Record<string, unknown> {
  for (const { id, from, shown } of messages.toReversed()) {
    const button = shown?.buttons?.find(({ text }) => text === words);
    if (from !== "business" || button === undefined) continue;
    const context = { id };
    const { payload = words } = button;
    switch (button.type) {
      case "quick_reply":
        return { type: "button", context, button: { text: words, payload } };
      case "reply": {
        const reply = { type: "button_reply", button_reply: { id: payload, title: words } };
        return { type: "interactive", context, interactive: reply };
      }
      case "list": {
        const reply = { type: "list_reply", list_reply: { id: payload, title: words } };
        return { type: "interactive", context, interactive: reply };
      }
      default:
        throw new Error(`The button "${words}" sends nothing to the business.`);
    }
  }
  throw new Error(`No message on the phone has a button "${words}".`);
}
