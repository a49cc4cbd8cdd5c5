import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, beginWorld } from "./world.ts";

test("a free-form message passes at 23:59:59 after the customer wrote", async () => {
  const { says, text, turn, statuses } = beginWorld();
  await says(ALICE, "hello");
  await turn("23h59m59s");
  await text(ALICE, "still in time");
  await turn("5s");

  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["sent", "delivered"],
  );
});

test("a free-form message fails at 24:00:00: accepted first, then told by a webhook", async () => {
  const { says, text, turn, statuses } = beginWorld();
  await says(ALICE, "hello");
  await turn("24h");
  const id = await text(ALICE, "too late");
  await turn("5s");

  const [failed, ...others] = statuses();
  assert.deepEqual([failed.id, failed.status, failed.errors[0].code], [id, "failed", 131_047]);
  assert.deepEqual([failed.pricing, failed.conversation], [undefined, undefined]);
  assert.deepEqual(others, []);
});

test("the window is judged on whole seconds, from that of the message on", async () => {
  const { says, text, turn, statuses } = beginWorld({ at: "2026-11-02T09:00:00.900Z" });
  await says(ALICE, "hello");
  await turn("23h59m59s");
  await text(ALICE, "at 08:59:59.900");
  await turn("100ms");
  await text(ALICE, "at 09:00:00.000");
  await turn("5s");

  assert.deepEqual(
    statuses()
      .map(({ status }) => status)
      .toSorted(),
    ["delivered", "failed", "sent"],
  );
});

test("without a customer's message there is no window, and templates need none", async () => {
  const { text, send, turn, statuses } = beginWorld();
  await text(ALICE, "hello?");
  const template = { name: "hello_world", language: { code: "en_US" } };
  await send({ to: ALICE, type: "template", template });
  await turn("5s");

  assert.deepEqual(
    statuses()
      .map(({ status, errors }) => errors?.[0].code ?? status)
      .toSorted(),
    [131_047, "delivered", "sent"],
  );
});

test("with --window-errors sync the answer itself is 131047, and nothing is sent", async () => {
  const { send, control } = beginWorld({ windowErrors: "sync" });

  const answer = await send({ to: ALICE, type: "text", text: { body: "hello?" } });

  assert.deepEqual([answer.status, answer.body.error.code], [400, 131_047]);
  assert.match(answer.body.error.error_data.details, /more than 24 hours/);
  assert.equal((await control("GET", "/emulator")).body.counts.messages, 0);
});

test("a reaction of the customer's opens no window", async () => {
  const { control, text, turn, statuses } = beginWorld();
  const reaction = { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } };
  await control("POST", `/emulator/customers/${ALICE}/messages`, reaction);
  await text(ALICE, "hello?");
  await turn("5s");

  assert.deepEqual(
    statuses().map(({ status }) => status),
    ["failed"],
  );
});
