import { parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn, textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "./account-store.ts";

/** What Meta thinks of a number, in Meta's words; null: it did not say. */
export interface NumberStanding {
  readonly quality: string | null;
  readonly throughput: string | null;
  /** How many customers may be written to first in 24 hours, over the whole portfolio. */
  readonly limit: string | null;
  readonly status: string | null;
  readonly nameStatus: string | null;
}

const FIELDS =
  "quality_rating,throughput,status,name_status,whatsapp_business_manager_messaging_limit";

const ANSWER_TIMEOUT_MS = 10_000;

/** Asks Meta how a number stands; `undefined` if it would not tell. Nothing of this is kept. */
export async function askStanding(
  dial: Dial,
  account: AccountRow & { readonly token: string },
  numberId: bigint,
): Promise<NumberStanding | undefined> {
  const outcome = await dial({
    url: `${account.apiUrl}/${account.graphVersion}/${numberId}?fields=${FIELDS}`,
    method: "GET",
    headers: { authorization: `Bearer ${account.token}` },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered" || outcome.status !== 200) return undefined;
  const told = jsonFrom(outcome.text);
  return {
    quality: textIn(told, "quality_rating"),
    throughput: textIn(fieldIn(told, "throughput"), "level"),
    limit: textIn(told, "whatsapp_business_manager_messaging_limit"),
    status: textIn(told, "status"),
    nameStatus: textIn(told, "name_status"),
  };
}

/** A proxy on the way may answer 200 with a page. */
function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
