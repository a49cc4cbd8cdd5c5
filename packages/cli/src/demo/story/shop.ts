/** Whose story it is. The name is made up. */
export const SHOP_NAME = "Aurora Bakery";

/** Its own templates, beside those that every world of the emulator starts with. */
export const SHOP_TEMPLATES: readonly object[] = [
  {
    name: "winter_box",
    category: "MARKETING",
    components: [
      { type: "HEADER", format: "TEXT", text: "The winter box" },
      {
        type: "BODY",
        text:
          "Hello {{1}}: six small cakes, picked by you. 20 % off until Sunday, for people who " +
          "have ordered before.",
        example: { body_text: [["Ana"]] },
      },
      {
        type: "BUTTONS",
        buttons: [
          { type: "QUICK_REPLY", text: "See the box" },
          { type: "QUICK_REPLY", text: "Stop promotions" },
        ],
      },
    ],
  },
  {
    name: "order_ready",
    category: "UTILITY",
    components: [
      {
        type: "BODY",
        text:
          "Hello {{1}}, your order {{2}} is ready to collect. New this week: plum cake, " +
          "10 % off together with your order.",
        example: { body_text: [["Ana", "A-1001"]] },
      },
      { type: "FOOTER", text: "Aurora Bakery, 14 Marsh Lane" },
    ],
  },
];

/** What a bakery says in a template that the emulator brings. */
export const SHOP_WORDS: Readonly<Record<string, string>> = {
  spring_sale: "Spring is here, {{1}}: every tart with rhubarb is 20 % off until Sunday.",
};
