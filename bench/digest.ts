import { machineTime } from "@casement/engine/system-clock";
import type { Pool } from "pg";
import { insertAgain, levelBareTables, makeBareTables } from "./insert-again.ts";
import { applyLoad } from "./load.ts";
import { median, type Report, rounded } from "./measure.ts";
import { beginPlace, holdNumber, type Place, statusRequests } from "./place.ts";

// Statuses that wait, digested: facts, folds, units, postings, events. Bare: the rows that came of
// those same statuses, inserted again, after each round of the digest.

const POSTS = 9_000;
/** Of which there are three reports each. */
const MESSAGES = 3_000;
const ROUNDS = 3;
const NO_PIECES = { p50: null, p99: null };

export async function run(report: Report): Promise<void> {
  await using place = await beginPlace();
  await warmUp(place);
  const rates: number[] = [];
  const sustainedRates: number[] = [];
  const bareRates: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const first = 1_000 + 2 * round * MESSAGES;
    await levelBareTables(place.db);
    const { posted, rate } = await digested(place, first);
    rates.push(rate);
    bareRates.push((posted * 1_000) / (await insertAgain(place.db, posted)));
    sustainedRates.push(await sustainedRate(place, first + MESSAGES));
  }
  const bare = median(bareRates);
  const tell = (measure: string, value: number): void =>
    report({
      ...{ measure, value: rounded(value), unit: "events/s" },
      ...{ bare: rounded(bare), ratio: rounded(value / bare), ...NO_PIECES },
    });
  tell("digest", median(rates));
  tell("receive, digest and ledger, sustained", median(sustainedRates));
}

/**
 * A thousand messages' events, and the statistics that the server makes of them by itself within a
 * minute: those of an empty table have it read whole tables to find a row.
 */
async function warmUp(place: Place): Promise<void> {
  const requests = statusRequests(place, { name: "digest", count: 3_000 });
  await applyLoad({ port: place.hub.port, requests, connections: 64, msMax: 10_000 });
  await place.hub.quiet();
  await makeBareTables(place.db);
}

/** How many events there were, and how many a second from the first batch's end to the last's. */
async function digested(
  place: Place,
  firstMessage: number,
): Promise<{ posted: number; rate: number }> {
  const letGo = await holdNumber(place);
  const posted = await post(place, firstMessage);
  await letGo();
  let first = await waiting(place.db);
  const all = first;
  let startedAt = performance.now();
  for (;;) {
    const left = await waiting(place.db);
    if (first === all && left < all) {
      first = left;
      startedAt = performance.now();
    }
    if (left === 0) break;
    await pause();
  }
  return { posted, rate: (first * 1_000) / (performance.now() - startedAt) };
}

async function sustainedRate(place: Place, firstMessage: number): Promise<number> {
  const startedAt = performance.now();
  const posted = await post(place, firstMessage);
  await place.hub.quiet();
  return (posted * 1_000) / (performance.now() - startedAt);
}

/** Posts what begins with a message, and says how much of it there was time for. */
async function post(place: Place, first: number): Promise<number> {
  const requests = statusRequests(place, { name: "digest", count: POSTS, first });
  const load = { port: place.hub.port, requests, connections: 64, msMax: 10_000 };
  return (await applyLoad(load)).done;
}

async function waiting(db: Pool): Promise<number> {
  const { rows } = await db.query("select count(*)::int as count from pending");
  return rows[0]?.count;
}

function pause(): Promise<void> {
  return new Promise((done) => void machineTime.after(20, done));
}
