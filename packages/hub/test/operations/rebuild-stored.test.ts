import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigFailure } from "../../src/config.ts";
import { type NumberRebuilt, rebuildStored } from "../../src/operations/rebuild-stored.ts";
import { type Business, begin } from "../flows/begin.ts";
import { tradeADay, workshopOf } from "./stopped-hub.ts";

/** Each way in which what is stored can have gone wrong, and what of it a rebuild must tell. */
const DAMAGES: readonly {
  readonly what: string;
  readonly sql: string;
  readonly lines: RegExp[];
}[] = [
  {
    what: "a window that is gone",
    sql: "delete from service_window where opened_at = (select min(opened_at) from service_window)",
    lines: [/^rebuilt window /],
  },
  {
    what: "a conversation that counts wrongly",
    sql: `update conversation set message_count = 7
            where opened_by = (select min(opened_by) from conversation)`,
    lines: [/^rebuilt conversation /, /^stored conversation .*"messageCount":7/],
  },
  {
    what: "a window that no fact opened, in a thread that nobody is",
    sql: `insert into service_window
            select number_id, '00000000-0000-4000-8000-0000000000ff', opened_at, closes_at
            from service_window limit 1`,
    lines: [/^stored window /],
  },
  {
    what: "a state that the gate would decide from",
    sql: `update thread
            set folded = jsonb_set(folded::jsonb, '{window}', 'null')::json,
                window_closes_at = null`,
    lines: [/^rebuilt thread /, /^rebuilt thread /, /^stored thread /, /^stored thread /],
  },
  {
    what: "a unit that is gone",
    sql: "delete from unit where amount_micros > 0",
    lines: [/^rebuilt booked /, /^rebuilt unit /, /^stored booked /],
  },
  {
    what: "who waits for an answer",
    sql: "update thread set waiting_since = '2020-01-01' where phone = '447700900142'",
    lines: [/^stored waiting /],
  },
  {
    what: "a thread without its row",
    sql: "delete from thread where phone = '447700900142'",
    lines: [/^rebuilt thread /],
  },
];

test("[O1] a rebuild of an undamaged number finds what is stored, and says so", async () => {
  await using business = await begin();
  await tradeADay(business);
  await business.stop();
  await using workshop = await workshopOf(business);

  const rebuilt = await rebuildStored(workshop, { write: false });

  const own = rebuilt.find((one) => String(one.numberId) === business.numberId);
  assert.equal(own?.threads, 2);
  assert.deepEqual(rebuilt.flatMap(linesOf), []);
  await business.startAgain();
});

for (const { what, sql, lines } of DAMAGES) {
  test(`[O1] a rebuild tells of ${what}, changes nothing unless it writes, and then puts it right`, async () => {
    await using business = await begin();
    await tradeADay(business);
    await business.stop();
    const before = await everything(business);
    const { rowCount } = await business.db.query(sql);
    assert.ok(rowCount !== null && rowCount > 0, "there is something to damage");
    const damaged = await everything(business);
    await using workshop = await workshopOf(business);
    const asked = { numberId: BigInt(business.numberId) };

    const told = (await rebuildStored(workshop, { ...asked, write: false })).flatMap(linesOf);
    assert.deepEqual(await everything(business), damaged);
    assert.equal(told.length, lines.length, told.join("\n"));
    for (const [i, line] of told.entries()) assert.match(line, lines[i]!);

    const [written] = await rebuildStored(workshop, { ...asked, write: true });
    assert.deepEqual(written?.left, []);
    assert.deepEqual(await everything(business), before);
    await business.startAgain();
  });
}

test("[O2] what a rebuild corrects in the books is a new posting that names the old one", async () => {
  await using business = await begin();
  await tradeADay(business);
  await business.stop();
  const before = await postingsOf(business);
  assert.equal(before.length, 1);
  await business.db.query(`
insert into posting
select number_id, '00000000-0000-4000-8000-0000000000aa', unit, 1, debit, credit, currency, 5,
       occurred_at, recorded_at, period, posting_id
from posting`);
  await using workshop = await workshopOf(business);

  const [rebuilt] = await rebuildStored(workshop, { write: true });

  assert.deepEqual(rebuilt?.left, []);
  const after = await postingsOf(business);
  assert.equal(after.length, 3);
  assert.deepEqual(after[0], before[0]);
  assert.equal(after[2].amount_micros, 5n);
  assert.equal(after[2].corrects, "00000000-0000-4000-8000-0000000000aa");
  assert.deepEqual([after[2].debit, after[2].credit], [after[1].credit, after[1].debit]);
  await business.startAgain();
});

test("[O1] a line of a rebuild names no customer", async () => {
  await using business = await begin();
  await tradeADay(business);
  await business.stop();
  await business.db.query("delete from service_window");
  await using workshop = await workshopOf(business);

  const lines = (await rebuildStored(workshop, { write: true })).flatMap(linesOf);

  assert.ok(lines.length > 0);
  assert.doesNotMatch(lines.join("\n"), /4477009/);
  await business.startAgain();
});

test("a number that the database does not know is refused by name", async () => {
  await using business = await begin();
  await using workshop = await workshopOf(business);

  await assert.rejects(rebuildStored(workshop, { numberId: 999n, write: true }), ConfigFailure);
});

function linesOf({ differences }: NumberRebuilt): string[] {
  return differences.map((one) => `${one.side} ${one.text}`).sort();
}

/** What a rebuild may put back, as it stands. */
async function everything({ db }: Business): Promise<unknown> {
  const tables = {
    service_window: "opened_at",
    conversation: "opened_by",
    unit: "wamid",
    thread: "thread_id",
  };
  const found: Record<string, unknown> = {};
  for (const [table, order] of Object.entries(tables)) {
    const { rows } = await db.query(`select * from ${table} order by thread_id, ${order}`);
    found[table] = rows.map(({ position, ...row }) => derivedOf(table, row));
  }
  return found;
}

/** Of a thread only what the fold makes: what else its row holds is recorded, or comes again. */
function derivedOf(table: string, row: Record<string, unknown>): unknown {
  if (table === "unit") return { ...row, state: null };
  if (table !== "thread") return row;
  const { thread_id, folded, window_opened_at, window_closes_at, phone, waiting_since } = row;
  return { thread_id, folded, window_opened_at, window_closes_at, phone, waiting_since };
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function postingsOf({ db }: Business): Promise<any[]> {
  const { rows } = await db.query("select * from posting order by place");
  return rows;
}
