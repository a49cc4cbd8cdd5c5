import { type GraphError, graphError } from "@casement/cloud-api";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import { fieldIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Edge } from "./graph-edges.ts";
import { type GraphAnswer, type GraphRequest, jsonAnswer } from "./graph-exchange.ts";
import { HourCounts } from "./hour-counts.ts";

/**
 * How many calls a key may have carried in an hour, where nothing else is set: Meta grants an
 * account with a number 5,000, and a fifth of them is left for others.
 */
export const CALLS_PER_HOUR_USUAL = 4_000;

/** What Meta answered: any of it may tell that it wants fewer calls. */
export interface Heard {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: unknown;
}

/**
 * Keeps one program from spending the calls that Meta grants an account, by the machine's time: so
 * many an hour for each key, and none while Meta says that there were too many (SPEC G9).
 *
 * Sends and files are not counted, here as at Meta: they have limits of their own. The plugin for
 * limits counts requests by the system's time before it is known what they are, and cannot hear
 * Meta. Each node counts by itself.
 */
export class GraphPace {
  readonly #machine: MachineTime;
  readonly #perHour: number;
  readonly #calls: HourCounts;
  readonly #misses: HourCounts;
  readonly #held = new Map<bigint, Hold>();

  constructor(machine: MachineTime, perHour: number | undefined) {
    this.#machine = machine;
    this.#perHour = perHour ?? CALLS_PER_HOUR_USUAL;
    this.#calls = new HourCounts(machine);
    this.#misses = new HourCounts(machine);
  }

  /** Counts a call that is to be made, or says why it is not. */
  refusalOf({ key }: Asking, edge: Edge, account: AccountRow): GraphAnswer | undefined {
    if (isOfFiles(edge)) return undefined;
    const refusal = this.holdOf(account) ?? this.#tooManyOf(this.#calls, key.keyId);
    if (refusal === undefined) this.#calls.count(key.keyId);
    return refusal;
  }

  /**
   * Why nothing is looked up for a key: it asked for too much that is not there, each of which is a
   * question to Meta. Else a lookup is free, for it may be of a file.
   */
  lookupRefusalOf({ key }: Asking): GraphAnswer | undefined {
    return this.#tooManyOf(this.#misses, key.keyId);
  }

  /** Counts something that a key asked for and that is not there. */
  missed({ key }: Asking): void {
    this.#calls.count(key.keyId);
    this.#misses.count(key.keyId);
  }

  /** Hears from an answer whether Meta wants no calls about an account for a while. */
  hear(account: AccountRow, heard: Heard): void {
    const holdMs = holdMsOf(heard);
    if (holdMs === 0) return;
    const code = codeOf(heard.body) ?? OF_ACCOUNT;
    this.#held.set(account.accountId, { untilMs: this.#machine.nowMs() + holdMs, code });
  }

  /** Why no call about an account is made just now. */
  holdOf({ accountId }: AccountRow): GraphAnswer | undefined {
    const hold = this.#held.get(accountId);
    const waitMs = (hold?.untilMs ?? 0) - this.#machine.nowMs();
    if (hold === undefined || waitMs <= 0) return undefined;
    const what = "Meta says that there have been too many calls";
    const answer = later(
      graphError(hold.code, { status: 429, message: `(#${hold.code}) ${what}.` }),
      waitMs,
    );
    const usage = {
      ...{ type: "whatsapp", call_count: 100, total_cputime: 100, total_time: 100 },
      estimated_time_to_regain_access: Math.ceil(waitMs / MINUTE_MS),
    };
    const header = { [USAGE]: JSON.stringify({ [String(accountId)]: [usage] }) };
    return { ...answer, headers: { ...answer.headers, ...header } };
  }

  #tooManyOf(counts: HourCounts, keyId: string): GraphAnswer | undefined {
    const waitMs = counts.waitMsOf(keyId, this.#perHour);
    if (waitMs <= 0) return undefined;
    const what = `the hub carries ${this.#perHour} calls an hour for a key`;
    const message = `(#4) Application request limit reached: ${what}.`;
    return later(graphError(4, { status: 429, message }), waitMs);
  }
}

type Asking = Pick<GraphRequest, "key">;

interface Hold {
  readonly untilMs: number;
  readonly code: number;
}

/** Meta's codes for too many calls: by the app, and about the account. */
const OF_APP = 4;
const OF_ACCOUNT = 80_007;
const USAGE = "x-business-use-case-usage";
/** Meta counts by the hour: what it says beyond that is not believed. */
const HOLD_MS_MAX = HOUR_MS;

function later(error: GraphError, waitMs: number): GraphAnswer {
  const answer = jsonAnswer(error);
  const seconds = String(Math.ceil(waitMs / 1_000));
  return { ...answer, headers: { ...answer.headers, "retry-after": seconds } };
}

/** A program that is over its limit still fetches what customers send. */
function isOfFiles({ scope }: Edge): boolean {
  return scope === "media:read" || scope === "media:write";
}

/** Whether Meta refuses a call for there were too many. */
export function isTooMany(body: unknown): boolean {
  return codeOf(body) !== undefined;
}

function codeOf(body: unknown): number | undefined {
  const code = fieldIn(fieldIn(body, "error"), "code");
  return code === OF_APP || code === OF_ACCOUNT ? code : undefined;
}

/**
 * For how long to make no call. Where Meta says no time it is a minute; but an account whose usage
 * tells of none was refused for another limit, such as that of new templates, and the rest goes on.
 */
function holdMsOf({ headers, body }: Heard): number {
  const code = codeOf(body);
  const usage = headers[USAGE];
  const seconds = code === undefined ? 0 : Number(headers["retry-after"] ?? 0) || 0;
  const told = Math.max(seconds * 1_000, regainMsIn(usage));
  if (told > 0) return Math.min(told, HOLD_MS_MAX);
  const isUntold = code === OF_APP || (code === OF_ACCOUNT && usage === undefined);
  return isUntold ? MINUTE_MS : 0;
}

/** `{"<account>": [{"estimated_time_to_regain_access": 12, …}]}`, in minutes. */
function regainMsIn(usage: string | readonly string[] | undefined): number {
  const minutes = [...String(usage).matchAll(/"estimated_time_to_regain_access":\s*(\d{1,6})/g)];
  return Math.max(0, ...minutes.map(([, one]) => Number(one))) * MINUTE_MS;
}
