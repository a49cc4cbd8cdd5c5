import { parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";
import { textIn } from "../json/unknown-value.ts";
import type { AccountRow } from "../numbers/account-store.ts";

const ANSWER_TIMEOUT_MS = 10_000;

/** By which names versions of the API tell the limit; one that they do not have is an error. */
const FIELDS = ["whatsapp_business_manager_messaging_limit", "messaging_limit_tier"];

/**
 * How many customers a number, with the others of its portfolio, may reach out of their windows in
 * 24 hours, as Meta says now; `undefined` if it does not say.
 */
export async function askReachLimit(
  dial: Dial,
  account: AccountRow,
  { token, numberId }: { readonly token: string; readonly numberId: bigint },
): Promise<number | undefined> {
  for (const field of FIELDS) {
    const outcome = await dial({
      url: `${account.apiUrl}/${account.graphVersion}/${numberId}?fields=${field}`,
      method: "GET",
      headers: { authorization: `Bearer ${token}` },
      timeoutMs: ANSWER_TIMEOUT_MS,
    });
    if (outcome.kind !== "answered" || outcome.status !== 200) continue;
    const limit = limitFrom(textIn(parseJson(outcome.text), field));
    if (limit !== undefined) return limit;
  }
  return undefined;
}

/** Meta's word for a limit: `TIER_250`, `TIER_2K`, `TIER_UNLIMITED`. */
function limitFrom(word: string | null): number | undefined {
  if (word === "TIER_UNLIMITED") return Number.POSITIVE_INFINITY;
  const [, count, thousands] = /^TIER_(\d+)(K?)$/.exec(word ?? "") ?? [];
  if (count === undefined) return undefined;
  return Number(count) * (thousands === "K" ? 1_000 : 1);
}
