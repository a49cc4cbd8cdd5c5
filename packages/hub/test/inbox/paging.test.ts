import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import type { Pool } from "pg";
import type { MessagePlace } from "../../src/inbox/message-row-store.ts";
import { readMessagePage } from "../../src/inbox/read-messages.ts";
import { readThreadPage, type ThreadPlace } from "../../src/inbox/read-threads.ts";
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
  question: { limit: number; numberIds?: bigint[]; search?: string },
): Promise<string[]> {
  const { limit, numberIds = [NUMBER, OTHER_NUMBER], search } = question;
  const seen: string[] = [];
  let after: ThreadPlace | undefined;
  do {
    const page = await readThreadPage({ db, clock }, { numberIds, after, search, limit });
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
