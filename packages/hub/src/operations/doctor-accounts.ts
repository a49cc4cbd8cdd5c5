import { CHOOSE_ZONE, zoneSourceOf } from "../numbers/account-zone.ts";
import { type Finding, fine, wrong } from "./finding.ts";
import type { Workshop } from "./workshop.ts";

/** Of each account, whether anybody has said in which zone its months turn. */
export function lookAtZones({ directory }: Workshop): Finding[] {
  return directory.accounts.map((account) => {
    const check = `time zone of ${account.accountId}`;
    const source = zoneSourceOf(account);
    if (source !== "assumed") {
      const by = source === "chosen" ? "chosen here" : "as Meta says";
      return fine(check, `${account.rules.timeZone}, ${by}`);
    }
    const word = account.platformZone;
    const named = word === null ? "Meta has named none" : `Meta calls it ${word}, on no list`;
    return wrong(check, `${named}: UTC is taken`, CHOOSE_ZONE);
  });
}
