import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "@casement/emulator";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { sequentialIds, silentLog } from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { Random, randomStateFromSeed } from "../../packages/emulator/src/random.ts";
import { Sightings } from "../sometimes.ts";
import { Witness } from "../witness.ts";
import { Calendar } from "./calendar.ts";
import { Desk } from "./desk.ts";
import { Fuse } from "./fuse.ts";
import { type Call, openGraphBorder } from "./graph-border.ts";
import { House } from "./house.ts";
import { openFolder } from "./life.ts";
import { openPrograms, type Programs } from "./programs.ts";
import { STORM_SIGHTS, type StormSight } from "./sights.ts";
import type { Start } from "./start.ts";
import { WebhookBorder } from "./webhook-border.ts";

/** A hub, an emulator, a database and a clock, and all the borders between them in our hands. */
export interface Stage extends AsyncDisposable {
  readonly start: Start;
  readonly clock: VirtualClock;
  readonly emulator: Emulator;
  readonly db: Pool;
  readonly numberId: string;
  readonly perSecond: number;
  readonly house: House;
  readonly desk: Desk;
  readonly calendar: Calendar;
  readonly programs: Programs;
  readonly fuse: Fuse;
  readonly border: WebhookBorder;
  readonly witness: Witness;
  readonly sightings: Sightings<StormSight>;
  readonly calls: Call[];
  /** Bodies of posts that the hub answered with 200. */
  readonly acknowledged: string[];
  /** A stream of chance of its own. */
  chance(name: string): Random;
  /** A request to the emulator's control API, and what it says. */
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  control(method: string, path: string, body?: unknown): Promise<any>;
  /** From now on nothing breaks. */
  calm(): Promise<void>;
}

export async function openStage(seed: number, start: Start): Promise<Stage> {
  const chance = (name: string): Random => new Random(randomStateFromSeed(seed, `storm/${name}`));
  const { clock, sightings, unanswered, acknowledged, ...parts } = beginningAt(start);
  const { timeZone } = start.month;
  const witness = new Witness({ clock, unanswered, sometimes: sightings, timeZone });
  const border: WebhookBorder = new WebhookBorder({
    ...{ clock, sightings, random: chance("webhooks"), appSecret: APP_SECRET },
    hub: () => house.life,
    taken(body) {
      acknowledged.push(body);
      witness.sawPost(body);
    },
  });
  const emulator = emulatorOn(clock, { seed, post: border.post });
  const control = controlOf(emulator);
  await moveAccount(control, start);
  const place = await openPlace();
  const fuse: Fuse = new Fuse((blow, mark) => house.blown(blow, mark));
  const folder = await openFolder();
  let isCalm = false;
  const { calls } = parts;
  const weather = { clock, sightings, isCalm: () => isCalm };
  const programs = await openPrograms({ ...weather, random: chance("programs") });
  const graph = {
    ...{ ...weather, unanswered, calls, random: chance("graph") },
    fetch: (request: Request) => emulator.fetch(request),
  };
  const house: House = new House({
    ...{ clock, sightings, random: chance("house"), ids: sequentialIds() },
    databaseUrl: place.url,
    config: configOf(emulator, { folder: folder.path, programs: programs.origin }),
    passes: (mark) => fuse.passes(mark),
    openGraph: (passes) => openGraphBorder({ ...graph, passes }),
    endSessions: place.endSessions,
  });
  const numberId = emulator.credentials.phoneNumberId;
  const people = await moveIn({ clock, sightings, house, fuse, numberId, programs, chance });
  return {
    ...{ start, clock, emulator, numberId, house, fuse, border, witness, sightings, programs },
    ...{ acknowledged, chance, control, calls, db: place.db, perSecond: PER_SECOND },
    ...{ desk: people.desk, calendar: people.calendar },
    async calm() {
      isCalm = true;
      fuse.disarm();
      await house.open();
      await border.calm();
    },
    async [Symbol.asyncDispose]() {
      people.leave();
      await emulator.close();
      await house.close();
      await programs.close();
      await place.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

interface MovingIn extends Pick<Stage, "clock" | "sightings" | "house" | "fuse" | "numberId"> {
  readonly programs: Programs;
  readonly chance: Stage["chance"];
}

/** The business comes in with its programs; in every other storm the hub posts to some of them. */
async function moveIn({ programs, chance, ...parts }: MovingIn): Promise<{
  readonly desk: Desk;
  readonly calendar: Calendar;
  leave(): void;
}> {
  const { clock, house } = parts;
  await house.open();
  const { life } = house;
  assert(life?.hub !== undefined);
  const key = await life.hub.createKey({ name: "storm", scopes: ["*"] });
  if (chance("sign up").happens(0.5)) await programs.signUp(life, key);
  const desk = new Desk({ ...parts, key, random: chance("desk") });
  const calendar = new Calendar({ ...parts, key, random: chance("calendar") });
  const stay = [house, desk.questions, calendar.questions].map((party) => clock.join(party));
  const leave = (): void => {
    for (const one of stay) one();
  };
  return { desk, calendar, leave };
}

/** Meta's side, with its webhooks subscribed to a hub that nobody finds but through the border. */
function emulatorOn(
  clock: VirtualClock,
  { seed, post }: { readonly seed: number; readonly post: WebhookBorder["post"] },
): Emulator {
  const webhook = "http://hub/webhooks/whatsapp";
  return createEmulator({
    clock,
    seed,
    machine: machineTime,
    appSecret: APP_SECRET,
    post,
    webhook,
  });
}

interface Beginning {
  readonly clock: VirtualClock;
  readonly sightings: Sightings<StormSight>;
  readonly calls: Call[];
  readonly unanswered: Map<string, "held" | "lost">;
  readonly acknowledged: string[];
}

function beginningAt({ at }: Start): Beginning {
  return {
    clock: new VirtualClock(at),
    sightings: new Sightings<StormSight>(STORM_SIGHTS),
    calls: [],
    unanswered: new Map(),
    acknowledged: [],
  };
}

async function openPlace(): Promise<{
  readonly url: string;
  readonly db: Pool;
  endSessions(): Promise<void>;
  close(): Promise<void>;
}> {
  const database = await createTestDatabase();
  const db = openPool({ databaseUrl: database.url, log: silentLog, name: "storm" });
  // No power fails here, and to wait for the disk at every commit takes longer than all the rest.
  const name = new URL(database.url).pathname.slice(1);
  await db.query(`alter database ${name} set synchronous_commit = off`);
  return {
    url: database.url,
    db,
    async endSessions() {
      await db.query(`
select pg_terminate_backend(pid)
from pg_stat_activity
where datname = current_database() and backend_type = 'client backend'
  and application_name <> 'storm'`);
    },
    async close() {
      await db.end();
      await database.drop();
    },
  };
}

function controlOf(emulator: Emulator): Stage["control"] {
  return async (method, path, body) => {
    const url = `http://emulator/emulator/${path}`;
    const json = { "content-type": "application/json" };
    const answer = await emulator.fetch(
      new Request(url, {
        method,
        ...(body === undefined ? {} : { headers: json, body: JSON.stringify(body) }),
      }),
    );
    const said = await answer.json();
    assert.equal(answer.status, 200, JSON.stringify(said));
    return said;
  };
}

/** Gives the default account the zone and the country of the start, before anybody has asked. */
async function moveAccount(control: Stage["control"], { month }: Start): Promise<void> {
  const state = await control("GET", "state");
  for (const account of Object.values<object>(state.world.accounts)) {
    Object.assign(account, { timeZone: month.timeZone, country: month.country });
  }
  await control("PUT", "state", state);
}

/** How many messages a second the number sends: few, so that many must wait for their turn. */
const PER_SECOND = 4;

function configOf(
  { credentials }: Emulator,
  place: { readonly folder: string; readonly programs: string },
): ConstructorParameters<typeof House>[0]["config"] {
  return {
    host: "127.0.0.1",
    port: 0,
    folder: place.folder,
    databaseUrl: undefined,
    endpointOrigins: [place.programs],
    secretKey: undefined,
    perSecond: PER_SECOND,
    connection: {
      apiUrl: "",
      graphVersion: "v23.0",
      accountId: BigInt(credentials.wabaId),
      accessToken: credentials.token,
      numberId: BigInt(credentials.phoneNumberId),
      appId: BigInt(credentials.appId),
      appSecret: credentials.appSecret,
      verifyToken: credentials.verifyToken,
    },
  };
}

const APP_SECRET = "storm-app-secret";
