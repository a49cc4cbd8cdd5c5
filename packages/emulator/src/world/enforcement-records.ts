import { type FaultRecords, noFaults } from "../faults/fault-records.ts";
import { type LimitRecords, noLimitsUsed } from "../limits/limit-records.ts";
import { newTemplateDesk, type TemplateDesk } from "../templates/template-desk.ts";

/** What Meta keeps to hold a business to its rules, and the faults that were asked for. */
export interface EnforcementRecords {
  readonly templateDesk: TemplateDesk;
  readonly limits: LimitRecords;
  readonly faults: FaultRecords;
}

/** Those of a world in which nothing has happened; chance follows from its seed. */
export function noEnforcementRecords(seed: number): EnforcementRecords {
  return {
    templateDesk: newTemplateDesk(seed),
    limits: noLimitsUsed(seed),
    faults: noFaults(seed),
  };
}
