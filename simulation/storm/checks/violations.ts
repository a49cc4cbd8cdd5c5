import type { Evidence } from "../evidence.ts";
import { receivedFileFaults, uploadFaults } from "./files.ts";
import { journalFaults, monthFaults, sealFaults } from "./journal.ts";
import { chargeFaults, conversationFaults, postingFaults } from "./money.ts";
import { gateFaults, orderFaults, rateFaults } from "./pace.ts";
import { conservationFaults, postFaults } from "./posts.ts";
import { eventForwardFaults, forwardFaults } from "./programs.ts";
import { scheduleFaults } from "./schedule.ts";
import { askFaults, callFaults, draftFaults, unsentFaults } from "./sends.ts";
import { statusFaults, threadFaults, windowFaults } from "./threads.ts";
import { eventFaults, momentFaults, toldFaults } from "./time.ts";

type Check = (evidence: Evidence) => string[];

export const CHECKS: readonly Check[] = [
  postFaults,
  conservationFaults,
  statusFaults,
  windowFaults,
  threadFaults,
  conversationFaults,
  chargeFaults,
  postingFaults,
  journalFaults,
  monthFaults,
  sealFaults,
  draftFaults,
  callFaults,
  askFaults,
  unsentFaults,
  scheduleFaults,
  orderFaults,
  rateFaults,
  gateFaults,
  eventFaults,
  momentFaults,
  toldFaults,
  forwardFaults,
  eventForwardFaults,
  receivedFileFaults,
  uploadFaults,
];

/** All that does not hold, a line each. */
export function violations(evidence: Evidence): string[] {
  return CHECKS.flatMap((check) => check(evidence));
}
