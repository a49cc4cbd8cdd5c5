import type { Instant } from "@casement/engine";
import type { ClientBase, Pool } from "pg";
import { unseal } from "../access/seal.ts";
import { inTransaction } from "../database/index.ts";

/** What subscribes to webhooks at Meta. */
export interface App {
  readonly appId: bigint;
  readonly verifySha256: Uint8Array;
}

/** A secret that signs posts, in the clear: in memory only. */
export interface AppSecret {
  readonly appId: bigint;
  readonly version: number;
  readonly text: string;
}

/** What the webhook path needs, kept in memory and read again when it changes. */
export interface AppSecrets {
  readonly apps: readonly App[];
  readonly active: readonly AppSecret[];
}

/** Makes the app known, or renews its word for the handshake. */
export async function putApp(
  db: Pick<ClientBase, "query">,
  app: App & { readonly sealedVerify: Uint8Array; readonly createdAt: Instant },
): Promise<void> {
  await db.query(
    `
insert into app (app_id, verify_sha256, sealed_verify, created_at)
values ($1, $2, $3, $4)
on conflict (app_id) do update
set verify_sha256 = excluded.verify_sha256,
    sealed_verify = excluded.sealed_verify`,
    [app.appId, app.verifySha256, app.sealedVerify, new Date(app.createdAt)],
  );
}

/** The word that Meta must say in the handshake, if we kept it. */
export async function selectVerifyToken(
  db: Pick<ClientBase, "query">,
  { appId, key }: { appId: bigint; key: Uint8Array },
): Promise<string | undefined> {
  const { rows } = await db.query<{ sealed_verify: Uint8Array | null }>(
    "select sealed_verify from app where app_id = $1",
    [appId],
  );
  const sealed = rows[0]?.sealed_verify ?? undefined;
  return sealed && unseal(key, sealed);
}

/** Adds a version of the app's secret. Older ones stay active until they are retired. */
export async function addAppSecret(
  db: Pick<ClientBase, "query">,
  secret: { appId: bigint; sealed: Uint8Array; createdAt: Instant },
): Promise<void> {
  await db.query(
    `
insert into app_secret (app_id, version, sealed, created_at)
select $1, coalesce(max(version), 0) + 1, $2, $3
from app_secret
where app_id = $1`,
    [secret.appId, secret.sealed, new Date(secret.createdAt)],
  );
}

/** Every app, and every secret that may sign, opened with the installation's key. */
export async function selectAppSecrets(
  db: Pick<ClientBase, "query">,
  key: Uint8Array,
): Promise<AppSecrets> {
  const apps = await db.query<{ app_id: bigint; verify_sha256: Uint8Array }>(
    "select app_id, verify_sha256 from app order by app_id",
  );
  const secrets = await db.query<{ app_id: bigint; version: number; sealed: Uint8Array }>(`
select app_id, version, sealed
from app_secret
where retired_at is null
order by app_id, version desc`);
  return {
    apps: apps.rows.map((row) => ({ appId: row.app_id, verifySha256: row.verify_sha256 })),
    active: secrets.rows.map((row) => ({
      appId: row.app_id,
      version: row.version,
      text: unseal(key, row.sealed),
    })),
  };
}

/** An app and the versions of its secret, none of them in the clear. */
export interface KnownApp {
  readonly appId: bigint;
  readonly accountIds: readonly bigint[];
  readonly secrets: readonly {
    readonly version: number;
    readonly createdAt: Instant;
    readonly retiredAt: Instant | null;
  }[];
}

/** Every app with its accounts and the versions of its secret, newest first. */
export async function selectKnownApps(db: Pick<ClientBase, "query">): Promise<KnownApp[]> {
  const apps = await db.query<{ appId: bigint; accountIds: bigint[] }>(`
select a.app_id as "appId",
       array(select c.account_id from account c where c.app_id = a.app_id order by c.account_id)
         as "accountIds"
from app a
order by a.app_id`);
  const secrets = await db.query<KnownApp["secrets"][number] & { appId: bigint }>(`
select app_id as "appId", version, created_at as "createdAt", retired_at as "retiredAt"
from app_secret
order by app_id, version desc`);
  return apps.rows.map((app) => ({
    ...app,
    secrets: secrets.rows.filter(({ appId }) => appId === app.appId),
  }));
}

/**
 * Retires a version of an app's secret: it signs no post from now on. One that is retired stays so,
 * with the moment at which it was. The last that is active stays, or the app could post nothing.
 */
export function retireAppSecret(
  db: Pool,
  { appId, version, at }: { appId: bigint; version: number; at: Instant },
): Promise<"retired" | "last" | "unknown"> {
  return inTransaction(db, async (client) => {
    // One at a time: two who retire the last two would each see that another is left.
    await client.query("select from app where app_id = $1 for update", [appId]);
    const { rows } = await client.query<{ version: number; isRetired: boolean }>(
      `
select version, retired_at is not null as "isRetired"
from app_secret
where app_id = $1`,
      [appId],
    );
    const wanted = rows.find((one) => one.version === version);
    if (wanted === undefined) return "unknown";
    if (wanted.isRetired) return "retired";
    if (!rows.some((one) => !one.isRetired && one.version !== version)) return "last";
    await client.query("update app_secret set retired_at = $3 where app_id = $1 and version = $2", [
      appId,
      version,
      new Date(at),
    ]);
    return "retired";
  });
}

/** Every version of every app's secret, sealed, also those retired: posts name them for ever. */
export async function selectSealedSecrets(
  db: Pick<ClientBase, "query">,
): Promise<{ appId: bigint; version: number; sealed: Uint8Array }[]> {
  const { rows } = await db.query<{ app_id: bigint; version: number; sealed: Uint8Array }>(
    "select app_id, version, sealed from app_secret order by app_id, version",
  );
  return rows.map((row) => ({ appId: row.app_id, version: row.version, sealed: row.sealed }));
}
