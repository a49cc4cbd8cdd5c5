import { type Instant, instantFromMs, isoFromInstant } from "@casement/engine";
import type { Pool } from "pg";
import type { HubConfig } from "../config.ts";
import {
  type Database,
  DatabaseFailure,
  migrationStateOf,
  openDatabase,
  openPool,
  startDatabase,
} from "../database/index.ts";
import { selectNewestMoment } from "../newest-moment-store.ts";
import { lookAtZones } from "./doctor-accounts.ts";
import { lookAtFiles } from "./doctor-files.ts";
import { lookAtNumber } from "./doctor-numbers.ts";
import { lookAtSeals, lookAtSignatures } from "./doctor-secrets.ts";
import { type Finding, fine, wrong } from "./finding.ts";
import { numbersIn, refuseNothing, type WorkshopOptions, workshopOn } from "./workshop.ts";

type Place = Pick<HubConfig, "databaseUrl" | "folder" | "secretKey" | "bucket">;

/**
 * Looks whether all is well with a stopped hub, and says what to do where it is not (SPEC O4). It
 * changes nothing: it makes no database, no key, and runs no migration.
 */
export async function diagnose(
  config: Place,
  options: WorkshopOptions & { readonly allPosts: boolean },
): Promise<Finding[]> {
  let database: Database;
  try {
    await refuseNothing(config);
    database = await openUnchanged(config, options);
  } catch (error) {
    if (!(error instanceof DatabaseFailure)) throw error;
    return [wrong("database", error.message, remedyOf(error))];
  }
  const db = openPool({ databaseUrl: database.url, log: options.log });
  try {
    return await diagnoseOn(db, config, options);
  } finally {
    await db.end();
    await database.close();
  }
}

function openUnchanged(
  { databaseUrl, folder }: Place,
  { machine, log }: WorkshopOptions,
): Promise<Database> {
  if (databaseUrl === undefined) return startDatabase({ folder, machine, log });
  return openDatabase({ databaseUrl, machine, log });
}

function remedyOf({ problem }: DatabaseFailure): string {
  switch (problem) {
    case "in_use":
      return "A hub is running on it. Ask that one (/ready, /metrics), or stop it and ask again.";
    case "not_reached":
      return "See that the server runs, and that DATABASE_URL names it.";
    case "too_old":
      return "Move the database to a newer PostgreSQL.";
    default:
      return "Do as it says, and ask again.";
  }
}

/** The same on a database that is open, and ours alone. */
export async function diagnoseOn(
  db: Pool,
  config: Place,
  options: WorkshopOptions & { readonly allPosts: boolean },
): Promise<Finding[]> {
  const schema = await lookAtSchema(db);
  if (schema.state === "wrong") return [schema];
  const workshop = await workshopOn({ ...options, db });
  try {
    const { now, finding } = lookAtClock(await selectNewestMoment(db), options.machine.nowMs());
    const place = { configured: config.secretKey, folder: config.folder };
    const seals = await lookAtSeals(workshop, place);
    const found = [schema, finding, seals.finding];
    found.push(await lookAtSignatures(workshop, seals.secrets, { all: options.allPosts }));
    found.push(...lookAtZones(workshop));
    found.push(...(await lookAtFiles(workshop, config)));
    for (const numberId of await numbersIn(workshop, undefined)) {
      found.push(...(await lookAtNumber(workshop, numberId, now)));
    }
    return found;
  } finally {
    await workshop.close();
  }
}

async function lookAtSchema(db: Pool): Promise<Finding> {
  const check = "database";
  const { version, pending, unknown } = await migrationStateOf(db);
  if (unknown.length > 0) {
    const what = `a newer Casement has used it: ${unknown.join(", ")}`;
    return wrong(check, what, "Run that version, or a newer one.");
  }
  if (pending.length > 0) {
    const what = `it lacks migrations: ${pending.join(", ")}`;
    return wrong(check, what, "Start the hub once: it brings the database up to date.");
  }
  return fine(check, `PostgreSQL ${version}, up to date`);
}

/** Ages are told from the later of the machine's time and what the database has seen. */
function lookAtClock(
  newest: Instant | undefined,
  machineMs: number,
): { now: Instant; finding: Finding } {
  const check = "clock";
  const machineNow = instantFromMs(machineMs);
  if (newest === undefined || newest - machineMs <= OFF_MS_MAX) {
    return { now: machineNow, finding: fine(check, "not behind what the database has seen") };
  }
  const seen = `the database has seen ${isoFromInstant(newest)}`;
  const what = `${seen}, and this machine says ${isoFromInstant(machineNow)}`;
  const remedy =
    "Set this machine's clock. If the database is a demo's, whose clock was turned, all is well: " +
    "only `casement demo`, or `serve --clock`, can go on with it.";
  return { now: newest, finding: wrong(check, what, remedy) };
}

const OFF_MS_MAX = 60_000;
