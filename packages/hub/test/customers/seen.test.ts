import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Answered, Business } from "../flows/begin.ts";
import { SIBLING } from "../flows/sibling.ts";
import { beginWithTwoNumbers, hear, pathOf, type Thread } from "./two-numbers.ts";

// Two numbers of one portfolio, and a key that reaches the first alone. The second knows a customer
// by an id; later it learns that this is who writes to the first by a phone.

let business: Business;
let narrow: string;
let mine: Thread;
let other: Thread;

before(async () => {
  business = await beginWithTwoNumbers();
  const asked = { name: "narrow", scopes: ["*"], number_ids: [business.numberId] };
  narrow = (await done(business.ask("POST", "/api/v1/keys", asked))).body.data.key;
  other = await hear(business, { from_user_id: "GB.51" }, SIBLING);
  await done(business.ask("POST", `${customerOf(other)}/notes`, { text: "a secret note" }));
  await done(setFields(other, { City: "a secret town" }));
  await done(
    business.ask("POST", `${customerOf(other)}/consents`, {
      ...{ category: "marketing", word: "opt_out", source: "a secret shop" },
      evidence: "a secret letter",
    }),
  );
  mine = await hear(business, { from: "447700900501" });
  await hear(business, { from: "447700900501", from_user_id: "GB.51" }, SIBLING);
  await business.hub.quiet();
});

after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[N21] what is written down under names that only other numbers know is shown to no key of these alone", async () => {
  const whole = await shown();
  assert.deepEqual(
    [whole.notes.length, whole.fields.length, whole.consents.length, whole.threads.length],
    [1, 1, 1, 2],
  );

  const seen = await shown(narrow);

  assert.deepEqual(seen.names, [{ kind: "wa_id", value: "447700900501" }]);
  assert.deepEqual([seen.notes, seen.fields, seen.consents], [[], [], []]);
});

test("[N21] it can be neither changed nor taken away through such a key, and what that writes is of all", async () => {
  const [{ note_id }] = (await shown()).notes;
  const note = `${customerOf(mine)}/notes/${note_id}`;

  assert.equal((await asNarrow("PATCH", note, { text: "mine" })).status, 404);
  assert.equal((await asNarrow("DELETE", note)).status, 404);
  await done(asNarrow("PATCH", `${customerOf(mine)}/fields`, { fields: { City: "Leeds" } }));
  assert.deepEqual(valuesOf(await shown()), ["Leeds"]);
  await done(asNarrow("PATCH", `${customerOf(mine)}/fields`, { fields: { City: null } }));

  assert.deepEqual((await shown(narrow)).fields, []);
  assert.deepEqual(valuesOf(await shown()), ["a secret town"]);
  await done(asNarrow("POST", `${customerOf(mine)}/notes`, { text: "Likes figs" }));
  const { notes } = (await done(business.ask("GET", customerOf(other)))).body.data;
  assert.deepEqual(notes.map(textOf).toSorted(), ["Likes figs", "a secret note"]);
});

test("[F14] [N21] the gate heeds a stop that another number knows, and says no more than that there is one", async () => {
  const values = ["https://example.com/spring.jpg", "Amara"];
  const draft = { kind: "template", language: "en_US", name: "spring_sale", values };
  const { number_id, thread_id } = mine;

  const told = [
    await asNarrow("POST", "/api/v1/decisions", { number_id, thread_id, draft }),
    await asNarrow("POST", `${pathOf(mine)}/messages`, draft),
    await asNarrow("GET", pathOf(mine)),
    await asNarrow("GET", `${pathOf(mine)}/messages`),
    await asNarrow("GET", customerOf(mine)),
  ];

  const [decision, refusal, thread] = told.map(({ body }) => body);
  assert.equal(decision.data.reason, "opted_out");
  assert.match(JSON.stringify(refusal), /opted_out/);
  assert.deepEqual(thread.data.consent.opted_out, ["marketing"]);
  for (const { body } of told) assert.doesNotMatch(JSON.stringify(body), /secret|GB\.51/);
});

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
type Value = any;

function customerOf(thread: Thread): string {
  return `${pathOf(thread)}/customer`;
}

function asNarrow(method: string, path: string, body?: unknown): Promise<Answered> {
  return business.ask(method, path, body, { authorization: `Bearer ${narrow}` });
}

/** The customer as a key is shown them, in the thread that both keys reach. */
async function shown(key: string = business.key): Promise<Value> {
  const headers = { authorization: `Bearer ${key}` };
  return (await done(business.ask("GET", customerOf(mine), undefined, headers))).body.data;
}

function setFields(thread: Thread, fields: object): Promise<Answered> {
  return business.ask("PATCH", `${customerOf(thread)}/fields`, { fields });
}

async function done(asked: Promise<Answered>): Promise<Answered> {
  const answered = await asked;
  assert.equal(answered.status, 200, JSON.stringify(answered.body));
  return answered;
}

function valuesOf({ fields }: { fields: { value: string }[] }): string[] {
  return fields.map(({ value }) => value);
}

function textOf({ text }: { text: string }): string {
  return text;
}
