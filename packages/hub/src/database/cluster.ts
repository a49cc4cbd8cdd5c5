import type { MachineTime } from "@casement/engine/clock";
import { Client } from "pg";
import type { Log } from "../log.ts";
import { codeOf, DatabaseFailure } from "./failure.ts";
import {
  type Installation,
  keepPort,
  lastPort,
  openInstallation,
  type Places,
} from "./installation.ts";
import { pause } from "./pause.ts";
import { freePort, lastWords, postmasterOf, startServer, stopServer } from "./server.ts";

/** A PostgreSQL server of our own, running. */
export interface Cluster {
  /** The hub's database, as the role that owns it and is no superuser. */
  readonly url: string;
  /** The database `postgres`, as the superuser. */
  readonly superuserUrl: string;
  /** Starts it again if it was killed, at the same address. */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

export interface ClusterOptions extends Places {
  readonly machine: MachineTime;
  readonly log: Log;
}

/** Finds the server of a folder alive, or starts it, making its data if there are none. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const installation = await openInstallation(options);
  const port = await bringUp(installation, options, await lastPort(installation));
  await keepPort(installation, port);
  return {
    url: urlOf(port, OWNER, installation.ownerPassword, DATABASE),
    superuserUrl: urlOf(port, "postgres", installation.superuserPassword, "postgres"),
    revive: async () => {
      const found = await bringUp(installation, options, port);
      if (found === port) return;
      throw new DatabaseFailure("not_started", `PostgreSQL came back on another port: ${found}`);
    },
    stop: async () => void (await stopServer(installation)),
  };
}

/**
 * Asks until the server answers, starting it if it is not there, and gives its port.
 *
 * One that was killed may hold on to its memory for a moment, and another process may be starting
 * it too, so a failed start is tried again. A server that is recovering is waited for, however
 * long.
 */
async function bringUp(
  installation: Installation,
  options: ClusterOptions,
  wantedPort: number | undefined,
): Promise<number> {
  const { machine, log } = options;
  const giveUpAt = machine.nowMs() + START_MS_MAX;
  for (;;) {
    const running = await postmasterOf(installation);
    const answer = running === undefined ? "none" : await ask(installation, running.port);
    if (running !== undefined && answer === "ready") return running.port;

    if (answer === "starting") {
      log.info("database recovering");
    } else {
      const ending = await startServer(installation, await freePort(wantedPort));
      if (ending.ok) continue;
      if (machine.nowMs() >= giveUpAt) throw await notStarted(installation);
    }
    await pause(machine, RETRY_MS);
  }
}

const START_MS_MAX = 15_000;
const RETRY_MS = 250;

/** What we connect as. It owns its database and is no superuser, or it could change postings. */
const OWNER = "casement";
const DATABASE = "casement";

/** Whether our server takes connections at `port`. If so, our role and database are there. */
async function ask(
  installation: Installation,
  port: number,
): Promise<"ready" | "starting" | "none"> {
  const url = urlOf(port, "postgres", installation.superuserPassword, "postgres");
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await makeRoleAndDatabase(client, installation.ownerPassword);
    return "ready";
  } catch (error) {
    return codeOf(error) === "57P03" ? "starting" : "none";
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes them on the first start. Of two who try at once, one is told that they exist. */
async function makeRoleAndDatabase(client: Client, password: string): Promise<void> {
  const { rows } = await client.query(
    `select exists (select from pg_roles where rolname = $1) as role,
            exists (select from pg_database where datname = $2) as database`,
    [OWNER, DATABASE],
  );
  if (rows[0]?.role !== true) {
    const secret = client.escapeLiteral(password);
    await unlessThere(client.query(`create role ${OWNER} login password ${secret}`));
  }
  if (rows[0]?.database !== true) {
    await unlessThere(client.query(`create database ${DATABASE} owner ${OWNER}`));
  }
}

async function unlessThere(creating: Promise<unknown>): Promise<void> {
  await creating.catch((error: unknown) => {
    if (!["42710", "42P04", "23505"].includes(codeOf(error) ?? "")) throw error;
  });
}

function urlOf(port: number, role: string, password: string, database: string): string {
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

async function notStarted(installation: Installation): Promise<DatabaseFailure> {
  const said = await lastWords(installation);
  return new DatabaseFailure("not_started", `PostgreSQL did not start. Its last words: ${said}`);
}
