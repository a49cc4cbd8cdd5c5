import { allowanceOf } from "../allowance.ts";
import type { Instant } from "../instant.ts";
import { regimeAt } from "../regimes.ts";
import type { Unit } from "../unit.ts";
import { monthOf } from "../zone.ts";
import type { Timeline } from "./timeline.ts";

/** One allowance of one month: a number's own, or the account's. */
interface Scope {
  readonly kind: "number" | "account";
  readonly id: string;
  readonly month: string;
}

/** What is used of an allowance, out of how many free units. */
export interface AllowanceUsed {
  readonly scope: "number" | "account";
  readonly used: number;
  readonly free: number;
}

/** How many free units each number, or the account, had used in a month, as far as is known. */
export class FreeUnits {
  readonly #timeline: Timeline;
  readonly #firstMonth: string | undefined;
  readonly #drawn = new Map<string, number>();

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
    this.#firstMonth = firstMonthOf(timeline);
  }

  /** Takes a unit in, in place of what was thought of it before. */
  count(number: string, before: Unit | undefined, unit: Unit): void {
    if (before !== undefined) this.#add(number, before, -1);
    this.#add(number, unit, 1);
  }

  /** What the allowance in force at `at` had given by then; `undefined` if there is none. */
  usedAt(number: string, at: Instant): AllowanceUsed | undefined {
    const { account } = this.#timeline;
    const allowance = regimeAt(at, account).allowance;
    if (allowance === null) return undefined;
    const month = monthOf(at, account.timeZone);
    const scope = scopeOf(allowance.scope, number, month);
    const used = this.usedBefore(scope) + (this.#drawn.get(keyOf(scope)) ?? 0);
    return { scope: allowance.scope, used, free: allowance.units };
  }

  /**
   * What the month of the first fact had used before it, as the timeline says.
   *
   * Said of each number, it is said of the account too: all of them together.
   */
  usedBefore({ kind, id, month }: Scope): number {
    if (month !== this.#firstMonth) return 0;
    const used = this.#timeline.freeUnitsUsed;
    if (typeof used === "number") return used;
    if (kind === "number") return used.get(id) ?? 0;
    return [...used.values()].reduce((sum, one) => sum + one, 0);
  }

  #add(number: string, unit: Unit, by: 1 | -1): void {
    const allowance = allowanceOf(unit, this.#timeline.account);
    if (allowance === undefined) return;
    const key = keyOf(scopeOf(allowance.scope, number, allowance.month));
    this.#drawn.set(key, (this.#drawn.get(key) ?? 0) + by);
  }
}

/** The account a timeline has: it needs a name to share an allowance by. */
export const ACCOUNT_ID: string = "account";

function scopeOf(kind: Scope["kind"], number: string, month: string): Scope {
  return { kind, id: kind === "number" ? number : ACCOUNT_ID, month };
}

function keyOf({ kind, id, month }: Scope): string {
  return `${kind}\n${id}\n${month}`;
}

/** The month of the first fact, or of the first question about no facts at all. */
function firstMonthOf({ account, facts, questions }: Timeline): string | undefined {
  const moments =
    facts.length > 0 ? facts.map((one) => one.fact.at) : questions.map((one) => one.at);
  const first = moments.reduce<Instant | undefined>(
    (least, at) => (least === undefined || at < least ? at : least),
    undefined,
  );
  return first === undefined ? undefined : monthOf(first, account.timeZone);
}
