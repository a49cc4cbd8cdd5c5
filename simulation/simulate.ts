import assert from "node:assert/strict";
import { DAY_MS, later, monthOf } from "@casement/engine";
import { Random, randomStateFromSeed } from "../packages/emulator/src/random.ts";
import { proveRebuilt } from "../packages/hub/test/flows/prove-rebuilt.ts";
import { Business } from "./business.ts";
import { Customers } from "./customers.ts";
import { bookingFaults, differencesBetween, invoiceOf, ledgerOf } from "./invoice.ts";
import { lookBack } from "./look-back.ts";
import type { Month } from "./months.ts";
import { peopleFrom } from "./people.ts";
import { planOf, type Span, spanOf } from "./plan.ts";
import type { Sometimes } from "./sometimes.ts";
import { beginTown, type Town } from "./town.ts";
import { disputesOf, tracesOf } from "./trace.ts";

export interface Simulation {
  readonly month: Month;
  readonly seed: number;
  readonly customers: number;
  /** The whole month with a day before and after it, if not given. */
  readonly days?: number | undefined;
}

/** What came of a simulated month. It is as it should be if there are no faults. */
export interface Outcome {
  readonly faults: readonly string[];
  /** Where the platform and the hub part, message by message, so that one can see who is wrong. */
  readonly traces: readonly string[];
  readonly sometimes: Sometimes;
  readonly posts: number;
  readonly units: number;
}

/**
 * Lives through a month and compares: what the hub keeps with what its facts make from scratch, its
 * ledger with the platform's invoice, and its books with its ledger.
 */
export async function simulate({ month, seed, customers, days }: Simulation): Promise<Outcome> {
  const chance = (stream: string): Random =>
    new Random(randomStateFromSeed(seed, `${month.month}/${stream}`));
  const span = spanOf(month, days);
  await using town = await beginTown({ seed, month, start: span.start });
  const business = new Business(town, chance("business"), month);
  const people = peopleFrom(chance("people"), customers);
  const life = new Customers(town, chance("customers"), business);
  await life.moveIn(people);
  life.schedule(planOf(chance("plan"), people, month, span));
  scheduleOutages(town, business, chance("outages"), span);

  await town.clock.advanceTo(span.end);
  // What is held comes within five days, and what was refused is posted again within seven.
  await town.clock.advanceBy(2 * WEEK_MS);
  assert.equal(town.wire.waiting, 0);
  await town.quiet();
  return await outcomeOf(town, month, span);
}

/** The hub is stopped for some hours a few times, and nobody waits for it. */
function scheduleOutages(town: Town, business: Business, random: Random, span: Span): void {
  for (let at = later(span.start, 5 * DAY_MS); at < span.end; at = later(at, 9 * DAY_MS)) {
    const from = later(at, random.below(DAY_MS));
    town.clock.schedule(from, async () => {
      await business.letGo();
      await town.stopHub();
    });
    town.clock.schedule(later(from, 3_600_000 + random.below(DAY_MS / 2)), () => town.startHub());
  }
}

async function outcomeOf(town: Town, month: Month, span: Span): Promise<Outcome> {
  const { timeZone } = month;
  const faults: string[] = [];
  try {
    await proveRebuilt(town.db, BigInt(town.numberId));
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  for (const name of monthsFrom(span, timeZone, town)) {
    const [invoice, ledger] = [await invoiceOf(town, name), await ledgerOf(town, name)];
    const differences = differencesBetween(invoice, ledger);
    const misbooked = await bookingFaults(town, name, timeZone);
    faults.push(...[...differences, ...misbooked].map((what) => `${name}: ${what}`));
  }
  faults.push(...(await disputesOf(town)));
  const traces = faults.length === 0 ? [] : await tracesOf(town);
  await lookBack(town, month);
  const { rows } = await town.db.query<{ posts: number; units: number }>(
    "select (select count(*)::int from post) as posts, (select count(*)::int from unit) as units",
  );
  const { posts = 0, units = 0 } = rows[0] ?? {};
  return { faults, traces, sometimes: town.sometimes, posts, units };
}

function monthsFrom({ start }: Span, timeZone: string, { clock }: Town): string[] {
  const months = new Set<string>();
  for (let at = start; at < clock.now(); at = later(at, DAY_MS)) months.add(monthOf(at, timeZone));
  return [...months];
}

const WEEK_MS: number = 7 * DAY_MS;
