import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { rebuildStored } from "../../src/operations/rebuild-stored.ts";
import { workshopOf } from "../operations/stopped-hub.ts";
import { type Answered, type Business, begin } from "./begin.ts";

const AMARA = "447700900142";
const BOLA = "447700900143";

let business: Business;
before(async () => {
  business = await begin();
  for (const phone of [AMARA, BOLA]) await business.customer(phone).writes("hello");
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

// One hub for all, in which nobody is blocked between two tests.

test("[G10] who is blocked is refused and waits for no answer, until they are let in again", async () => {
  const allowed = await decided(AMARA);
  const position = await newestEvent();

  const { status, body } = await block("POST", AMARA);

  assert.equal(status, 200, JSON.stringify(body));
  assert.equal(allowed.allowed, true);
  const refused = await decided(AMARA);
  assert.deepEqual([refused.reason, refused.code, refused.rule], ["blocked", 130403, "A3"]);
  const { thread, consent, sending } = await detail(AMARA);
  assert.deepEqual([consent.blocked, sending.blocked, thread.waiting_since], [true, true, null]);
  assert.equal((await detail(BOLA)).consent.blocked, false);
  assert.equal(await newestEvent(), position + 1);
  const sent = await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    ...{ messaging_product: "whatsapp", to: AMARA, type: "text", text: { body: "yes" } },
  });
  assert.deepEqual([sent.status, sent.body.error.code], [400, 130403]);

  const known = await newestEvent();
  await block("POST", AMARA);
  assert.equal(await newestEvent(), known, "what was known tells nobody");
  await block("DELETE", AMARA);

  assert.equal((await decided(AMARA)).allowed, true);
  const again = await detail(AMARA);
  assert.deepEqual([again.consent.blocked, again.thread.waiting_since !== null], [false, true]);
});

test("[G10] of a call of which some failed, the others are blocked", async () => {
  const { status, body } = await block("POST", "447700900199", BOLA);

  assert.deepEqual([status, body.error.code], [400, 139_100]);
  assert.equal((await detail(BOLA)).consent.blocked, true);
  await block("DELETE", BOLA);
  assert.equal((await detail(BOLA)).consent.blocked, false);
});

test("[G10] what Meta refuses as a whole blocks nobody", async () => {
  const path = `/v23.0/${business.numberId}/block_users`;
  const { status } = await business.ask("POST", path, { block_users: [{ user: AMARA }] });

  assert.equal(status, 400);
  assert.equal((await detail(AMARA)).consent.blocked, false);
});

test("[G10] a rebuild that writes leaves who is blocked as it is", async () => {
  await block("POST", AMARA);
  await business.advance(0);
  await business.stop();
  await business.db.query(
    "update thread set folded = jsonb_set(folded::jsonb, '{window}', 'null')::json",
  );
  {
    await using workshop = await workshopOf(business);
    await rebuildStored(workshop, { write: true });
  }
  await business.startAgain();

  assert.equal((await decided(AMARA)).reason, "blocked");
  assert.equal((await decided(BOLA)).allowed, true);
  await block("DELETE", AMARA);
});

test("[G10] who was blocked while they were held for one with another stays so when parted", async () => {
  const [amara, bola] = [await threadOf(AMARA), await threadOf(BOLA)];
  const merges = `/api/v1/threads/${business.numberId}/${amara.thread_id}/merges`;
  const merged = await business.ask("POST", merges, { thread_id: bola.thread_id });
  await block("POST", BOLA);
  await business.hub.quiet();
  const together = (await detail(AMARA)).consent.blocked;

  const { merge_id } = (await detail(AMARA)).merges[0];
  await business.ask("DELETE", `${merges}/${merge_id}`);
  await business.hub.quiet();

  assert.ok(merged.status < 300, JSON.stringify(merged.body));
  const apart = [(await detail(AMARA)).consent.blocked, (await detail(BOLA)).consent.blocked];
  assert.deepEqual([together, apart], [true, [false, true]]);
});

function block(method: "POST" | "DELETE", ...phones: string[]): Promise<Answered> {
  return business.ask(method, `/v23.0/${business.numberId}/block_users`, {
    messaging_product: "whatsapp",
    block_users: phones.map((phone) => ({ user: `+${phone}` })),
  });
}

async function threadOf(phone: string): Promise<Answered["body"]> {
  const { body } = await business.ask("GET", "/api/v1/threads");
  const details = await Promise.all(
    body.data.map(async (one: Answered["body"]) => {
      const path = `/api/v1/threads/${one.number_id}/${one.thread_id}`;
      return (await business.ask("GET", path)).body.data;
    }),
  );
  const found = details.find(({ aliases }) =>
    aliases.some((name: { value: string }) => name.value === phone),
  );
  return found.thread;
}

async function detail(phone: string): Promise<Answered["body"]> {
  const { thread_id } = await threadOf(phone);
  return (await business.ask("GET", `/api/v1/threads/${business.numberId}/${thread_id}`)).body.data;
}

async function decided(phone: string): Promise<Answered["body"]> {
  const { thread_id } = await threadOf(phone);
  const draft = { kind: "text", text: "yes?" };
  const asked = { number_id: business.numberId, thread_id, draft };
  return (await business.ask("POST", "/api/v1/decisions", asked)).body.data;
}

async function newestEvent(): Promise<number> {
  const { rows } = await business.db.query("select max(position)::int as position from event");
  return rows[0].position;
}
