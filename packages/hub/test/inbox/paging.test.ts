import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import type { Pool } from "pg";
import type { MessagePlace } from "../../src/inbox/message-row-store.ts";
import { readMessagePage } from "../../src/inbox/read-messages.ts";
import { readQueueCounts } from "../../src/inbox/read-queue-counts.ts";
import { readThreadPage, type ThreadPlace } from "../../src/inbox/read-threads.ts";
import { THREAD_QUEUES, type ThreadQueue } from "../../src/inbox/thread-queue.ts";
import { AT, beginStored, NUMBER, OTHER_NUMBER, threadId } from "../events/number.ts";

const clock = new VirtualClock(AT);
const contentOf = () => ({ kind: "text" as const, text: "a draft" });

/** Every third thread shares its moment with its neighbours, every seventh has no message. */
async function spread(db: Pool): Promise<void> {
  await db.query(
    `
update thread
set last_at = case when n % 7 = 0 then null
                   else to_timestamp($1::float8 / 1000) - (n / 3) * interval '1 minute' end,
    name = case when n % 2 = 0 then 'Zoë 100%_' || n else null end,
    phone = '4477009' || lpad(n::text, 5, '0')
from (select number_id, thread_id, right(thread_id::text, 12)::int as n from thread) as numbered
where thread.number_id = numbered.number_id and thread.thread_id = numbered.thread_id`,
    [AT],
  );
}

async function allThreads(
  db: Pool,
  question: { limit: number; numberIds?: bigint[]; search?: string; queue?: ThreadQueue },
): Promise<string[]> {
  const { limit, numberIds = [NUMBER, OTHER_NUMBER], search, queue } = question;
  const seen: string[] = [];
  let after: ThreadPlace | undefined;
  do {
    const page = await readThreadPage({ db, clock }, { numberIds, after, queue, search, limit });
    assert.ok(page.threads.length <= limit);
    assert.ok(page.threads.length > 0 || page.next === undefined);
    seen.push(...page.threads.map((one) => `${one.number_id}/${one.thread_id}`));
    after = page.next;
  } while (after !== undefined);
  return seen;
}

test("[N1] pages of any size give every thread of every number once, newest first, the silent ones last", async () => {
  await using stored = await beginStored(40);
  const { db } = stored;
  await spread(db);
  const { rows } = await db.query<{ key: string }>(`
select number_id || '/' || thread_id as key
from thread
order by last_at desc nulls last, number_id, thread_id`);
  const expected = rows.map((row) => row.key);
  assert.equal(expected.length, 80);

  for (const limit of [1, 3, 7, 79, 80, 200]) {
    assert.deepEqual(await allThreads(db, { limit }), expected, `pages of ${limit}`);
  }
  const ofOne = expected.filter((key) => key.startsWith(`${OTHER_NUMBER}/`));
  assert.deepEqual(await allThreads(db, { limit: 4, numberIds: [OTHER_NUMBER] }), ofOne);
  assert.deepEqual(await allThreads(db, { limit: 4, numberIds: [] }), []);
});

test("a search finds part of a name in any case, or first digits of a phone however written", async () => {
  await using stored = await beginStored(40);
  const { db } = stored;
  await spread(db);
  const count = async (search: string): Promise<number> =>
    (await allThreads(db, { limit: 9, numberIds: [NUMBER], search })).length;

  assert.equal(await count("zoë"), 20);
  assert.equal(await count("0%_1"), 5);
  assert.equal(await count("%"), 20);
  assert.equal(await count("0__"), 0);
  assert.equal(await count("+44 7700 9000 17"), 1);
  assert.equal(await count("4477009000"), 40);
  assert.equal(await count("77009000"), 0);
  assert.equal(await count("\\"), 0);
});

/**
 * Windows that close from three hours ago to three hours on, two threads at each moment; of every
 * fourth the customer wrote and nobody looked; every fifth has an entry point that waits; in every
 * third the customer waits, several since one moment.
 */
async function queue(db: Pool): Promise<void> {
  await db.query(
    `
update thread
set window_closes_at = case when n % 13 = 0 then null
      else to_timestamp($1::float8 / 1000) + (n / 2 - 9) * interval '20 minutes' end,
    heard_at = to_timestamp($1::float8 / 1000) - interval '1 hour',
    waiting_since = case when n % 3 = 0
      then to_timestamp($1::float8 / 1000) - (n / 6) * interval '10 minutes' end,
    read_to = case n % 4 when 0 then null when 1 then to_timestamp($1::float8 / 1000)
      else to_timestamp($1::float8 / 1000) - interval '1 hour' end,
    offer_lapses_at = case when n % 5 = 0
      then to_timestamp($1::float8 / 1000) + (n - 10) * interval '1 minute' end,
    folded = case when n % 5 = 0
      then jsonb_set(folded::jsonb, '{offer}',
        jsonb_build_object('lapsesAt', $1 + (n - 10) * 60000))::json
      else folded end
from (select number_id, thread_id, right(thread_id::text, 12)::int as n from thread) as numbered
where thread.number_id = numbered.number_id and thread.thread_id = numbered.thread_id`,
    [AT],
  );
}

/** Which threads a queue holds and in which order, said again as plainly as can be. */
const EXPECTED: { readonly [queue in ThreadQueue]: string } = {
  open: "where window_closes_at > $1 order by last_at desc nulls last, number_id, thread_id",
  unread:
    "where heard_at > coalesce(read_to, '-infinity') and $1::timestamptz is not null " +
    "order by last_at desc nulls last, number_id, thread_id",
  waiting:
    "where waiting_since is not null and $1::timestamptz is not null " +
    "order by waiting_since, number_id, thread_id",
  closing_soon:
    "where window_closes_at > $1 and window_closes_at <= $1 + interval '2 hours' " +
    "order by window_closes_at, number_id, thread_id",
  entry_points: "where offer_lapses_at > $1 order by offer_lapses_at, number_id, thread_id",
  closed: "where window_closes_at <= $1 order by last_at desc nulls last, number_id, thread_id",
};

test("[N11] each queue gives its threads once, the urgent ones by what is lost first or who waits longest, and counts them", async () => {
  await using stored = await beginStored(40);
  const { db } = stored;
  await spread(db);
  await queue(db);
  const counts = await readQueueCounts({ db, clock }, [NUMBER, OTHER_NUMBER]);

  for (const name of THREAD_QUEUES) {
    const { rows } = await db.query<{ key: string }>(
      `select number_id || '/' || thread_id as key from thread ${EXPECTED[name]}`,
      [new Date(AT)],
    );
    const expected = rows.map((row) => row.key);
    assert.ok(expected.length > 0 && expected.length < 80, name);
    for (const limit of [1, 7, 80]) {
      assert.deepEqual(await allThreads(db, { limit, queue: name }), expected, `${name}, ${limit}`);
    }
    assert.equal(counts[name], expected.length, name);
  }
  assert.equal(counts.all, 80);
});

/** One message a thread, in two months. */
async function say(db: Pool, texts: readonly object[]): Promise<void> {
  for (const month of ["2026-10-01", "2026-11-01"]) {
    await db.query(
      `create table message_content_${month.slice(0, 7).replace("-", "_")}
       partition of message_content for values from ('${month}')
       to ('${month}'::date + interval '1 month')`,
    );
  }
  for (const [i, content] of texts.entries()) {
    const month = i % 2 === 0 ? "2026-10-01" : "2026-11-01";
    await db.query(
      `insert into message (number_id, wamid, thread_id, direction, origin, kind, at, content_month)
       values ($1, $2, $3, 'in', 'customer', 'text', $4, $5)`,
      [NUMBER, `wamid.${i}`, threadId(i + 1), new Date(AT + i), month],
    );
    await db.query("insert into message_content values ($1, $2, $3, $4)", [
      NUMBER,
      month,
      `wamid.${i}`,
      JSON.stringify(content),
    ]);
  }
}

test("[N12] a search finds what was said by whole words and their beginnings, in any case, and where", async () => {
  await using stored = await beginStored(6);
  const { db } = stored;
  await say(db, [
    { kind: "text", text: "Is the ALMOND tart vegan, and would you have it here by Saturday?" },
    { kind: "media", caption: "My order 1042", filename: "invoice_7.pdf" },
    { kind: "text", text: "Almonds, it's l'été: 東京 10% off at cafe.com" },
    { kind: "choice", title: "Track order", description: null },
    { kind: "question", header: "Opening hours", text: "When?", footer: null, options: [] },
  ]);
  const found = async (search: string): Promise<[number, string][]> => {
    const question = { numberIds: [NUMBER], after: undefined, queue: undefined, limit: 9, search };
    const page = await readThreadPage({ db, clock }, question);
    assert.equal(page.threads.length, page.found.length);
    return page.found
      .map((one) => [Number(one.message_id.slice(6)), one.excerpt] as const)
      .map(([n, excerpt]): [number, string] => [n, excerpt])
      .sort(([a], [b]) => a - b);
  };
  const numbers = async (search: string): Promise<number[]> =>
    (await found(search)).map(([n]) => n);

  assert.deepEqual(await numbers("almond"), [0, 2]);
  assert.deepEqual(await numbers("alm TART"), [0]);
  assert.deepEqual(await numbers("order"), [1, 3]);
  assert.deepEqual(await numbers("invoice_7"), [1]);
  assert.deepEqual(await numbers("it's"), [2]);
  assert.deepEqual(await numbers("cafe.c"), [2]);
  assert.deepEqual(await numbers("東京"), [2]);
  assert.deepEqual(await numbers("opening"), [4]);
  assert.deepEqual(await numbers("mond"), []);
  assert.deepEqual(await numbers("text"), []);
  assert.deepEqual(await numbers("% ' \\ :* & !"), []);
  assert.deepEqual(await found("saturday"), [[0, "…you have it here by Saturday?"]]);
});

/** Messages and drafts of thread 1, several of them at each moment. */
async function write(db: Pool, { messages, drafts }: { messages: number; drafts: number }) {
  await db.query(
    `
insert into message (number_id, wamid, thread_id, direction, origin, kind, at)
select $1, 'wamid.' || n, $2, case when n % 5 < 3 then 'in' else 'out' end, 'unknown', 'text',
       $3::timestamptz - (n / 3) * interval '1 minute'
from generate_series(1, $4::int) as n`,
    [NUMBER, threadId(1), new Date(AT), messages],
  );
  await db.query(
    `
insert into draft (number_id, draft_id, thread_id, account_id, body, body_sha256, asked, decision,
                   state, wamid, created_at)
select $1, ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, $2, 1, '{}', '', '{}',
       '{}', 'sending', case when n % 4 = 0 then 'wamid.' || n end,
       $3::timestamptz - (n / 2) * interval '1 minute'
from generate_series(1, $4::int) as n`,
    [NUMBER, threadId(1), new Date(AT), drafts],
  );
}

test("[N1] pages of a thread give its messages once, oldest first in a page, drafts in their place", async () => {
  await using stored = await beginStored(1);
  const { db } = stored;
  await write(db, { messages: 31, drafts: 11 });
  const { rows } = await db.query<{ id: string }>(`
select id
from (
  select wamid as id, at, direction from message
  union all
  select draft_id::text, created_at, 'out' from draft where wamid is null
) as placed
order by at, direction, id collate "C"`);
  const expected = rows.map((row) => row.id);
  assert.equal(expected.length, 31 + 9);

  for (const limit of [1, 4, 39, 40, 100]) {
    const seen: string[] = [];
    let before: MessagePlace | undefined;
    do {
      const question = { numberId: NUMBER, threadId: threadId(1), before, limit };
      const page = await readMessagePage({ db, contentOf }, question);
      seen.unshift(...page.messages.map((message) => message.id));
      before = page.next;
    } while (before !== undefined);
    assert.deepEqual(seen, expected, `pages of ${limit}`);
  }
});

test("[N1] a page is not shifted by what comes in meanwhile", async () => {
  await using stored = await beginStored(1);
  const { db } = stored;
  await write(db, { messages: 10, drafts: 0 });
  const question = { numberId: NUMBER, threadId: threadId(1), limit: 5 };
  const newest = await readMessagePage({ db, contentOf }, { ...question, before: undefined });
  await db.query(
    `insert into message (number_id, wamid, thread_id, direction, origin, kind, at)
     values ($1, 'wamid.new', $2, 'in', 'customer', 'text', $3)`,
    [NUMBER, threadId(1), new Date(instantFromMs(AT + 60_000))],
  );

  const older = await readMessagePage({ db, contentOf }, { ...question, before: newest.next });

  const ids = [...older.messages, ...newest.messages].map((message) => message.id);
  assert.equal(new Set(ids).size, 10);
  assert.ok(!ids.includes("wamid.new"));
});
