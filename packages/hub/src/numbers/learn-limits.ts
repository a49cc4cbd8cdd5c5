import { HOUR_MS, type Instant, instantFromMs, later, MINUTE_MS } from "@casement/engine";
import type { ClientBase } from "pg";
import { type Dial, NotDialled } from "../dialing/dialer.ts";
import type { Surroundings } from "../surroundings.ts";
import type { AccountRow } from "./account-store.ts";
import { type Appointment, putAppointments } from "./appointment-store.ts";
import type { Kept } from "./appointments.ts";
import { askMeta } from "./ask-meta.ts";
import type { Directory } from "./directory.ts";
import { updatePerSecond } from "./number-store.ts";
import { perSecondIn } from "./throughput.ts";

/** The kind of the appointment by which Meta is asked how much a number may send now. */
export const NUMBER_LIMITS = "number_limits";

/** That the owners of all numbers that share limits have such an appointment. */
export const LIMITS_TOLD = "limits_told";

/** The notices after which a number may send faster or slower, or reach more or fewer. */
const TELLING: ReadonlySet<unknown> = new Set([
  "phone_number_quality_update",
  "business_capability_update",
]);

const AGAIN_AFTER_MS: number = 10 * MINUTE_MS;
const GIVEN_UP_AFTER_MS: number = HOUR_MS;

type TellingFact = {
  readonly factId: string;
  readonly kind: string;
  readonly said: Readonly<Record<string, unknown>>;
};

/**
 * Has the owner of each number ask Meta anew, if one of these facts says that limits changed
 * (SPEC I18). Asked, and not taken from the notice: versions tell it in different members, one
 * notice names no number, and two may come in the wrong order.
 *
 * No transaction writes to two numbers, so this makes an appointment for whomever the notice was
 * about, a number or an account, which makes one for each number. Says whether it did.
 */
export async function appointLimits(
  db: Pick<ClientBase, "query">,
  streamId: bigint,
  { facts, now }: { readonly facts: readonly TellingFact[]; readonly now: Instant },
): Promise<boolean> {
  const telling = facts.find((one) => one.kind === "noted" && TELLING.has(one.said["type"]));
  if (telling === undefined) return false;
  // One of its own for each batch: what comes while Meta is being asked is asked for again.
  const appointment = { kind: LIMITS_TOLD, key: `${now}.${telling.factId}`, dueAt: now };
  await putAppointments(db, streamId, [appointment]);
  return true;
}

/** Tells the owner of each number that shares limits. Done twice it is done once. */
export async function passLimitsOn(
  {
    surroundings: { db, clock },
    directory,
    appointmentsMade,
  }: Pick<LimitParts, "surroundings" | "directory"> & {
    readonly appointmentsMade: (numberId: bigint) => void;
  },
  streamId: bigint,
  { key }: Pick<Appointment, "key">,
): Promise<Kept> {
  for (const numberId of directory.sharingWith(streamId)) {
    await putAppointments(db, numberId, [{ kind: NUMBER_LIMITS, key, dueAt: clock.now() }]);
    appointmentsMade(numberId);
  }
  return {};
}

export interface LimitParts {
  readonly surroundings: Surroundings;
  readonly directory: Directory;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
  /** Asks for the limit of the number's portfolio anew, and says whether Meta told it. */
  readonly askReach: (numberId: bigint) => Promise<boolean>;
}

/** Asks Meta for the pace and the reach of a number, by appointment, on the node that owns it. */
export async function learnLimits(
  parts: LimitParts,
  numberId: bigint,
  { key }: Pick<Appointment, "key">,
): Promise<Kept> {
  const hasPace = await learnPace(parts, numberId).catch(isAskedOfNobody);
  const hasReach = await parts.askReach(numberId);
  const now = parts.surroundings.clock.now();
  const toldAt = instantFromMs(Number.parseInt(key, 10));
  if ((hasPace && hasReach) || now >= later(toldAt, GIVEN_UP_AFTER_MS)) return {};
  return { again: later(now, AGAIN_AFTER_MS) };
}

/** An account whose address this hub does not call: to try again would not change it. */
function isAskedOfNobody(error: unknown): true {
  if (error instanceof NotDialled) return true;
  throw error;
}

/** Whether Meta told the number's throughput, or nobody is there to ask with. */
async function learnPace(
  { surroundings, directory, dial, tokenOf }: LimitParts,
  numberId: bigint,
): Promise<boolean> {
  const account = directory.defaultAccountOf(numberId);
  if (account === undefined) return true;
  const about = { ...account, appId: 0n, appSecret: "", accessToken: tokenOf(account) };
  const { status, body } = await askMeta(
    { dial, about },
    { path: `${numberId}?fields=throughput` },
  );
  const perSecond = status === 200 ? perSecondIn(body) : null;
  if (perSecond === null) return status === 200;
  if (perSecond === directory.number(numberId)?.perSecond) return true;
  await updatePerSecond(surroundings.db, { numberId, perSecond });
  await directory.changed();
  return true;
}
