import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "@casement/emulator";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { sequentialIds, silentLog } from "@casement/hub";
import { createTestDatabase, openPool } from "@casement/hub/database";
import type { Pool } from "pg";
import { Random, randomStateFromSeed } from "../../packages/emulator/src/random.ts";
import { connectionTo } from "../../packages/hub/test/flows/emulator-connection.ts";
import { Sightings } from "../sometimes.ts";
import { Witness } from "../witness.ts";
import { Calendar } from "./calendar.ts";
import { Desk } from "./desk.ts";
import type { Given } from "./file-border.ts";
import { Files } from "./files.ts";
import { Fuse, type Mark } from "./fuse.ts";
import { type Call, type GraphBorder, openGraphBorder } from "./graph-border.ts";
import { House } from "./house.ts";
import { type Life, openFolder } from "./life.ts";
import { Names } from "./names.ts";
import { Neighbour } from "./neighbour.ts";
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
  readonly files: Files;
  readonly names: Names;
  /** The business's key to the hub. */
  readonly key: string;
  /** A second node, in some storms. */
  readonly neighbour: Neighbour | undefined;
  readonly programs: Programs;
  readonly fuse: Fuse;
  readonly border: WebhookBorder;
  readonly witness: Witness;
  readonly sightings: Sightings<StormSight>;
  readonly calls: Call[];
  /** Files that Meta took from the hub. */
  readonly given: Given[];
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
  const { clock, sightings, unanswered, acknowledged, calls, given } = beginningAt(start);
  const witness = new Witness({ clock, unanswered, sometimes: sightings, ...start.month });
  const border: WebhookBorder = new WebhookBorder({
    ...{ clock, sightings, random: chance("webhooks"), appSecret: APP_SECRET },
    hub: () => reached(),
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
  const passes = (mark: Mark): boolean => fuse.passes(mark);
  const folder = await openFolder();
  let isCalm = false;
  const weather = { clock, sightings, isCalm: () => isCalm };
  const programs = await openPrograms({ ...weather, random: chance("programs") });
  const graph = {
    ...{ ...weather, unanswered, calls, random: chance("graph") },
    files: { ...weather, given, random: chance("files") },
    fetch: (request: Request) => emulator.fetch(request),
  };
  const { house, neighbour, reached, line } = await buildHouses({
    ...{ clock, sightings, chance, passes },
    openGraph: (own) => openGraphBorder({ ...graph, passes: own }),
    databaseUrl: place.url,
    config: configOf(emulator, { folder: folder.path, programs: programs.origin }),
    endSessions: place.endSessions,
  });
  const { phoneNumberId: numberId } = emulator.credentials;
  const parties = { clock, sightings, house, fuse, numberId, programs, chance, neighbour, control };
  const { leave, ...business } = await moveIn({ ...parties, hub: reached });
  return {
    ...{ start, clock, emulator, numberId, house, fuse, border, witness, sightings, programs },
    ...{ acknowledged, chance, control, calls, given, db: place.db, perSecond: PER_SECOND },
    ...{ ...business, neighbour },
    async calm() {
      isCalm = true;
      fuse.disarm();
      await neighbour?.calm();
      await house.open();
      await border.calm();
    },
    async [Symbol.asyncDispose]() {
      leave();
      await emulator.close();
      await neighbour?.house.close();
      await house.close();
      await line?.close();
      await programs.close();
      await place.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

interface Ground
  extends Omit<ConstructorParameters<typeof House>[0], "random" | "ids" | "onDeath"> {
  readonly chance: Stage["chance"];
}

/** Where the hub lives; and, in some storms, a second node beside it. */
async function buildHouses({ chance, ...ground }: Ground): Promise<{
  readonly house: House;
  readonly neighbour: Neighbour | undefined;
  readonly line: GraphBorder | undefined;
  /** The hub that is there for whoever comes. */
  reached(): Life | undefined;
}> {
  const { sightings, passes, openGraph } = ground;
  const nodes = chance("nodes");
  const line = nodes.happens(0.4) ? await openGraph(passes) : undefined;
  const rooms = {
    ...{ ...ground, ids: sequentialIds() },
    openGraph: async (own: typeof passes) => (line ? sharedLine(line) : openGraph(own)),
  };
  const house = new House({ ...rooms, random: chance("house") });
  const onDeath = (): void => sightings.saw("a second node that died");
  const neighbour = line && new Neighbour({ ...rooms, onDeath, random: nodes });
  const reached = (): Life | undefined =>
    neighbour === undefined ? house.life : neighbour.oneOf(house.life);
  return { house, neighbour, line, reached };
}

/**
 * The line to the Graph API that several nodes share, as one of them has it: all of them find it in
 * their database. What one said as it died has left it, and arrives.
 */
function sharedLine({ url }: GraphBorder): GraphBorder {
  return { url, sever() {}, async close() {} };
}

interface MovingIn
  extends Pick<Stage, "clock" | "sightings" | "house" | "fuse" | "numberId" | "control"> {
  readonly programs: Programs;
  readonly chance: Stage["chance"];
  readonly hub: () => Life | undefined;
  readonly neighbour: Neighbour | undefined;
}

/** The business comes in with its programs; in every other storm the hub posts to some of them. */
async function moveIn({ programs, chance, neighbour, ...parts }: MovingIn): Promise<{
  readonly desk: Desk;
  readonly calendar: Calendar;
  readonly files: Files;
  readonly names: Names;
  readonly key: string;
  leave(): void;
}> {
  const { clock, house } = parts;
  await house.open();
  const { life } = house;
  assert(life?.hub !== undefined);
  const key = await life.hub.createKey({ name: "storm", scopes: ["*"] });
  if (chance("sign up").happens(0.5)) await programs.signUp(life, key);
  const names = new Names({ ...parts, random: chance("names") });
  const desk = new Desk({ ...parts, key, names, random: chance("desk"), ways: chance("ways") });
  const drawn = { random: chance("calendar"), moods: chance("moods") };
  const calendar = new Calendar({ ...parts, ...drawn, key, names });
  const files = new Files({ ...parts, key, desk, random: chance("pictures of both") });
  const parties = [house, desk.questions, calendar.questions, files.questions];
  const all = neighbour === undefined ? parties : [...parties, neighbour.house];
  const stay = all.map((party) => clock.join(party));
  const leave = (): void => {
    for (const one of stay) one();
  };
  return { desk, calendar, files, names, key, leave };
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
  readonly given: Given[];
  readonly unanswered: Map<string, "held" | "lost">;
  readonly acknowledged: string[];
}

function beginningAt({ at }: Start): Beginning {
  return {
    clock: new VirtualClock(at),
    sightings: new Sightings<StormSight>(STORM_SIGHTS),
    calls: [],
    given: [],
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
  emulator: Emulator,
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
    connection: connectionTo(emulator, ""),
  };
}

const APP_SECRET = "storm-app-secret";
