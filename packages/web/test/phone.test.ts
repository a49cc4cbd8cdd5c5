import assert from "node:assert/strict";
import { test } from "node:test";
import { digitsOf, durationOf, msOfDuration } from "../src/phone/chat-words.ts";
import {
  fileMessage,
  orderMessage,
  personMessage,
  placeMessage,
  pressedMessage,
  reactionMessage,
  textMessage,
} from "../src/phone/customer-message.ts";
import {
  type CountedFault,
  countOthers,
  FAULT_SWITCHES,
  faultOf,
  faultsAfter,
  faultsWords,
  struckWords,
} from "../src/phone/faults.ts";
import type { PhoneMessage, WebhookPost } from "../src/phone/phone-shapes.ts";
import { drawnFrom } from "../src/phone/reactions.ts";
import { lineOf, saidIn } from "../src/phone/said.ts";
import { answerWords, outcomeOf, sayingOf } from "../src/phone/webhook-words.ts";

test("a fault is switched on and off among rules that others have set, and counts are told", () => {
  const [twice, places] = FAULT_SWITCHES;
  assert.ok(twice !== undefined && places !== undefined);
  const counted = (rule: object, struck: number): CountedFault => ({
    ...{ on: "webhook", do: {}, ...rule },
    ...{ seen: 3, struck },
  });
  const other = counted({ on: "status", match: { phone: "55*" }, do: { delay: "1h" } }, 0);
  const own = counted({ do: { duplicate: 2 }, on: "webhook" }, 2);
  const rarer = counted({ ...own, times: 1 }, 1);

  assert.equal(faultOf([other, rarer, own], twice), own);
  assert.equal(faultOf([other, rarer, own], places), undefined);
  assert.deepEqual(faultsAfter([other], twice, true), [other, twice.rule]);
  assert.deepEqual(faultsAfter([other, own], twice, true), [other, twice.rule]);
  assert.deepEqual(faultsAfter([own, other], twice, false), [other]);
  assert.equal(countOthers([other, rarer, own]), 2);
  assert.deepEqual([[], [own]].map(faultsWords), ["none", "1 on"]);
  assert.deepEqual([other, rarer, own].map(struckWords), [
    "Has not struck yet",
    "Struck once",
    "Struck 2 times",
  ]);
});

test("pressing a quick reply of a template sends a button message that names the template's", () => {
  const button = { type: "quick_reply", text: "See the box", payload: "see" };

  assert.deepEqual(pressedMessage(message(), button), {
    type: "button",
    button: { text: "See the box", payload: "see" },
    context: { id: "wamid.1" },
  });
});

test("pressing a reply button of a question sends an interactive answer", () => {
  assert.deepEqual(pressedMessage(message(), { type: "reply", text: "Yes", payload: "y" }), {
    type: "interactive",
    interactive: { type: "button_reply", button_reply: { id: "y", title: "Yes" } },
    context: { id: "wamid.1" },
  });
});

test("pressing a link sends nothing", () => {
  assert.equal(
    pressedMessage(message(), { type: "url", text: "Visit", url: "https://x" }),
    undefined,
  );
});

test("who arrives by an ad brings the referral with the message, and an answer names what it answers", () => {
  const arrived = textMessage("hello", { arrival: "ad", replyTo: "wamid.7" });

  assert.deepEqual(textMessage("hello"), { type: "text", text: { body: "hello" } });
  assert.equal(Reflect.get(Reflect.get(arrived, "referral"), "source_type"), "ad");
  assert.deepEqual(Reflect.get(arrived, "context"), { id: "wamid.7" });
});

test("what a customer sends besides text is as a webhook has it", () => {
  const file = { data: "AAAA", mimeType: "application/pdf", name: "menu.pdf" };

  assert.deepEqual(fileMessage("document", { file, caption: " the menu " }), {
    type: "document",
    document: {
      data: "AAAA",
      mime_type: "application/pdf",
      filename: "menu.pdf",
      caption: "the menu",
    },
  });
  assert.deepEqual(fileMessage("image", { file: undefined, caption: "" }), {
    type: "image",
    image: {},
  });
  assert.deepEqual(placeMessage({ latitude: 51.5, longitude: 0, name: "", address: "" }), {
    type: "location",
    location: { latitude: 51.5, longitude: 0 },
  });
  assert.deepEqual(reactionMessage("wamid.1", ""), {
    type: "reaction",
    reaction: { message_id: "wamid.1", emoji: "" },
  });
  const card = saidIn(written(personMessage({ name: "Grace Ampofo", phone: "+44 7700 900199" })));
  assert.deepEqual(card, {
    kind: "people",
    people: [{ name: "Grace Ampofo", phones: ["+447700900199"] }],
  });
  const order = { product: "tart", quantity: 2, price: 14.5, text: "" };
  assert.deepEqual(saidIn(written(orderMessage(order))), {
    kind: "order",
    items: [{ product: "tart", quantity: 2, price: "14.5 EUR" }],
    text: undefined,
  });
});

test("a phone number is taken however it is written", () => {
  assert.equal(digitsOf("+44 7700 900-142"), "447700900142");
  assert.equal(digitsOf("call me"), undefined);
  assert.equal(digitsOf("123"), undefined);
});

test("a span is taken however it is spaced, and is nothing else", () => {
  assert.equal(durationOf("23 h 59 m"), "23h59m");
  assert.equal(durationOf("2d, 4h"), "2d4h");
  assert.equal(durationOf("soon"), undefined);
  assert.equal(msOfDuration("23h59m"), 86_340_000);
});

test("a message in a line is what a quote of it shows, whichever side wrote it", () => {
  const press = { type: "button", content: { text: "Not now", payload: "n" }, shown: null };
  const voice = { type: "audio", content: { id: "1", voice: true }, shown: null };
  const strange = { type: "hologram", content: {}, shown: null };

  assert.equal(lineOf(message({ shown: { body: "Your order" } })), "Your order");
  assert.equal(lineOf(message({ from: "customer", ...press })), "Not now");
  assert.equal(lineOf(message({ from: "customer", ...voice })), "Voice message");
  assert.equal(lineOf(message(strange)), "A message of the kind “hologram”");
});

test("a file is shown from the emulator, one on the web is only named", () => {
  const own = saidIn(message({ type: "image", content: { id: "77", caption: "Look" } }));
  const link = saidIn(message({ type: "image", content: { link: "https://example.com/a.jpg" } }));

  assert.deepEqual(own.kind === "file" ? [own.src, own.link, own.caption] : own, [
    "/emulator/media/77",
    undefined,
    "Look",
  ]);
  assert.deepEqual(link.kind === "file" ? [link.src, link.link] : link, [
    undefined,
    "https://example.com/a.jpg",
  ]);
});

test("a list of the business opens by its button, and its rows answer with what stands below", () => {
  const rows = [{ id: "a", title: "Before noon", description: "9 to 12" }];
  const content = { type: "list", action: { button: "Choose", sections: [{ rows }] } };
  const asked = message({ type: "interactive", content, shown: { body: "When?" } });

  const said = saidIn(asked);

  assert.ok(said.kind === "asked" && said.list !== undefined);
  assert.deepEqual([said.body, said.buttons, said.list.button], ["When?", [], "Choose"]);
  const [row] = said.list.sections[0]!.rows;
  assert.deepEqual(pressedMessage(asked, row!.button, row!.below), {
    type: "interactive",
    interactive: {
      type: "list_reply",
      list_reply: { id: "a", title: "Before noon", description: "9 to 12" },
    },
    context: { id: "wamid.1" },
  });
});

test("reactions stand at their message, the last of each side, until it is taken back", () => {
  const react = (id: string, from: PhoneMessage["from"], emoji: string): PhoneMessage =>
    message({ id, from, type: "reaction", content: { message_id: "wamid.1", emoji } });

  const both = drawnFrom([
    message(),
    react("2", "customer", "👍"),
    react("3", "customer", "🙏"),
    react("4", "business", "❤️"),
  ]);
  const none = drawnFrom([message(), react("2", "customer", "👍"), react("3", "customer", "")]);

  assert.deepEqual(
    both.map((one) => one.reactions),
    [
      [
        { from: "customer", emoji: "🙏" },
        { from: "business", emoji: "❤️" },
      ],
    ],
  );
  assert.deepEqual(none[0]?.reactions, []);
});

test("a webhook is told by what it says and what was answered", () => {
  const status = post({ statuses: [{ status: "delivered" }] });
  const heard = post({ messages: [{ type: "text" }] });

  assert.equal(sayingOf(status), "message delivered");
  assert.equal(sayingOf(heard), "text from the customer");
  assert.equal(sayingOf({ ...heard, body: "broken" }), "messages");
  assert.equal(outcomeOf(heard), "on its way");
  assert.equal(outcomeOf({ ...heard, state: "due", attempts: [attempt(503)] }), "503, tried again");
  assert.equal(
    outcomeOf({ ...heard, state: "delivered", attempts: [attempt(503), attempt(200)] }),
    "200",
  );
  assert.equal(
    answerWords({ ...attempt(503), status: null, failure: "ECONNREFUSED" }),
    "no answer: ECONNREFUSED",
  );
});

/** A message of the customer's as the emulator shows it after it was sent. */
function written(sent: object): PhoneMessage {
  const type = String(Reflect.get(sent, "type"));
  const content: unknown = Reflect.get(sent, type);
  return message({ from: "customer", type, content, shown: null });
}

function message(parts: Partial<PhoneMessage> = {}): PhoneMessage {
  return {
    id: "wamid.1",
    from: "business",
    at: "2023-10-12T14:00:00.000Z",
    type: "template",
    content: {},
    shown: {},
    contextId: null,
    read: false,
    ...parts,
  };
}

function post(value: object): WebhookPost {
  return {
    id: "1",
    url: "http://127.0.0.1:2424/webhooks/whatsapp",
    field: "messages",
    state: "due",
    createdAt: "2023-10-12T14:00:00.000Z",
    nextAt: null,
    headers: {},
    body: JSON.stringify({ entry: [{ changes: [{ value }] }] }),
    attempts: [],
  };
}

function attempt(status: number) {
  return { at: "2023-10-12T14:00:00.000Z", status, failure: null, said: null };
}
