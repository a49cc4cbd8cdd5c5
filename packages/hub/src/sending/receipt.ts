import { graphError, parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";
import type { AccountRow } from "../numbers/account-store.ts";
import type { Directory } from "../numbers/directory.ts";
import { type Answer, answerFrom } from "./call-meta.ts";

/** Read receipts and typing signs: no messages, no drafts, and nothing is lost if one is. */
export interface Receipts {
  post(numberId: bigint, body: Readonly<Record<string, unknown>>): Promise<Answer>;
}

const ANSWER_TIMEOUT_MS = 10_000;

export function createReceipts(parts: {
  readonly directory: Directory;
  readonly dial: Dial;
  readonly tokenOf: (account: AccountRow) => string;
}): Receipts {
  return {
    async post(numberId, body) {
      const account = parts.directory.defaultAccountOf(numberId);
      if (account === undefined) return answerFrom(graphError(131005));
      const outcome = await parts.dial({
        url: `${account.apiUrl}/${account.graphVersion}/${numberId}/messages`,
        method: "POST",
        headers: {
          authorization: `Bearer ${parts.tokenOf(account)}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(body),
        timeoutMs: ANSWER_TIMEOUT_MS,
      });
      if (outcome.kind !== "answered") return answerFrom(graphError(131016, { isTransient: true }));
      return { status: outcome.status, body: jsonFrom(outcome.text) };
    },
  };
}

function jsonFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return {};
  }
}
