import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { newKey } from "../../src/access/api-key.ts";
import { insertKey, revokeKey, selectKey } from "../../src/access/api-key-store.ts";
import { Keyring } from "../../src/access/keyring.ts";
import { silentLog } from "../../src/log.ts";
import { putAccount } from "../../src/numbers/account-store.ts";
import { putNumber, putNumberAccount } from "../../src/numbers/number-store.ts";
import { systemIds } from "../../src/system-ids.ts";
import { ManualMachine } from "./manual-machine.ts";

const AT = instantFromMs(1_700_000_000_000);

async function makeKey(
  db: Pool,
  more: { accountId?: bigint; numberIds?: bigint[] } = {},
): Promise<{ keyId: string; text: string; sha256: Uint8Array }> {
  const { text, ...kept } = newKey(systemIds);
  const keyId = systemIds.uuid();
  await insertKey(db, { ...kept, ...more, keyId, name: "k", scopes: ["*"], createdAt: AT });
  return { keyId, text, sha256: kept.sha256 };
}

async function connect(db: Pool, accountId: bigint, numberIds: bigint[]): Promise<void> {
  const rules = { timeZone: "UTC", currency: "USD" };
  const names = { portfolioId: null, appId: null, name: null };
  const api = { apiUrl: "http://127.0.0.1", graphVersion: "v25.0" };
  const unsaid = { platformZone: null, sealedToken: null };
  await putAccount(db, { accountId, rules, ...names, ...unsaid, ...api }, AT);
  for (const numberId of numberIds) {
    await putNumber(
      db,
      { numberId, displayPhone: null, name: null, heardSince: null, perSecond: null },
      AT,
    );
    await putNumberAccount(db, { numberId, accountId });
  }
}

test("a key reaches its account's numbers, fewer if it lists them, and all if it has no account", async () => {
  await using database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  await connect(db, 1n, [11n, 12n]);
  await connect(db, 2n, [12n, 21n]);
  const reachOf = async (more: { accountId?: bigint; numberIds?: bigint[] }) =>
    (await selectKey(db, (await makeKey(db, more)).sha256))?.numberIds;

  assert.deepEqual(await reachOf({}), [11n, 12n, 21n]);
  assert.deepEqual(await reachOf({ accountId: 1n }), [11n, 12n]);
  assert.deepEqual(await reachOf({ accountId: 1n, numberIds: [12n, 21n] }), [12n]);
  assert.deepEqual(await reachOf({ numberIds: [21n] }), [21n]);
  await db.end();
});

test("a key is looked up once in five seconds, and a revoked one works no longer than that", async () => {
  await using database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  const machine = new ManualMachine();
  const keyring = new Keyring(db, machine);
  const { keyId, text } = await makeKey(db);
  assert.equal((await keyring.keyOf(text))?.keyId, keyId);

  await revokeKey(db, keyId, AT);
  machine.turn(4_999);
  assert.equal((await keyring.keyOf(text))?.keyId, keyId);
  machine.turn(1);

  assert.equal(await keyring.keyOf(text), undefined);
  await db.end();
});

test("a revoked key lets nobody in at once where the keyring is told to forget", async () => {
  await using database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  const keyring = new Keyring(db, new ManualMachine());
  const { keyId, text } = await makeKey(db);
  await keyring.keyOf(text);
  assert.ok(keyring.isAcquainted(text));

  await revokeKey(db, keyId, AT);
  keyring.forget();

  assert.equal(await keyring.keyOf(text), undefined);
  assert.ok(!keyring.isAcquainted(text));
  await db.end();
});

test("a lookup that failed is not remembered as a wrong key", async () => {
  await using database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  const { keyId, text } = await makeKey(db);
  await db.query("alter table api_key rename to hidden");
  const keyring = new Keyring(db, new ManualMachine());
  await assert.rejects(keyring.keyOf(text));

  await db.query("alter table hidden rename to api_key");

  assert.equal((await keyring.keyOf(text))?.keyId, keyId);
  await db.end();
});
