import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWorld, type Value } from "./world.ts";

const TEMPLATE = {
  type: "template",
  template: { name: "hello_world", language: { code: "en_US" } },
};

/** The `wa_id` of what was dialled, for each in order. */
async function dialled(
  { send }: ReturnType<typeof beginWorld>,
  ...numbers: string[]
): Promise<Value[]> {
  const contacts: Value[] = [];
  for (const to of numbers) contacts.push((await send({ to, ...TEMPLATE })).body.contacts[0]);
  return contacts.map(({ input, wa_id }) => [input, wa_id]);
}

test("a Brazilian who writes without the ninth digit is reached with it, and told without", async () => {
  const world = beginWorld();
  await world.says("551187654321", "oi");
  world.values();

  const answers = await dialled(world, "+55 11 98765-4321", "5511987654321", "551187654321");
  await world.turn("10s");

  assert.deepEqual(answers, [
    ["+55 11 98765-4321", "551187654321"],
    ["5511987654321", "551187654321"],
    ["551187654321", "551187654321"],
  ]);
  const told = world.statuses().map(({ recipient_id }) => recipient_id);
  assert.deepEqual([...new Set(told)], ["551187654321"]);
  const chat = await world.control("GET", "/emulator/customers/5511987654321/messages");
  assert.equal(chat.body.data.length, 4);
});

test("a Brazilian whom nobody knows has the digits that were dialled first", async () => {
  const world = beginWorld();

  const answers = await dialled(world, "5521998765432", "552198765432", "552187654321");

  assert.deepEqual(
    answers.map(([, waId]) => waId),
    ["5521998765432", "5521998765432", "552187654321"],
  );
});

test("Mexicans and Argentinians are told by the longer writing, whichever was dialled", async () => {
  const world = beginWorld();

  const answers = await dialled(world, "525512345678", "5215512345678", "541123456789");
  const known = await world.control("PUT", "/emulator/customers/523312345678", { name: "Ana" });
  const answered = await dialled(world, "5213312345678");

  assert.deepEqual(
    answers.map(([, waId]) => waId),
    ["5215512345678", "5215512345678", "5491123456789"],
  );
  assert.equal(known.body.phone, "523312345678");
  assert.deepEqual(answered, [["5213312345678", "523312345678"]]);
});

test("other numbers, and those of landlines, are who they are dialled as", async () => {
  const world = beginWorld();
  await world.says("5511932345678", "oi");

  const answers = await dialled(world, "551132345678", "447700900001", "15550100001");

  assert.deepEqual(
    answers.map(([, waId]) => waId),
    ["551132345678", "447700900001", "15550100001"],
  );
});
