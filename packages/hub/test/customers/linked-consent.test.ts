import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { heedConsent } from "../../src/consent/heed.ts";
import { selectCustomerScope } from "../../src/customers/customer-scope-store.ts";
import { linkedNames } from "../../src/customers/linked-names.ts";
import type { Business } from "../flows/begin.ts";
import { SIBLING } from "../flows/sibling.ts";
import { beginWithTwoNumbers, hear, pathOf, type Thread } from "./two-numbers.ts";

// What a customer agreed to is written down under one name, and the names are linked later. One
// business with two numbers of one portfolio; each test has customers of its own.

let business: Business;

before(async () => {
  business = await beginWithTwoNumbers();
});

after(async () => {
  await business[Symbol.asyncDispose]();
});

test("[F14] [N21] a word under one name is heeded on a number that knows another, once any number links the two", async () => {
  const user = await hear(business, { from_user_id: "GB.41" });
  const phone = await hear(business, { from: "447700900401" }, SIBLING);
  await stopMarketing(phone);
  assert.deepEqual(await stoppedIn(user), []);

  await hear(business, { from: "447700900401", from_user_id: "GB.41" }, SIBLING);

  await business.hub.quiet();
  assert.deepEqual(await stoppedIn(user), ["marketing"]);
  assert.deepEqual(await refusalOf(user), "opted_out");
});

test("[F14] a thread that is made later heeds what the portfolio knows under any name linked with its own", async () => {
  const phone = await hear(business, { from: "447700900402" });
  await stopMarketing(phone);
  await hear(business, { from: "447700900402", from_user_id: "GB.42" });

  const user = await hear(business, { from_user_id: "GB.42" }, SIBLING);

  assert.deepEqual(await stoppedIn(user), ["marketing"]);
});

test("[F14] [F13] what somebody merges on one number is heeded on the other, and no longer once it is taken back", async () => {
  const phone = await hear(business, { from: "447700900403" });
  const user = await hear(business, { from_user_id: "GB.43" });
  const elsewhere = await hear(business, { from_user_id: "GB.43" }, SIBLING);
  await stopMarketing(phone);
  const asked = { thread_id: user.thread_id };

  const { body } = await business.ask("POST", `${pathOf(phone)}/merges`, asked);

  await business.hub.quiet();
  assert.deepEqual(await stoppedIn(elsewhere), ["marketing"]);
  const { merge_id } = body.data;
  assert.equal((await business.ask("DELETE", `${pathOf(phone)}/merges/${merge_id}`)).status, 200);
  await business.hub.quiet();
  assert.deepEqual(await stoppedIn(elsewhere), []);
});

test("[F14] [F15] a word under the other writing of a phone is heeded, unless somebody else was heard of by it", async () => {
  const early = await hear(business, { from: "551187650001" });
  const twins = [
    await hear(business, { from: "551187650003" }),
    await hear(business, { from: "5511987650003" }),
  ];
  await stopInFile("+55 11 98765-0001", "5511987650002", "5511987650003", "551187650004");
  const late = await hear(business, { from: "551187650002" });

  assert.deepEqual(await stoppedIn(early), ["marketing"]);
  assert.deepEqual(await stoppedIn(late), ["marketing"]);
  assert.deepEqual(await Promise.all(twins.map((one) => stoppedIn(one))), [[], ["marketing"]]);
  for (const digits of ["5511987650001", "551187650001", "5511987650002", "5511987650004"]) {
    const draft = { kind: "template", language: "en_US", name: "spring_sale", values: SALE };
    const asked = { number_id: business.numberId, to: digits, draft };
    const { body } = await business.ask("POST", "/api/v1/messages", asked);
    assert.equal(body.data.decision.reason, "opted_out", digits);
  }
});

test("[F14] [F15] a message to the other writing heeds what was written down under it before anybody looked there", async () => {
  await hear(business, { from: "551187650005" });
  await stopInFile("5511987650005");
  // As a hub left it that knew of no other writings.
  await business.db.query("update thread set opted_out = '{}'");

  const draft = { kind: "template", language: "en_US", name: "spring_sale", values: SALE };
  const asked = { number_id: business.numberId, to: "5511987650005", draft };
  const { body } = await business.ask("POST", "/api/v1/messages", asked);

  assert.equal(body.data.decision.reason, "opted_out");
});

test("[N22] what a file says of hundreds is linked and heeded in a handful of statements", async () => {
  const known = await Promise.all(
    Array.from({ length: 12 }, (_, i) => hear(business, { from: `4477009004${i + 50}` })),
  );
  const phones = Array.from({ length: 500 }, (_, i) => `447700900${i + 400}`);
  let statements = 0;
  const counted = new Proxy(business.db, {
    get(db, property) {
      if (property === "query") statements += 1;
      return property === "query" ? db.query.bind(db) : Reflect.get(db, property);
    },
  });
  const scope = await selectCustomerScope(business.db, BigInt(business.numberId));
  const names = phones.map((value) => ({ kind: "wa_id" as const, value }));

  const numberIds = scope?.numberIds ?? [];
  const linked = await linkedNames(counted, numberIds, names);
  const afterLinking = statements;
  await heedConsent(
    counted,
    BigInt(business.numberId),
    known.map((thread) => thread.thread_id),
  );

  assert.ok(linked.places.length >= 12);
  assert.ok(afterLinking <= 2 * numberIds.length, `${afterLinking}`);
  assert.ok(statements - afterLinking <= 6 + 2 * numberIds.length, `${statements - afterLinking}`);
});

test("[F14] a number that is connected later heeds what its portfolio was told before, in all its threads", async () => {
  await using own = await beginWithTwoNumbers();
  const known = await hear(own, { from: "447700900451" }, SIBLING);
  const early = await hear(own, { from: "447700900451" });
  await stopMarketing(known, own);
  // As if it had been heard while nobody had connected it.
  await own.stop();
  await own.db.query("update thread set opted_out = '{}' where thread_id = $1", [early.thread_id]);
  await own.db.query("delete from number_account where number_id = $1", [own.numberId]);

  await own.startAgain();
  await own.hub.quiet();

  assert.deepEqual(await stoppedIn(early, own), ["marketing"]);
  await own.stop();
  await own.db.query("update thread set opted_out = '{}' where thread_id = $1", [early.thread_id]);
  await own.startAgain();
  await own.hub.quiet();
  assert.deepEqual(await stoppedIn(early, own), [], "nothing looks again where nothing changed");
  await own.db.query("update thread set opted_out = '{marketing}' where thread_id = $1", [
    early.thread_id,
  ]);
});

test("[F14] what was not told of another portfolio stays untold until that is told", async () => {
  const { db } = business;
  await stopInFile("447700900461");
  await stopInFile("447700900462");
  const others = "select record_id from customer_record_name where value = '447700900461'";
  await db.query(`update customer_consent set is_told = false where record_id in (${others})`);
  await db.query(`update customer_record_name set scope_id = 4711 where record_id in (${others})`);

  await stopInFile("447700900462");

  const { rows } = await db.query(
    `select distinct is_told from customer_consent where record_id in (${others})`,
  );
  assert.deepEqual(rows, [{ is_told: false }]);
});

async function stopMarketing(thread: Thread, at = business): Promise<void> {
  const said = { category: "marketing", word: "opt_out", source: "by phone" };
  const { status } = await at.ask("POST", `${pathOf(thread)}/customer/consents`, said);
  assert.equal(status, 200);
  await at.hub.quiet();
}

/** Phones of a list of the business's, as it writes them, that want no marketing. */
async function stopInFile(...phones: string[]): Promise<void> {
  const said = "marketing,opt_out,2025-05-01T10:00:00Z,Web shop,";
  const head = "phone,user_id,category,word,stated_at,source,evidence";
  const answer = await fetch(`${business.hub.url}/api/v1/numbers/${business.numberId}/consents`, {
    method: "POST",
    headers: { authorization: `Bearer ${business.key}`, "content-type": "text/csv" },
    body: [head, ...phones.map((phone) => `${phone},,${said}`)].join("\r\n"),
  });
  assert.equal(answer.status, 200, await answer.text());
  await business.hub.quiet();
}

async function stoppedIn(thread: Thread, at = business): Promise<unknown> {
  return (await at.ask("GET", pathOf(thread))).body.data.consent.opted_out;
}

/** What the gate says to an offer to a customer. */
async function refusalOf({ number_id, thread_id }: Thread): Promise<unknown> {
  const draft = { kind: "template", language: "en_US", name: "spring_sale", values: SALE };
  const asked = { number_id, thread_id, draft };
  return (await business.ask("POST", "/api/v1/decisions", asked)).body.data.reason;
}

const SALE = ["https://example.com/spring.jpg", "Amara"];
