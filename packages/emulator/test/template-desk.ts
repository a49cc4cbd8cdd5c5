import { ALICE, type Answer, beginWorld, type TestWorld, type Value } from "./world.ts";

export const BODY = {
  type: "BODY",
  text: "Your order {{1}} is on its way to you.",
  example: { body_text: [["A-1"]] },
};
export const OFFER = {
  type: "BODY",
  text: "Everything is 20% off this week, only for our friends.",
};
export const CODE = [
  { type: "BODY", add_security_recommendation: true },
  { type: "FOOTER", code_expiration_minutes: 10 },
  { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
];

export interface Desk extends TestWorld {
  readonly path: string;
  make(change?: Value): Promise<Answer>;
  node(id: string, fields?: string): Promise<Value>;
  /** The webhooks about templates so far, forgetting all. */
  told(): Value[];
}

export function beginDesk(options: Parameters<typeof beginWorld>[0] = {}): Desk {
  const world = beginWorld(options);
  const { wabaId } = world.emulator.credentials;
  const path = `/v24.0/${wabaId}/message_templates`;
  return {
    ...world,
    path,
    make: (change = {}) =>
      world.graph("POST", path, {
        name: "order_sent",
        language: "en_US",
        category: "UTILITY",
        components: [BODY],
        ...change,
      }),
    node: async (id, fields = "status,category,rejected_reason") =>
      (await world.graph("GET", `/v24.0/${id}?fields=${fields}`)).body,
    told: () => world.values().filter((value) => value.message_template_id !== undefined),
  };
}

export const send = ({ send: sends }: TestWorld, name: string, words: string[] = ["A-1"]) =>
  sends({
    to: ALICE,
    type: "template",
    template: {
      name,
      language: { code: "en_US" },
      components:
        words.length === 0
          ? []
          : [{ type: "body", parameters: words.map((text) => ({ type: "text", text })) }],
    },
  });
