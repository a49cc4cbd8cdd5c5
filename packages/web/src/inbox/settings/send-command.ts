import type { KeyShape, NumberShape, ThreadShape } from "@casement/hub/api";

/** What the first message with a new key takes; `to` is empty as long as nobody is chosen. */
export interface FirstMessage {
  readonly baseUrl: string;
  readonly key: string;
  readonly numberId: string;
  readonly to: string;
}

/** The path of Meta's that the examples show; the hub takes any version. */
const VERSION = "v23.0";

/**
 * A whole command for a shell that sends one message, as an SDK of the Cloud API would. Everything
 * that is put in is of letters, digits and signs that no shell reads, so the quotes hold.
 */
export function sendCommand({ baseUrl, key, numberId, to }: FirstMessage): string {
  const digits = to.replace(/\D/g, "");
  const body = {
    messaging_product: "whatsapp",
    to: digits === "" ? NOBODY : digits,
    type: "text",
    text: { body: "Hello" },
  };
  return [
    `curl ${baseUrl}/${VERSION}/${numberId}/messages`,
    `-H 'authorization: Bearer ${key}'`,
    "-H 'content-type: application/json'",
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
}

/** Stands where the customer's number goes: nobody is written to by a command pasted too soon. */
export const NOBODY = "CUSTOMER";

/** The number that a key sends from, if it may send at all: the first that it reaches. */
export function sendingNumber(
  key: Pick<KeyShape, "scopes" | "account_id" | "number_ids">,
  numbers: readonly NumberShape[],
): NumberShape | undefined {
  if (!key.scopes.includes("*") && !key.scopes.includes("messages:send")) return undefined;
  return numbers.find(
    (one) =>
      one.connected &&
      (key.account_id === null || key.account_id === one.account_id) &&
      (key.number_ids?.includes(one.number_id) ?? true),
  );
}

/** Whom one could write to, those heard of last first: their digits, and who they are. */
export function recipientsIn(
  threads: readonly ThreadShape[],
): readonly { readonly phone: string; readonly name: string }[] {
  return threads.flatMap(({ phone, name }) =>
    phone === null ? [] : [{ phone: phone.replace(/\D/g, ""), name: name ?? phone }],
  );
}
