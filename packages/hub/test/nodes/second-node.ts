import { setImmediate } from "node:timers/promises";
import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, type HubConfig, silentLog, startHub, systemIds } from "@casement/hub";
import { Client } from "pg";
import { type Ownership, selectOwnership } from "../../src/numbers/ownership-store.ts";
import type { Business } from "../flows/begin.ts";
import { connectionTo } from "../flows/emulator-connection.ts";

// What the tests of several hubs on one database share.

/**
 * Another hub on the database of a business, which knows what is in it and nothing else: a number
 * that comes to it calls nobody, for the emulator is at no address of Meta's.
 */
export async function secondNode(
  business: Business,
  machine: MachineTime = machineTime,
  databaseThrough?: (databaseUrl: string) => Promise<string>,
): Promise<Hub & AsyncDisposable> {
  const databaseUrl = (await databaseThrough?.(databaseUrlOf(business))) ?? databaseUrlOf(business);
  return startNode(business, { machine, databaseUrl, connection: undefined });
}

/**
 * Another hub, started as the first was but for what `more` says: whichever of the two has the
 * number can send.
 */
export async function twinNode(
  business: Business,
  more: Partial<NonNullable<HubConfig["connection"]>> = {},
): Promise<Hub & AsyncDisposable> {
  const { rows } = await business.db.query("select api_url, graph_version from account");
  const [{ api_url, graph_version }] = rows;
  const connection = { ...connectionTo(business.emulator, api_url, graph_version), ...more };
  const databaseUrl = databaseUrlOf(business);
  return startNode(business, { machine: machineTime, databaseUrl, connection });
}

interface NodeStart {
  readonly machine: MachineTime;
  readonly databaseUrl: string;
  readonly connection: HubConfig["connection"];
}

async function startNode(
  { folder, clock }: Business,
  { machine, databaseUrl, connection }: NodeStart,
): Promise<Hub & AsyncDisposable> {
  const hub = await startHub({
    config: {
      ...{ host: "127.0.0.1", port: 0, folder, databaseUrl },
      ...{ secretKey: undefined, connection },
    },
    database: { url: databaseUrl },
    ...{ clock, machine, ids: systemIds, log: silentLog },
  });
  const close = once(() => hub.close());
  return { ...hub, close, [Symbol.asyncDispose]: close };
}

function databaseUrlOf({ db }: Business): string {
  return db.options.connectionString ?? "";
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

/** Further numbers of the account, which nobody writes to. */
export async function addNumbers(business: Business, count: number): Promise<void> {
  const { wabaId } = business.emulator.credentials;
  await business.db.query(
    `insert into number (number_id, created_at) select n, $2 from generate_series(1, $1) as n`,
    [count, new Date(business.clock.now())],
  );
  await business.db.query(
    "insert into number_account select n, $2, true from generate_series(1, $1) as n",
    [count, wabaId],
  );
  await business.db.query("select pg_notify('casement_node', 'directory')");
}

/** Who owns what, as soon as it is as wanted. */
export async function untilOwned(
  { db }: Business,
  isWanted: (ownership: Ownership) => boolean,
): Promise<Ownership> {
  for (;;) {
    const ownership = await selectOwnership(db);
    if (isWanted(ownership)) return ownership;
    await setImmediate();
  }
}

/** How many of these numbers each node owns, in the order of the nodes. */
export function sharesOf({ nodes, owners }: Ownership, numbers: readonly bigint[]): number[] {
  return nodes.map((node) => numbers.filter((one) => owners.get(one) === node).length);
}

/** Ends a session of the database, as the death of the process at its other end does. */
export async function endSession(business: Business, pid: number): Promise<void> {
  const client = new Client({ connectionString: databaseUrlOf(business) });
  await client.connect();
  await client.query("select pg_terminate_backend($1)", [pid]);
  await client.end();
}
