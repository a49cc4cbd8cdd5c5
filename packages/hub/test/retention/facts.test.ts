import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS, type Instant, instantFromIso } from "@casement/engine";
import { selectPreferences } from "../../src/consent/preference-store.ts";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { rebuildStored } from "../../src/operations/rebuild-stored.ts";
import { KEEPING, type Keeping } from "../../src/retention/keeping.ts";
import { sweepFacts } from "../../src/retention/sweep-facts.ts";
import { type Business, begin } from "../flows/begin.ts";
import { postNotices } from "../flows/notices.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import { sendFrom, workshopOf } from "../operations/stopped-hub.ts";

const ALICE = "447700900031";
const BOB = "447700900032";
const CAROL = "447700900033";

const TEMPLATE = { name: "hello_world", language: { code: "en_US" } };

// Two businesses to which the same happens, from August into October. One keeps facts for ever, the
// other for a month: at the beginning of October, with August closed, those of August go.

test("[R8] facts go when their time is over and their month is closed, and nothing else changes", async () => {
  await using keeps = await august({ ...KEEPING, messagesMonths: null, factsMonths: null });
  await using drops = await august({ ...KEEPING, messagesMonths: null, factsMonths: 1 });

  for (const one of [keeps, drops]) await october(one);
  assert.deepEqual(await monthsOfFacts(keeps), ["2025-08", "2025-09"]);
  assert.deepEqual(await monthsOfFacts(drops), ["2025-09"]);
  assert.equal(await dumpOf(drops), await dumpOf(keeps));
  await proveRebuilt(drops.db, BigInt(drops.numberId));
  const below = await drops.db.query("select from conversation where expires_at < '2025-09-01'");
  assert.ok((below.rowCount ?? 0) > 0, "there is something below the floor");

  // What reached over the beginning of September was open then: a window, a conversation, and a
  // message that had not been delivered.
  for (const one of [keeps, drops]) await lateNews(one);
  assert.equal(await dumpOf(drops), await dumpOf(keeps));
  assert.deepEqual(await stops(drops), await stops(keeps));
  assert.deepEqual(await stops(drops), [
    { phone: ALICE, opted_out: [] },
    { phone: BOB, opted_out: ["marketing"] },
    { phone: CAROL, opted_out: [] },
  ]);

  // Who is parted from another again is asked what they ever stated.
  const names = { waIds: [BOB], userIds: [], groupIds: [] };
  const stated = await selectPreferences(drops.db, BigInt(drops.numberId), names);
  assert.deepEqual(
    stated.map(({ category, value }) => [category, value]),
    [["marketing", "stop"]],
  );

  const before = await dumpOf(drops);
  await hear(drops, { from: ALICE, id: "wamid.before", at: "2025-08-15T00:00:00Z" });
  assert.equal(await dumpOf(drops), before, "what is from before August's end changes nothing");
  assert.equal((await drops.db.query("select from fact where wamid = 'wamid.before'")).rowCount, 0);

  await rebuildsWhatIsAbove(drops, before);
  await forgets(drops, ALICE);
  await keepsWhatIsOpen(keeps);
});

/** September is not closed yet, so its facts stay, even if they are kept from October on only. */
async function keepsWhatIsOpen(business: Business): Promise<void> {
  const before = await dumpOf(business);
  await business.stop();
  {
    await using workshop = await workshopOf(business);
    const raising = { ...workshop, db: business.db };
    assert.equal(await sweepFacts(raising, momentOf("2025-10-01T00:00:00Z")), 1);
    assert.equal(await sweepFacts(raising, momentOf("2025-10-01T00:00:00Z")), 0);
  }
  assert.deepEqual(await monthsOfFacts(business), ["2025-09"]);
  assert.equal(await dumpOf(business), before);
  await business.startAgain();
}

/** What is put right by a rebuild is what the facts that are kept make; what lies below stays. */
async function rebuildsWhatIsAbove(business: Business, whole: string): Promise<void> {
  await business.stop();
  {
    await using workshop = await workshopOf(business);
    assert.deepEqual((await rebuildStored(workshop, { write: false })).flatMap(linesOf), []);
    await business.db.query("delete from conversation where opened_at >= '2025-09-01'");
    await business.db.query("update service_window set closes_at = closes_at + interval '1 h'");
    const [written] = (await rebuildStored(workshop, { write: true })).filter(
      (one) => one.left !== undefined,
    );
    assert.ok((written?.differences.length ?? 0) > 0);
    assert.deepEqual(written?.left, []);
  }
  const lines = (await dumpOf(business)).split("\n");
  const lost = new Set(whole.split("\n")).difference(new Set(lines));
  assert.ok(
    [...lost].every((line) => line.includes("window")),
    [...lost].join("\n"),
  );
  await business.startAgain();
}

function linesOf({ differences }: { differences: readonly { text: string }[] }): string[] {
  return differences.map((one) => one.text);
}

async function forgets(business: Business, phone: string): Promise<void> {
  const { rows } = await business.db.query("select thread_id from thread where phone = $1", [
    phone,
  ]);
  const path = `/api/v1/threads/${business.numberId}/${rows[0].thread_id}/erasure`;
  assert.equal((await business.ask("POST", path)).status, 200);
  const left = await business.db.query("select from thread_floor f where f::text like $1", [
    `%${phone}%`,
  ]);
  assert.equal(left.rowCount, 0);
  await proveRebuilt(business.db, BigInt(business.numberId));
}

/** Three customers write and are written to, the last of it around the end of August. */
async function august(keeping: Keeping): Promise<Business> {
  const business = await begin({ at: "2025-08-30T09:00:00Z", keeping });
  await business.customer(BOB).writes("hello");
  await sendFrom(business, { to: BOB, type: "text", text: { body: "hi" } });
  const said = { wa_id: BOB, category: "marketing_messages", value: "stop", detail: "no" };
  const timestamp = seconds("2025-08-30T09:00:00Z");
  await postNotices(business, { user_preferences: [{ ...said, timestamp }] }, "user_preferences");
  await to(business, "2025-08-31T20:00:00Z");
  await business.customer(ALICE).writes("hello");
  await sendFrom(business, { to: ALICE, type: "text", text: { body: "hi" } });
  await sendFrom(business, { to: ALICE, type: "template", template: TEMPLATE });
  await report(business, { id: "wamid.sent", status: "sent", at: "2025-08-31T23:00:00Z" });
  await business.advance(HOUR_MS);
  return business;
}

async function october(business: Business): Promise<void> {
  await to(business, "2025-09-03T10:00:00Z");
  for (const phone of [ALICE, CAROL]) {
    await business.customer(phone).writes("and now?");
    await sendFrom(business, { to: phone, type: "template", template: TEMPLATE });
  }
  await to(business, "2025-10-01T12:00:00Z");
}

async function lateNews(business: Business): Promise<void> {
  await report(business, { id: "wamid.sent", status: "delivered", at: "2025-09-01T07:00:00Z" });
  await hear(business, { from: ALICE, id: "wamid.late", at: "2025-09-01T06:00:00Z" });
  await hear(business, { from: BOB, id: "wamid.late2", at: "2025-09-02T06:00:00Z" });
  const said = { wa_id: CAROL, category: "marketing_messages", value: "resume", detail: "yes" };
  const timestamp = seconds("2025-09-20T09:00:00Z");
  await postNotices(business, { user_preferences: [{ ...said, timestamp }] }, "user_preferences");
}

interface Reported {
  readonly id: string;
  readonly status: string;
  readonly at: string;
}

/** On a message that another tool sent to Alice: it costs money, too. */
async function report(business: Business, { id, status, at }: Reported): Promise<void> {
  const pricing = { pricing_model: "PMP", category: "marketing", type: "regular" };
  const notice = { id, status, timestamp: seconds(at), recipient_id: ALICE };
  await postNotices(business, { statuses: [status === "sent" ? notice : { ...notice, pricing }] });
}

async function hear(
  business: Business,
  { from, id, at }: { from: string; id: string; at: string },
): Promise<void> {
  const message = { from, id, timestamp: seconds(at), type: "text", text: { body: "late" } };
  await postNotices(business, { messages: [message] });
}

async function dumpOf({ db, numberId }: Business): Promise<string> {
  return (await storedDump(db, BigInt(numberId))).join("\n");
}

async function monthsOfFacts({ db }: Business): Promise<string[]> {
  const { rows } = await db.query(
    "select distinct to_char(at_month, 'YYYY-MM') as month from fact order by 1",
  );
  return rows.map((row) => row.month);
}

async function stops({ db }: Business): Promise<unknown[]> {
  return (await db.query("select phone, opted_out from thread order by phone")).rows;
}

async function to(business: Business, iso: string): Promise<void> {
  await business.clock.advanceTo(momentOf(iso));
}

function momentOf(iso: string): Instant {
  return instantFromIso(iso) ?? assert.fail(iso);
}

function seconds(iso: string): string {
  return String(Date.parse(iso) / 1000);
}
