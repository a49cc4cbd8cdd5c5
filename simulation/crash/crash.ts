import { machineTime } from "@casement/engine/system-clock";
import { Client } from "pg";
import { Random, randomStateFromSeed } from "../../packages/emulator/src/random.ts";
import { audit } from "./audit.ts";
import type { HubProcess } from "./hub-process.ts";
import { pause } from "./pause.ts";
import { Pulse } from "./pulse.ts";
import { type Form, openStand, type Stand } from "./stand.ts";

export interface CrashOptions {
  readonly form: Form;
  readonly seed: number;
  /** How often a hub is killed, and how often the database. */
  readonly rounds: number;
}

/** What a run found, and what it measured. */
export interface CrashOutcome {
  readonly faults: readonly string[];
  /** In their order, with how long any number stood still at most because of it. */
  readonly kills: readonly Kill[];
  readonly posts: number;
  readonly sends: Readonly<Record<string, number>>;
  readonly calls: number;
}

export interface Kill {
  readonly target: Target;
  readonly standstillMs: number;
}

/** How long all may take to come to rest after the last kill. */
const REST_MS_MAX = 30_000;

/** What no number may stop for when one of two nodes dies, and the other has to notice. */
const STANDSTILL_MS_MAX = 10_000;

/**
 * Kills hubs and the database at moments that the seed chooses, while posts and sends come from
 * outside, and then has everybody's memories compared.
 */
export async function crash({ form, seed, rounds }: CrashOptions): Promise<CrashOutcome> {
  // Apart from the chance of load and answers, of which nobody knows in what order it is drawn.
  const random = new Random(randomStateFromSeed(seed, "kills"));
  await using stand = await openStand(form, new Random(randomStateFromSeed(seed, "load")));
  const { load, meta, office, databaseUrl } = stand;
  using pulse = new Pulse(databaseUrl, meta.numbers);
  load.start();
  await pause(500);
  pulse.start();
  const [kills, faults]: [Kill[], string[]] = [[], []];
  for (const target of shuffled(rounds, random)) {
    await pause(200 + random.below(800));
    pulse.lap();
    await kill(target, { stand, pulse, random });
    await pulse.untilAllBeat(REST_MS_MAX);
    const standstillMs = pulse.lap();
    kills.push({ target, standstillMs });
    if (form === "nodes" && target === "hub" && standstillMs >= STANDSTILL_MS_MAX) {
      faults.push(`a node died, and a number stood still for ${Math.round(standstillMs)} ms`);
    }
  }
  await pulse.stop();
  await load.stop();
  faults.push(...(await rest(stand)));
  office.close();
  faults.push(...(await rest(stand)));
  for (const hub of stand.hubs) {
    if ((await hub.stop()) !== 0) faults.push(`a hub did not stop well: ${hub.said}`);
  }
  await using _ = await stand.holdDatabase();
  const { written, sends } = load;
  const { acknowledged } = office;
  const { calls } = meta;
  faults.push(...(await audit(databaseUrl, { acknowledged, written, calls, sends })));
  return {
    ...{ faults, kills },
    posts: acknowledged.length,
    sends: countsOf(sends.map(({ end }) => end)),
    calls: calls.length,
  };
}

export type Target = "hub" | "database" | "both";

/** As many of hub as of database, in an order of chance; now and then both at once. */
function shuffled(rounds: number, random: Random): Target[] {
  const left = Array.from({ length: rounds }, () => ["hub", "database"] as const).flat();
  const targets: Target[] = [];
  while (left.length > 0) targets.push(...left.splice(random.below(left.length), 1));
  if (rounds > 2) targets.push("both");
  return targets;
}

/**
 * Kills, and sees to it that what was killed comes back as a supervisor would.
 *
 * One of two nodes comes back only when every number goes on without it. Started again at once it
 * could take its own numbers up, and nobody would know whether the other one ever does.
 */
async function kill(
  target: Target,
  { stand, pulse, random }: { stand: Stand; pulse: Pulse; random: Random },
): Promise<void> {
  const { hubs, server } = stand;
  const index = random.below(hubs.length);
  const [hub, downMs] = [hubs[index], random.below(400)];
  if (target !== "hub") {
    process.kill(await server.pid(), "SIGKILL");
    // A moment passes until anybody notices, and who is asked too soon still says that all is well.
    await pause(100);
  }
  if (target !== "database" && hub !== undefined) {
    await hub.kill();
    await (hubs.length > 1 ? goesOn(pulse) : pause(downMs));
    await startAgain(hub);
  }
  await untilReady(hubs);
}

/** Resolves when every number goes on without the hub that was killed, or none of them will. */
async function goesOn(pulse: Pulse): Promise<void> {
  // What it committed before is seen by then, and what it was committing is the first beat at most.
  await pause(100);
  for (let beat = 0; beat < 2; beat++) await pulse.untilAllBeat(REST_MS_MAX / 2);
}

/** A start that fails as the database is away is tried again. */
async function startAgain(hub: HubProcess): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await hub.start();
    } catch (error) {
      if (attempt === 5) throw error;
      await pause(500);
    }
  }
}

async function untilReady(hubs: readonly HubProcess[]): Promise<void> {
  const giveUpAt = machineTime.nowMs() + REST_MS_MAX;
  for (const { url, said } of hubs) {
    while ((await fetch(`${url}/ready`).catch(() => undefined))?.status !== 200) {
      if (machineTime.nowMs() > giveUpAt) throw new Error(`a hub is not ready again: ${said}`);
      await pause(50);
    }
  }
}

/**
 * Waits until every post was taken and digested, and every draft that Meta took is known to be.
 * What does not come to rest is a fault.
 */
async function rest({ office, meta, databaseUrl }: Stand): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const giveUpAt = machineTime.nowMs() + REST_MS_MAX;
  try {
    for (;;) {
      const taken = meta.calls.filter(({ wamid }) => wamid !== undefined);
      const { rows } = await client.query<{ pending: number; open: number }>(OPEN, [
        taken.map(({ draftId }) => draftId),
      ]);
      const [{ pending, open } = { pending: 0, open: 0 }] = rows;
      if (office.waiting + pending + open === 0) return [];
      if (machineTime.nowMs() > giveUpAt) {
        const left = `${office.waiting} posts not taken, ${pending} not digested`;
        return [`it does not come to rest: ${left}, ${open} drafts open`];
      }
      await pause(100);
    }
  } finally {
    await client.end();
  }
}

const OPEN = `
select (select count(*) from pending)::int as pending,
       (select count(*) from draft
        where state in ('sending', 'waiting')
          or (state <> 'accepted' and draft_id = any ($1::uuid[])))::int as open`;

function countsOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
