import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { z } from "zod";
import { applyLoad, type LoadResult, requestOf } from "./load.ts";
import { median, quantile, type Report, rounded } from "./measure.ts";
import { NOW_MS } from "./meta.ts";
import { beginPlace, type Place } from "./place.ts";
import { templateSendTo } from "./template-send.ts";

// Templates a second, each to another customer, from the door of the hub through its gate to the
// emulator's answer and back. Bare: the same bodies straight to the emulator. And paced: what the
// emulator sees of a number that Meta lets send 80 a second, and 1,000.

const ROUNDS = 3;
const SENDS = 6_000;
const CONNECTIONS = 128;
const MS_MAX = 2_000;
const PACED_MS = 6_000;

export async function run(report: Report): Promise<void> {
  await runLifted(report);
  for (const perSecond of [80, 1_000]) await runPaced(report, perSecond);
}

async function runLifted(report: Report): Promise<void> {
  await using place = await beginPlace();
  const rates: number[] = [];
  const bareRates: number[] = [];
  const latencies: number[] = [];
  const { token } = place.meta.credentials;
  for (let round = 0; round <= ROUNDS; round++) {
    const shared = { numberId: place.numberId, sends: SENDS, msMax: MS_MAX };
    const from = 2 * round * SENDS;
    const own = await load({ ...shared, from, port: place.hub.port, key: place.key });
    const { port } = place.meta;
    const other = await load({ ...shared, from: from + SENDS, port, key: token });
    // The first round is the compiler's, and the planner's: what autovacuum does every minute, so
    // that no plan is of the time when the tables were empty.
    if (round === 0) await place.db.query("analyze");
    if (round === 0) continue;
    rates.push((own.done * 1_000) / own.ms);
    bareRates.push((other.done * 1_000) / other.ms);
    latencies.push(...own.latencies);
  }
  const [value, barest] = [median(rates), median(bareRates)];
  report({
    measure: "send",
    value: rounded(value),
    unit: "messages/s",
    bare: rounded(barest),
    ratio: rounded(value / barest),
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
  });
}

/** What arrives at the emulator, by its clock, of more than may be sent. */
async function runPaced(report: Report, perSecond: number): Promise<void> {
  const clock = new VirtualClock(instantFromMs(NOW_MS));
  await using place = await beginPlace({ perSecond, clock });
  await place.meta.control("POST", "/clock", { speed: 1 });
  const shared = { numberId: place.numberId, port: place.hub.port, key: place.key };
  const sends = 3 * perSecond;
  const warm = await load({ ...shared, sends, msMax: 1_500, from: 1_000_000, clock });
  await place.db.query("analyze");
  const enough = (2 * perSecond * PACED_MS) / 1_000;
  const { latencies } = await load({ ...shared, sends: enough, msMax: PACED_MS, from: 0, clock });
  const arrived = (await arrivals(place)).slice(warm.done);
  // After the first second, so that what went at once at the start is not counted.
  const seconds = PACED_MS / 1_000 - 2;
  const first = (arrived[0] ?? 0) + 1_000;
  const steady = arrived.filter((at) => at >= first && at < first + seconds * 1_000);
  const value = steady.length / seconds;
  report({
    measure: `send, paced to ${perSecond}/s`,
    value: rounded(value),
    unit: "messages/s",
    bare: perSecond,
    ratio: rounded(value / perSecond),
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
  });
  const most = mostInASecond(steady);
  report({
    measure: `send, paced to ${perSecond}/s, most in any second`,
    value: most,
    unit: "messages",
    bare: perSecond,
    ratio: rounded(most / perSecond),
    p50: null,
    p99: null,
  });
}

interface Sends {
  readonly numberId: string;
  readonly port: number;
  readonly key: string;
  /** The number of the first customer that is written to. */
  readonly from: number;
  readonly sends: number;
  readonly msMax: number;
  /** Goes at the machine's speed meanwhile; left out: stands. */
  readonly clock?: VirtualClock;
}

async function load({
  numberId,
  port,
  key,
  from,
  sends,
  msMax,
  clock,
}: Sends): Promise<LoadResult> {
  const headers = { authorization: `Bearer ${key}` };
  const requests = Array.from({ length: sends }, (_, index) =>
    requestOf(`/v23.0/${numberId}/messages`, templateSendTo(from + index), headers),
  );
  clock?.run(1, machineTime);
  try {
    return await applyLoad({ port, requests, connections: CONNECTIONS, msMax });
  } finally {
    clock?.freeze();
  }
}

/** When each message came to the emulator, by its clock, in order. */
async function arrivals({ meta }: Place): Promise<number[]> {
  const { world } = State.parse(await meta.control("GET", "/state"));
  return Object.values(world.messages)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
}

const State = z.object({
  world: z.object({ messages: z.record(z.string(), z.object({ at: z.number() })) }),
});

/** How many there are at most in a second, wherever it begins. */
function mostInASecond(arrived: readonly number[]): number {
  let most = 0;
  let oldest = 0;
  for (const [newest, at] of arrived.entries()) {
    while (at - (arrived[oldest] ?? at) >= 1_000) oldest += 1;
    most = Math.max(most, newest - oldest + 1);
  }
  return most;
}
