import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signatureOf } from "@casement/cloud-api";
import type { Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, silentLog, startHub, systemIds } from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { connectionTo } from "../packages/hub/test/flows/emulator-connection.ts";
import { requestOf } from "./load.ts";
import { beginMeta, type Meta, NOW_MS } from "./meta.ts";

/** A hub, an emulator and a database as a user has them, fsync and all, on a clock that stands. */
export interface Place extends AsyncDisposable {
  readonly hub: Hub;
  readonly meta: Meta;
  readonly db: Pool;
  readonly numberId: string;
  readonly key: string;
}

export interface PlaceOptions {
  /** How many messages a second the number sends; left out: as many as can be sent. */
  readonly perSecond?: number;
  /** Left out: one that stands. */
  readonly clock?: VirtualClock;
}

export async function beginPlace({
  perSecond = Number.POSITIVE_INFINITY,
  clock = new VirtualClock(instantFromMs(NOW_MS)),
}: PlaceOptions = {}): Promise<Place> {
  const meta = await beginMeta();
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), "casement-bench-"));
  const db = openPool({ databaseUrl: database.url, log: silentLog });
  const { url: apiUrl, credentials } = meta;
  const hub = await startHub({
    config: {
      host: "127.0.0.1",
      port: 0,
      folder,
      databaseUrl: database.url,
      secretKey: undefined,
      perSecond,
      connection: connectionTo(meta, apiUrl),
    },
    database,
    clock,
    machine: machineTime,
    ids: systemIds,
    log: silentLog,
  });
  const key = await hub.createKey({ name: "bench", scopes: ["*"] });
  return {
    hub,
    meta,
    db,
    numberId: credentials.phoneNumberId,
    key,
    async [Symbol.asyncDispose]() {
      await hub.close();
      await meta[Symbol.asyncDispose]();
      await db.end();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * Holds the number's lock, as another node would: what the hub receives it then only keeps. Returns
 * how to let it go.
 */
export async function holdNumber({ db, numberId }: Place): Promise<() => Promise<void>> {
  const client = await db.connect();
  for (;;) {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as held", [numberId]);
    if (rows[0]?.held === true) break;
    // The hub lets a number go only with its connection.
    await client.query(
      `
select pg_terminate_backend(pid) from pg_locks
where locktype = 'advisory' and granted and (classid::bigint << 32) | objid::bigint = $1
  and database = (select oid from pg_database where datname = current_database())`,
      [numberId],
    );
    await new Promise((done) => void machineTime.after(50, () => done(undefined)));
  }
  return async () => {
    await client.query("select pg_advisory_unlock($1)", [numberId]);
    client.release();
  };
}

/**
 * Posts of one status each, signed: three reports on each of a thousand customers' messages. Those
 * after `first` are later than those before it, so that nothing is folded anew.
 */
export function statusRequests(
  { meta: { credentials } }: Pick<Place, "meta">,
  { name, count, first = 0 }: { name: string; count: number; first?: number },
): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const message = first + Math.floor(index / STATUSES.length);
    const status = STATUSES[index % STATUSES.length] ?? "sent";
    const body = statusBody(credentials, { name: `${name}.${message}`, message, status });
    const signature = signatureOf(Buffer.from(body), credentials.appSecret);
    return requestOf("/webhooks/whatsapp", body, { "x-hub-signature-256": signature });
  });
}

function statusBody(
  { wabaId, phoneNumberId }: Emulator["credentials"],
  { name, message, status }: { name: string; message: number; status: string },
): string {
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
  const step = STATUSES.indexOf(status);
  const notice = {
    id: `wamid.${name}`,
    status,
    timestamp: String(NOW_MS / 1_000 + Math.floor(message / 1_000) * 600 + step * 2),
    recipient_id: `44770090${String(message % 1_000).padStart(4, "0")}`,
    pricing: status === "read" ? undefined : pricing,
  };
  const metadata = { display_phone_number: "15550100000", phone_number_id: phoneNumberId };
  const value = { messaging_product: "whatsapp", metadata, statuses: [notice] };
  const changes = [{ field: "messages", value }];
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, changes }],
  });
}

const STATUSES: readonly string[] = ["sent", "delivered", "read"];
