import { type MonthSeal, monthAfter } from "../ledger/month-seal.ts";
import { selectLateSums, selectSeals } from "../ledger/month-seal-store.ts";
import { reckonedSeal } from "../ledger/seal-months.ts";
import { counted, type Finding, fine, note, wrong } from "./finding.ts";
import type { Workshop } from "./workshop.ts";

/**
 * Whether the months of a number that are closed stand as they were closed (SPEC L9): their
 * postings must, what their messages cost may have changed since, by postings of later months.
 */
export async function lookAtMonths(
  { surroundings: { db } }: Workshop,
  numberId: bigint,
): Promise<Finding[]> {
  const check = `closed months of ${numberId}`;
  const seals = await selectSeals(db, numberId);
  const found: Finding[] = [];
  for (const [index, seal] of seals.entries()) {
    const next = seals[index + 1];
    if (next !== undefined && next.month !== monthAfter(seal.month)) {
      found.push(wrong(check, `${monthAfter(seal.month)} is open, and ${next.month} is not`, LOST));
    }
    const now = await reckonedSeal(db, numberId, seal);
    if (now.postingsSha256 !== seal.postingsSha256) {
      found.push(wrong(check, changed(seal, now), LOST));
    } else if (sumsOf(now) !== sumsOf(seal)) {
      const what = `the seal of ${seal.month} says other sums than its postings have`;
      found.push(wrong(check, what, LOST));
    } else if (now.dumpSha256 !== seal.dumpSha256) {
      const late = await selectLateSums(db, numberId, seal.month);
      if (late.length > 0) continue;
      const what = `messages of ${seal.month} are others than when it was closed, at no other cost`;
      const remedy =
        "A notice that came later, or new rules, may have done it: `casement rebuild`.";
      found.push(note(check, what, remedy));
    }
  }
  if (found.length > 0 || seals.length === 0) return found;
  const upTo = seals.at(-1)?.month ?? "";
  return [fine(check, `${counted(seals.length, "month")} up to ${upTo}, each as it was closed`)];
}

const LOST =
  "Nobody may change what is booked, not even the hub: somebody did with another role, or rows " +
  "were lost. Compare with a backup from after the month was closed.";

function changed(seal: MonthSeal, now: MonthSeal): string {
  const [was, is] = [seal.sums.postings, now.sums.postings];
  const month = `${seal.month} was changed after it was closed`;
  if (was === is) return `${month}: its ${counted(was, "posting")} are not what they were`;
  return `${month}: ${counted(was, "posting")} then, ${is} now`;
}

/** In one order of members, whatever the database keeps them in. */
function sumsOf({ sums }: MonthSeal): string {
  const accounts = sums.accounts.map((one) => [one.account, one.currency, one.amountMicros]);
  return JSON.stringify([sums.postings, accounts]);
}
