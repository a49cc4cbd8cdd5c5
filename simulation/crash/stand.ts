import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { removeInstallation, startDatabase } from "@casement/hub/database";
import type { Random } from "../../packages/emulator/src/random.ts";
import { HubProcess } from "./hub-process.ts";
import { Load } from "./load.ts";
import { type Meta, openMeta } from "./meta.ts";
import { PostOffice } from "./post-office.ts";
import { createSecondDatabase, type ServerFiles, serverFilesIn } from "./server-files.ts";

/** One hub with a database of its own, or several on one that stands by itself. */
export type Form = "alone" | "nodes";

/**
 * All that takes part: hubs and a database in processes of their own, the rest in ours. At its end,
 * also that of a run that failed, nobody goes on asking hubs that are gone.
 */
export interface Stand extends AsyncDisposable {
  readonly hubs: readonly HubProcess[];
  readonly server: ServerFiles;
  /** The hubs' database, as a superuser. */
  readonly databaseUrl: string;
  readonly meta: Meta;
  readonly office: PostOffice;
  readonly load: Load;
  /** Has the database there once the hubs are gone: a hub alone stops its own. */
  holdDatabase(): Promise<AsyncDisposable>;
}

const SECRET = "casement-emulator-secret";
const NUMBERS = 3;

export async function openStand(form: Form, random: Random): Promise<Stand> {
  await using stack = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "casement-crash-"));
  stack.defer(async () => {
    await removeInstallation({ folder, machine: machineTime });
    await rm(folder, { recursive: true });
  });
  const ports = await freePorts(form === "alone" ? 1 : 2);
  const addresses = ports.map((port) => `http://127.0.0.1:${port}`);
  const office = stack.use(new PostOffice(addresses, SECRET));
  const meta = stack.use(await openMeta({ office, random, secret: SECRET }, NUMBERS));
  const env = { ...envFor(meta), CASEMENT_FOLDER: folder, CASEMENT_SECRET_KEY: "5e".repeat(32) };
  const server = form === "nodes" ? await ownServer(folder, stack) : undefined;
  const hubs = ports.map((port) => {
    const more = server === undefined ? {} : { DATABASE_URL: server.url };
    return stack.use(new HubProcess(port, { ...env, ...more }));
  });
  await Promise.all(hubs.map((hub, i) => hub.start(...(i === 0 ? ["--new-key", "load"] : []))));
  const key = (await hubs[0]?.key()) ?? "";
  const files = server?.files ?? (await serverFilesIn(folder));
  const load = stack.use(new Load({ office, random, numbers: meta.numbers, key }));
  const held = stack.move();
  return {
    ...{ hubs, meta, office, load },
    server: files,
    databaseUrl: files.urlOf(form === "alone" ? "casement" : "nodes"),
    async holdDatabase() {
      if (form === "nodes") return { async [Symbol.asyncDispose]() {} };
      const database = await startDatabase({ folder, machine: machineTime });
      return { [Symbol.asyncDispose]: () => database.close() };
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

/** A server that no hub keeps: when it is killed, we are the supervisor that starts it again. */
async function ownServer(
  folder: string,
  stack: AsyncDisposableStack,
): Promise<{ url: string; files: ServerFiles }> {
  const database = await startDatabase({ folder, machine: machineTime });
  stack.defer(() => database.close());
  const files = await serverFilesIn(folder);
  return { url: await createSecondDatabase(files, database.url), files };
}

function envFor({ url, credentials }: Meta): Record<string, string> {
  return {
    WHATSAPP_API_URL: url,
    WHATSAPP_ACCESS_TOKEN: credentials.token,
    WHATSAPP_BUSINESS_ACCOUNT_ID: credentials.wabaId,
    WHATSAPP_APP_ID: credentials.appId,
    WHATSAPP_APP_SECRET: credentials.appSecret,
    WHATSAPP_VERIFY_TOKEN: credentials.verifyToken,
  };
}

/**
 * Free ports below those that a machine hands out by itself: a hub keeps its own over its lives,
 * and between two of them nobody else may come to have it.
 */
async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = PORTS_FROM + (process.pid % PORTS); ports.length < count; port++) {
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

const PORTS_FROM = 20_000;
const PORTS = 10_000;

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((done) => {
    server.on("error", () => done(false));
    server.listen(port, "127.0.0.1", () => void server.close(() => done(true)));
  });
}
