import { HEED_ALL } from "./consent/heed-all.ts";
import { HEED_ELSEWHERE } from "./consent/heed-elsewhere.ts";
import { HEED_CONSENT } from "./consent/record-consent.ts";
import { TELL_WINDOWS } from "./downstream/closing-times.ts";
import { ERASE_THREAD } from "./erasing/ask-erasure.ts";
import { CUT_POSTS } from "./erasing/cut-rest.ts";
import { MONTH_SEAL } from "./ledger/month-seal.ts";
import { FETCH_FILE } from "./media/fetch-times.ts";
import { HEARING } from "./numbers/hearing.ts";
import { LIMITS_TOLD, NUMBER_LIMITS } from "./numbers/learn-limits.ts";
import { SCHEDULED_SEND } from "./sending/schedule.ts";
import { UNKNOWN_DRAFT } from "./sending/unknown-policy.ts";
import { TEMPLATE_SYNC } from "./templates/sync-times.ts";
import { REGROUP_THREADS } from "./threads/ask-regrouping.ts";

/** What an appointment is for, to whoever turns the clock. */
export function wordsOfAppointment(kind: string): string {
  return WORDS.get(kind) ?? "an appointment is kept";
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [SCHEDULED_SEND, "a scheduled message is sent"],
  [UNKNOWN_DRAFT, "a message of unknown end is settled"],
  [TELL_WINDOWS, "programs hear of windows that close"],
  [TEMPLATE_SYNC, "templates are fetched from Meta"],
  [HEARING, "the webhook is checked at Meta"],
  [LIMITS_TOLD, "Meta is asked for a number's limits"],
  [NUMBER_LIMITS, "Meta is asked for a number's limits"],
  [FETCH_FILE, "a file is fetched"],
  [MONTH_SEAL, "a month is closed in the ledger"],
  [HEED_CONSENT, "consent that was imported counts"],
  [HEED_ALL, "consent that was given elsewhere counts"],
  [HEED_ELSEWHERE, "consent that was imported counts"],
  [REGROUP_THREADS, "threads are merged or parted"],
  [ERASE_THREAD, "a customer is erased"],
  [CUT_POSTS, "a customer is erased"],
]);
