import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allThatIsKnown } from "./all-that-is-known.ts";
import { type Business, begin } from "./begin.ts";
import { EVERY_NOTICE } from "./every-notice.ts";
import { proveRebuilt } from "./prove-rebuilt.ts";
import { capturedWebhooks, postSigned } from "./signed-post.ts";

test("[I7] every captured webhook is answered 200, kept, and becomes facts or is listed with its reason; again and shuffled it changes nothing", async () => {
  const captured = await capturedWebhooks();
  assert.deepEqual([...captured.keys()].sort(), Object.keys(EVERY_NOTICE).sort());
  await using business = await begin();
  const names = [...captured.keys()].sort();
  for (const name of names) {
    const before = await told(business);
    await post(business, [captured.get(name)]);
    const after = await told(business);
    const news = [...after].filter(([id]) => !before.has(id)).map(([, what]) => what);
    assert.deepEqual(news.sort(), EVERY_NOTICE[name], name);
  }
  const known = await allThatIsKnown(business.db);

  await post(business, [...captured.values()]);

  assert.deepEqual(await allThatIsKnown(business.db), known, "a second posting");
  const { rows } = await business.db.query(`
select (select count(distinct encode(sha256(bytes), 'hex'))::int from post) as kept,
       (select count(*)::int from pending) as pending`);
  const different = new Set([...captured.values()].map((body) => Buffer.from(body).toString()));
  assert.deepEqual(rows, [{ kept: different.size, pending: 0 }]);
  for (const numberId of await streamsOf(business)) await proveRebuilt(business.db, numberId);

  for (const seed of [1, 2]) {
    await using other = await begin();
    await post(other, shuffledTwice([...captured.values()], seed));
    assert.deepEqual(await allThatIsKnown(other.db), known, `shuffled with seed ${seed}`);
  }
});

test("[I8] a notice that says no moment is one fact, in whatever month it comes again", async () => {
  await using business = await begin({ at: "2026-10-31T23:59:00Z" });
  const body = (await capturedWebhooks()).get("messages.errors_value_level");
  await post(business, [body]);
  await business.advance(31 * 24 * 3_600_000);

  await post(business, [body, body]);

  const { rows } = await business.db.query("select at from fact");
  assert.deepEqual(rows, [{ at: Date.parse("2026-10-31T23:59:00Z") }]);
});

test("[I8] the same said twice of an account, at two moments, is two facts", async () => {
  await using business = await begin();
  for (const time of [1739321024, 1739321025, 1739321024]) {
    const changes = [{ field: "account_review_update", value: { decision: "APPROVED" } }];
    const entry = [{ id: "100000000000010", time, changes }];
    await post(business, [
      Buffer.from(JSON.stringify({ object: "whatsapp_business_account", entry })),
    ]);
  }
  assert.deepEqual([...(await told(business)).values()], ["noted", "noted"]);
});

/** Every fact by its kind, and every line of what is not understood, by their ids. */
async function told(business: Business): Promise<Map<string, string>> {
  const { rows } = await business.db.query<{ id: string; what: string }>(`
select number_id || ' ' || encode(fact_id, 'hex') as id, kind as what from fact
union all
select number_id || ' ' || encode(notice_id, 'hex'), 'not understood: ' || what
from not_understood`);
  return new Map(rows.map(({ id, what }) => [id, what]));
}

/** Posts all at once, each signed, and waits until they are digested. */
async function post(
  business: Business,
  bodies: readonly (Uint8Array | undefined)[],
): Promise<void> {
  const answers = await Promise.all(
    bodies.map((body) => postSigned(business, body ?? new Uint8Array())),
  );
  assert.deepEqual(new Set(answers), new Set([200]));
  await business.hub.quiet();
}

function shuffledTwice(posts: readonly Uint8Array[], seed: number): Uint8Array[] {
  const both = [...posts, ...posts];
  const [shuffled = both] = fc.sample(fc.shuffledSubarray(both, { minLength: both.length }), {
    numRuns: 1,
    seed,
  });
  return shuffled;
}

async function streamsOf(business: Business): Promise<bigint[]> {
  const { rows } = await business.db.query("select number_id from stream order by 1");
  return rows.map((row) => row.number_id);
}
