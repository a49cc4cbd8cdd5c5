import assert from "node:assert/strict";
import { instantFromMs } from "@casement/engine";
import { metaRates } from "@casement/engine/rates";
import type { Pool } from "pg";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { rebuiltDump } from "../../src/ledger/rebuild.ts";
import { Directory } from "../../src/numbers/directory.ts";
import { selectWaiting, type Waiting } from "../../src/threads/waiting-store.ts";

/** What is stored is what the facts alone make, and the books add up to it (SPEC F2, L1). */
export async function proveRebuilt(db: Pool, numberId: bigint): Promise<void> {
  const directory = new Directory(db);
  await directory.reload();
  const rating = { accounts: directory.bookOf(numberId), rates: metaRates };
  const now = instantFromMs(Date.UTC(2030, 0, 1));
  const fresh = await rebuiltDump(db, numberId, { ...rating, now });
  const stored = await storedDump(db, numberId);
  const missing = new Set(fresh).difference(new Set(stored));
  const superfluous = new Set(stored).difference(new Set(fresh));
  assert.deepEqual([...superfluous].slice(0, 3), [...missing].slice(0, 3));
  assert.equal(stored.length, fresh.length);
  for (const { stored: since, anew } of await waitingOf(db, numberId)) {
    assert.equal(since, anew, "since when a customer waits");
  }
  const { rows } = await db.query(
    `
select u.wamid
from unit u
left join posting p on p.number_id = u.number_id
  and p.unit = u.wamid || case when u.recipient = '' then '' else '/' || u.recipient end
where u.number_id = $1
group by u.wamid, u.recipient, u.amount_micros
having coalesce(u.amount_micros, 0) <> coalesce(
  sum(case when p.debit like 'cost:%' then p.amount_micros else -p.amount_micros end), 0)`,
    [numberId],
  );
  assert.deepEqual(rows, [], "every unit's postings add up to its amount");
}

/**
 * Who waits (SPEC N11), unless messages of one id are in several threads: samples of the
 * documentation have such, Meta's messages have not, and the thread heard last has the row.
 */
async function waitingOf(db: Pool, numberId: bigint): Promise<Waiting[]> {
  const { rowCount } = await db.query(
    `
select from fact
where number_id = $1 and kind <> 'status_reported'
group by wamid
having count(distinct coalesce(wa_id, user_id, group_id)) > 1`,
    [numberId],
  );
  return rowCount === 0 ? selectWaiting(db, numberId) : [];
}
