import {
  answers,
  behaves,
  type Chapter,
  recategorised,
  sends,
  sendsInVain,
  writes,
} from "./happening.ts";
import {
  chosen,
  link,
  list,
  orderReady,
  orderUpdate,
  paymentReminder,
  picture,
  place,
  pressed,
  question,
  reaction,
  text,
  textByAd,
  verificationCode,
  winterBox,
} from "./messages.ts";
import {
  AMARA,
  ARJUN,
  BEATRIZ,
  GRACE,
  HANNAH,
  JONAS,
  LARS,
  LINH,
  MEI,
  PRIYA,
  ROSA,
  TOMAS,
} from "./people.ts";
import { WEDDING_CAKE } from "./wedding-cake.ts";

/** Has just written: the first reply is left to whoever opens the inbox. */
const amara: Chapter = {
  who: AMARA,
  happenings: [
    sends("2d 3h", orderUpdate("A-2084", "ready to collect")),
    writes("2d 2h 50m", text("Thank you! Best rye in town.")),
    answers("2d 2h 44m", text("You are very kind. See you soon, Amara.")),
    writes("4m", text("Hi! Is the lemon tart in the winter box vegan?")),
  ],
};

/** Waits, and the window is about to close. */
const tomas: Chapter = {
  who: TOMAS,
  happenings: [
    writes("1d 4h", text("Hi, I ordered the hazelnut birthday cake, A-2093. When can I come?")),
    answers(
      "1d 3h 52m",
      text("Hello Tomás! From ten. It says “Happy 60th, Papa”, in dark chocolate."),
    ),
    sends("1d 1h 30m", orderUpdate("A-2093", "in the oven")),
    writes("23h 24m", text("Wonderful. Could I collect it at noon instead?")),
    writes("23h 20m", text("And do you have candles?")),
  ],
};

/** Came by an ad: an answer within 24 hours opens a free entry point. */
const linh: Chapter = {
  who: LINH,
  happenings: [writes("20h 58m", textByAd("Hello, I saw your winter box. Do you deliver?"))],
};

/** An order under way, in a thread that is open. */
const rosa: Chapter = {
  who: ROSA,
  happenings: [
    writes("6h 20m", text("Oi! Has my order left already?")),
    answers("6h 12m", text("Oi Rosa! It is being packed right now. We tell you when it leaves.")),
    sends("3h 5m", orderUpdate("A-2101", "out for delivery"), { as: "rosa's order" }),
    writes("3h 1m", reaction("❤️"), { to: "rosa's order" }),
    writes("1h 10m", text("Obrigada! It is here, and it smells wonderful.")),
    answers("1h 4m", text("Enjoy it! The panettone keeps for *three weeks*, if you let it.")),
  ],
};

/** A code to log in, and news of an order that his phone, switched off, has not got yet. */
const jonas: Chapter = {
  who: JONAS,
  happenings: [
    writes("1d 22h", text("Hello, how do I log in to see my orders?")),
    answers("1d 21h 50m", text("With your phone number, Jonas. We send you a code here.")),
    sends("3h 40m", verificationCode("483920")),
    behaves("3h 30m", { offline: true }),
    sends("3h 20m", orderUpdate("A-2104", "received")),
  ],
};

/** Came by an ad and was answered: all is free for a week. */
const arjun: Chapter = {
  who: ARJUN,
  happenings: [
    writes("2d 1h", textByAd("Hi! Can the winter box go to Leeds, and would it get there fresh?")),
    answers("2d 40m", text("It can. It travels overnight in a cool box, for £6.50.")),
    writes("2d 30m", text("Perfect. Two, please. One is for my aunt.")),
    answers(
      "2d 22m",
      link("Two winter boxes to Leeds: £68.00 in all.", {
        button: "To the basket",
        url: "https://example.com/basket/A-2089",
      }),
    ),
    sends("1d 2h", orderUpdate("A-2089", "with the courier")),
    writes("19h", text("They have arrived! My aunt asks for the recipe of the almond one.")),
    answers("18h 50m", text("Tell her that it is mostly butter.")),
  ],
};

/** A café with a monthly bill. */
const hannah: Chapter = {
  who: HANNAH,
  happenings: [
    writes("1d 20h", text("Could the café have twelve loaves of sourdough a day, from Monday?")),
    answers("1d 19h 48m", text("Gladly. Twelve a day, same price. Thank you, Hannah!")),
    sends("5h 10m", paymentReminder({ amount: "£186.40", dueInDays: 6, path: "CC-1107" })),
    writes("35m", text("Paid just now. Could we have ten croissants more tomorrow?")),
  ],
};

/** Closed since a day: from here on it takes a template. */
const mei: Chapter = {
  who: MEI,
  happenings: [
    writes("2d 2h", text("Is there anything in your shop without nuts?")),
    answers(
      "2d 1h 46m",
      text("The lemon tart and the ginger loaf. But it is one kitchen, so traces are possible."),
    ),
    writes("2d 1h 40m", text("Thank you for being honest. I take the ginger loaf.")),
    answers("2d 1h 35m", text("It is put by for you, A-2085.")),
    sends("1d 7h", orderUpdate("A-2085", "collected")),
  ],
};

/** Marketing that was welcome: a press of its button opens the window. */
const grace: Chapter = {
  who: GRACE,
  happenings: [
    sends("7h", winterBox("Grace"), { as: "grace's box" }),
    writes("6h 32m", pressed("See the box"), { to: "grace's box" }),
    answers(
      "6h 28m",
      list("Which six shall it be?", {
        button: "Choose your box",
        rows: [
          { title: "The classic", description: "Lemon, almond, chocolate, two of each" },
          { title: "Without nuts", description: "Lemon, ginger, plum, two of each" },
          { title: "All chocolate", description: "Six of the dark one" },
        ],
      }),
      { as: "grace's choice" },
    ),
    writes("6h 20m", chosen("list_reply", "Without nuts"), { to: "grace's choice" }),
    behaves("6h 16m", { readsAfter: null }),
    answers("6h 15m", text("Lovely. £28.00, ready tomorrow from nine.")),
  ],
};

/** Marketing that Meta did not deliver: the customer gets much of it. */
const lars: Chapter = {
  who: LARS,
  happenings: [
    writes("1d 9h", text("Do you bake anything with spelt?")),
    answers("1d 8h 45m", text("The small round one, every morning. It is gone by eleven.")),
    writes("1d 8h 40m", text("I will be there at ten then!")),
    answers("1d 8h 36m", text("We put one by for you.")),
    sendsInVain("6h 56m", winterBox("Lars"), 131_049),
  ],
};

/** A wedding cake, with all that a phone can send. */
const priya: Chapter = {
  who: PRIYA,
  happenings: [
    writes("1h 26m", text("Hello! We are getting married in March.")),
    writes("1h 25m", picture(WEDDING_CAKE, "Could you make one like this, for sixty?")),
    answers(
      "1h 18m",
      question("Congratulations! We would love to. Come and taste: when would suit you?", [
        "Saturday 11:00",
        "Saturday 15:00",
        "Sunday 11:00",
      ]),
      { as: "the tasting" },
    ),
    writes("1h 2m", chosen("button_reply", "Saturday 11:00"), { to: "the tasting" }),
    answers(
      "58m",
      place({
        latitude: 51.5446,
        longitude: -0.0226,
        name: "Aurora Bakery",
        address: "14 Marsh Lane, London",
      }),
    ),
    answers("57m", text("Ring at the blue door. Bring an appetite!")),
    writes(
      "12m",
      place({
        latitude: 51.5413,
        longitude: -0.0045,
        name: "Station Hotel",
        address: "3 Great Eastern Road, London",
      }),
    ),
    writes("11m", text("We stay here. Is that far?")),
    answers("9m", text("Ten minutes on foot, along the canal.")),
  ],
};

/**
 * A charge that Meta reports otherwise than we reckon. `order_ready` was approved as utility, and
 * it also praises a cake: Meta calls that marketing, some day, and we hear of it with the next list
 * of templates. What is sent in between costs more than we said.
 */
const beatriz: Chapter = {
  who: BEATRIZ,
  happenings: [
    writes("2d 6h", text("Hello! Two lemon drizzle loaves for the weekend, please.")),
    answers("2d 5h 50m", text("With pleasure: £24.00, A-2087. We write when they are ready.")),
    writes("2d 5h 46m", text("Please do!")),
    recategorised("9h 40m", "order_ready", "MARKETING"),
    sends("9h 30m", orderReady("Beatriz", "A-2087"), { as: "beatriz's order" }),
    writes("9h 12m", text("On my way. And a plum cake, then!"), { as: "beatriz's plum cake" }),
    answers("9h 10m", reaction("❤️"), { to: "beatriz's plum cake" }),
  ],
};

export const CHAPTERS: readonly Chapter[] = [
  amara,
  tomas,
  linh,
  rosa,
  jonas,
  arjun,
  hannah,
  mei,
  grace,
  lars,
  priya,
  beatriz,
];
