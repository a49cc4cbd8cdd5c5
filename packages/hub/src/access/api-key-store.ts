import { type Instant, MINUTE_MS } from "@casement/engine";
import type { Pool } from "pg";
import type { ApiKey, NewKey } from "./api-key.ts";
import type { Scope } from "./scope.ts";

interface KeyRow {
  key_id: string;
  prefix: string;
  name: string;
  account_id: bigint | null;
  scopes: string[];
  everywhere: boolean;
  whole_account: boolean;
  number_ids: bigint[];
}

/** A new key as it is kept, whom it is for, and what it may do. */
export interface KeyToKeep extends Omit<NewKey, "text"> {
  readonly keyId: string;
  readonly name: string;
  /** Undefined: for the whole installation. */
  readonly accountId?: bigint | undefined;
  /** Undefined: every number of the account, also those that come later. */
  readonly numberIds?: readonly bigint[] | undefined;
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
}

export async function insertKey(db: Pick<Pool, "query">, key: KeyToKeep): Promise<void> {
  await db.query(
    `
insert into api_key (key_id, sha256, prefix, name, account_id, number_ids, scopes, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      key.keyId,
      key.sha256,
      key.prefix,
      key.name,
      key.accountId ?? null,
      key.numberIds ?? null,
      key.scopes,
      new Date(key.createdAt),
    ],
  );
}

/**
 * From now on the key lets nobody in; on other nodes within the time that a `Keyring` remembers.
 */
export async function revokeKey(
  db: Pick<Pool, "query">,
  keyId: string,
  revokedAt: Instant,
): Promise<void> {
  await db.query("update api_key set revoked_at = $2 where key_id = $1 and revoked_at is null", [
    keyId,
    new Date(revokedAt),
  ]);
}

/** Writes at most once a minute and key: a busy key must not make every request a write. */
export async function markKeyUsed(
  db: Pick<Pool, "query">,
  keyId: string,
  usedAt: Instant,
): Promise<void> {
  await db.query({
    name: "mark-key-used",
    text: `
update api_key
set last_used_at = $2
where key_id = $1 and (last_used_at is null or last_used_at < $3)`,
    values: [keyId, new Date(usedAt), new Date(usedAt - MINUTE_MS)],
  });
}

/** A key as a page shows it. */
export interface KeptKey {
  readonly keyId: string;
  readonly prefix: string;
  readonly name: string;
  readonly accountId: bigint | null;
  /** Null: it names none, and reaches every number of its account. */
  readonly numberIds: readonly bigint[] | null;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  /** To the minute; null: never. */
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
}

/** Every key that was ever made, newest first. */
export async function selectKeys(db: Pick<Pool, "query">): Promise<KeptKey[]> {
  const { rows } = await db.query<KeptKey>(`
select key_id as "keyId", prefix, name, account_id as "accountId", number_ids as "numberIds",
       scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
       revoked_at as "revokedAt"
from api_key
order by created_at desc, key_id desc`);
  return rows;
}

/**
 * The key with this hash that is in force, and the numbers that it reaches now.
 *
 * Finding it by the index takes no telling time: what differs with a guess is a hash, and a hash
 * that is nearly right brings nobody nearer to a key.
 */
export async function selectKey(
  db: Pick<Pool, "query">,
  sha256: Uint8Array,
): Promise<ApiKey | undefined> {
  const { rows } = await db.query<KeyRow>(
    `
select k.key_id, k.prefix, k.name, k.account_id, k.scopes,
       k.account_id is null and k.number_ids is null as everywhere,
       k.account_id is not null and k.number_ids is null as whole_account, array(
  select n.number_id
  from number n
  where (k.number_ids is null or n.number_id = any (k.number_ids))
    and (k.account_id is null or exists (
      select from number_account na
      where na.number_id = n.number_id and na.account_id = k.account_id))
  union
  select s.number_id
  from stream s
  where k.account_id is null and k.number_ids is null and s.number_id > 0
    and not exists (select from account a where a.account_id = s.number_id)
  order by number_id
) as number_ids
from api_key k
where k.sha256 = $1 and k.revoked_at is null`,
    [sha256],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    keyId: row.key_id,
    prefix: row.prefix,
    name: row.name,
    accountId: row.account_id ?? undefined,
    everywhere: row.everywhere,
    wholeAccount: row.whole_account,
    numberIds: row.number_ids,
    scopes: row.scopes,
  };
}
