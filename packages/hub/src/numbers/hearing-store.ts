import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { HEARING, type Hearing, missedBefore } from "./hearing.ts";

type Db = Pick<ClientBase, "query">;

/**
 * Writes down whether the numbers of an account are heard (SPEC N15). What was confirmed stands as
 * long as nothing speaks against it: `heard_since` moves only over a gap.
 *
 * A number that several accounts share goes by the word of its default account.
 */
export async function putHearing(
  db: Db,
  accountId: bigint,
  hearing: Hearing,
  now: Instant,
): Promise<void> {
  switch (hearing.kind) {
    case "heard":
      return putHeard(db, accountId, hearing, now);
    case "deaf":
      await db.query(`update number set heard_since = null where ${OF_ACCOUNT}`, [accountId]);
      return;
    case "untold":
      return;
  }
}

const OF_ACCOUNT =
  "number_id in (select number_id from number_account where account_id = $1 and is_default)";

async function putHeard(
  db: Db,
  accountId: bigint,
  { callbackUrl, isNew }: Extract<Hearing, { kind: "heard" }>,
  now: Instant,
): Promise<void> {
  const { rows } = await db.query<{ url: string | null }>(
    "select callback_url as url from account where account_id = $1",
    [accountId],
  );
  const known = rows[0]?.url ?? callbackUrl;
  const isGap = isNew || known !== callbackUrl;
  await db.query("update account set callback_url = $2 where account_id = $1", [
    accountId,
    callbackUrl,
  ]);
  await db.query(
    `update number set heard_since = $2 where ${OF_ACCOUNT} and (heard_since is null or $3)`,
    [accountId, new Date(now), isGap],
  );
}

/** A number of which a webhook came is heard, if that was not known: whether that was the first. */
export async function putFirstHeard(db: Db, numberId: bigint, at: Instant): Promise<boolean> {
  const { rowCount } = await db.query(
    "update number set heard_since = $2 where number_id = $1 and heard_since is null",
    [numberId, new Date(at)],
  );
  return rowCount === 1;
}

/** Whether any number of the account is heard. */
export async function isAnyHeard(db: Db, accountId: bigint): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from number where ${OF_ACCOUNT} and heard_since is not null limit 1`,
    [accountId],
  );
  return rowCount === 1;
}

/**
 * Moves `heard_since` over a stop that was longer than Meta posts again: part of what was missed
 * never comes. To be done before a hub that starts decides anything.
 */
export async function moveOverStop(db: Db, now: Instant): Promise<void> {
  const { rows } = await db.query<{ account_id: bigint }>(
    "select number_id as account_id from appointment where kind = $1 and due_at < $2",
    [HEARING, new Date(missedBefore(now))],
  );
  if (rows.length === 0) return;
  await db.query(
    `
update number
set heard_since = $2
where heard_since is not null
  and number_id in (select number_id from number_account where account_id = any ($1::bigint[]))`,
    [rows.map((row) => row.account_id), new Date(now)],
  );
}
