import { msFromDuration } from "../duration.ts";
import { Random } from "../random.ts";
import type { World } from "../world/world.ts";
import type { CountedRule } from "./fault-records.ts";
import { type FaultDo, type FaultKind, type FaultPlace, kindOf } from "./fault-rule.ts";

/** What a rule can be about: words by name, of which any may be missing. */
export type FaultSubject = Readonly<Record<string, string | undefined>>;

/** What goes wrong here, among `kinds`, in the order of the rules. Counts the rules that fit. */
export function faultsFor(
  world: World,
  on: FaultPlace,
  subject: FaultSubject,
  kinds: readonly FaultKind[],
): readonly FaultDo[] {
  const { rules, random } = world.faults;
  if (rules.length === 0) return [];
  return rules
    .filter(({ rule }) => rule.on === on && kinds.includes(kindOf(rule.do)))
    .filter(({ rule }) => fits(rule.match ?? {}, subject))
    .filter((counted) => strikes(counted, new Random(random)))
    .map(({ rule }) => rule.do);
}

/** The span of a fault's `delay` or `hang`. */
export function faultMs(text: string): number {
  return msFromDuration(text) ?? 0;
}

function strikes(counted: CountedRule, random: Random): boolean {
  const { times, every, chance } = counted.rule;
  counted.seen += 1;
  const isTurn =
    (times === undefined || counted.struck < times) &&
    (every === undefined || counted.seen % every === 0) &&
    (chance === undefined || random.happens(chance));
  if (isTurn) counted.struck += 1;
  return isTurn;
}

/** Whether each word that a rule names is as it says: one of several, and `*` for anything. */
function fits(
  match: Readonly<Record<string, string | readonly string[]>>,
  subject: FaultSubject,
): boolean {
  return Object.entries(match).every(([name, wanted]) => {
    const found = Object.hasOwn(subject, name) ? subject[name] : undefined;
    if (found === undefined) return false;
    const words = typeof wanted === "string" ? [wanted] : wanted;
    return words.some((word) => isLike(found, word));
  });
}

function isLike(found: string, word: string): boolean {
  const pieces = word.split("*").map((piece) => piece.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".*")}$`, "is").test(found);
}
