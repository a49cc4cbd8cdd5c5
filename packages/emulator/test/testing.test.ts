import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { createEmulator, type TestEmulator, type TestOptions } from "@casement/emulator/testing";

// The kit itself. How a bot is tested with it stands in examples/.

function begin(context: TestContext, options: TestOptions = {}): TestEmulator {
  const emulator = createEmulator(options);
  context.after(() => emulator.close());
  return emulator;
}

/** What a bot would send. */
async function send(
  { fetch, credentials, customer }: TestEmulator,
  message: object,
): Promise<void> {
  const url = `https://graph.facebook.com/v24.0/${credentials.phoneNumberId}/messages`;
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      authorization: `Bearer ${credentials.token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ messaging_product: "whatsapp", to: customer.waId, ...message }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
}

function text(body: string): object {
  return { type: "text", text: { body } };
}

test("a customer taps a button, and the business is told which", async (context) => {
  const taps: unknown[] = [];
  const emulator = begin(context, {
    bot: async (request) => {
      const { entry } = JSON.parse(await request.text());
      const [message] = entry[0].changes[0].value.messages ?? [];
      if (message?.context !== undefined) taps.push(message.button ?? message.interactive);
      return new Response();
    },
  });
  const { customer, phone } = emulator;
  await customer.says("hello");
  const reply = { type: "reply", reply: { id: "yes", title: "Yes, please" } };
  const row = { id: "red", title: "Red ones" };

  await send(emulator, {
    type: "interactive",
    interactive: { type: "button", body: { text: "More?" }, action: { buttons: [reply] } },
  });
  await phone.shows("[Yes, please]");
  await customer.taps("Yes, please");
  await send(emulator, {
    type: "interactive",
    interactive: {
      type: "list",
      body: { text: "Which?" },
      action: { button: "Choose", sections: [{ title: "Roses", rows: [row] }] },
    },
  });
  await phone.shows(/Which\?/);
  await customer.taps("Red ones");

  assert.deepEqual(taps, [
    { type: "button_reply", button_reply: { id: "yes", title: "Yes, please" } },
    { type: "list_reply", list_reply: { id: "red", title: "Red ones" } },
  ]);
  await assert.rejects(customer.taps("No"), /No message on the phone has a button "No"/);
});

test("what is not on the phone is told with what is", async (context) => {
  const emulator = begin(context);
  await emulator.customer.says("hello");
  await send(emulator, text("good morning"));

  await assert.rejects(emulator.phone.shows(/good night/), /business: good morning/);
  await assert.rejects(emulator.phone.showsNothing(), /The phone shows: good morning/);
  await emulator.phone.shows("good morning");
  await emulator.phone.showsNothing();
});

test("a phone that is off gets its messages when it is on again", async (context) => {
  const emulator = begin(context);
  const { customer, phone, clock } = emulator;
  await customer.says("hello");

  await customer.becomes({ name: "Ana", behaviour: { offline: true } });
  await send(emulator, text("are you there?"));
  await phone.showsNothing();
  await clock.advance("1h");
  await customer.becomes({ behaviour: { offline: false } });

  await phone.shows("are you there?");
});

test("customers are as many as a test names, and can do what people do", async (context) => {
  const posted: string[] = [];
  const emulator = begin(context, {
    at: "2026-11-02T09:00:00Z",
    seed: 7,
    bot: async (request) => {
      posted.push(JSON.parse(await request.text()).entry[0].changes[0].field);
      return new Response();
    },
  });
  const bob = emulator.customerWith("+55 (11) 99999-0001");

  await bob.says("olá");
  await bob.stopsMarketing();
  await bob.resumesMarketing();
  await bob.calls();
  await bob.blocks();
  await bob.unblocks();

  assert.equal(bob, emulator.customerWith("5511999990001"));
  assert.deepEqual(posted, [
    "messages",
    "user_preferences",
    "user_preferences",
    "calls",
    "messages",
  ]);
  assert.throws(() => emulator.customerWith("Bob"), /no phone number/);
  assert.equal(emulator.clock.now(), "2026-11-02T09:00:00.000Z");
  await assert.rejects(emulator.clock.advance("soon"), /no duration/);
  assert.throws(() => createEmulator({ at: "now" }), /no moment/);
});

test("a bot that answers after its webhook is waited for", async (context) => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const emulator = begin(context, {
    bot: () => {
      setImmediate(resolve);
      return new Response();
    },
  });
  const answering = promise.then(() => send(emulator, text("sorry for the wait")));

  await emulator.customer.says("hello");

  await emulator.phone.shows("sorry for the wait");
  await answering;
});

test("an SDK that takes an address gets one", async (context) => {
  const emulator = begin(context);

  const url = await emulator.listen();
  const answer = await fetch(`${url}/v24.0/me?access_token=${emulator.credentials.token}`);

  assert.equal(answer.status, 200);
});
