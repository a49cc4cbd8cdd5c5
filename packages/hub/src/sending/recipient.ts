import type { ClientBase } from "pg";
import { type Alias, selectNamesOf } from "../threads/alias-store.ts";
import { selectStatedNames } from "../threads/stated-name-store.ts";
import { currentNames } from "../threads/stated-names.ts";

type Db = Pick<ClientBase, "query">;

/** Who a message is for: a thread of ours, or an address as the Cloud API takes it. */
export type Recipient =
  | { readonly threadId: string }
  | { readonly address: string; readonly isGroup?: boolean };

/** The name that an address is, of a customer or of a group. */
export function nameOf({
  address,
  isGroup = false,
}: Extract<Recipient, { address: string }>): Pick<Alias, "kind" | "value"> {
  return isGroup ? { kind: "group_id", value: address } : nameFrom(address);
}

/** A business-scoped id looks like `GB.1a2b`; all else is a phone, of which the digits count. */
export function nameFrom(address: string): Pick<Alias, "kind" | "value"> {
  if (/^[A-Z]{2}\.[A-Za-z0-9.]+$/.test(address)) return { kind: "user_id", value: address };
  return { kind: "wa_id", value: address.replace(/\D/g, "") };
}

/** The digits that a body is written to, where WhatsApp calls their customer by others. */
export function writtenAs(
  body: Readonly<Record<string, unknown>>,
  waId: string | undefined,
): { readonly writtenAs?: string } {
  if (waId === undefined || body["recipient_type"] === "group") return {};
  const { kind, value } = nameFrom(String(body["to"] ?? ""));
  return kind !== "wa_id" || value === "" || value === waId ? {} : { writtenAs: value };
}

/**
 * How the Cloud API addresses the customer of a thread: by phone if there is one. Of several names
 * it is the one that the customer has now (SPEC F9).
 */
export async function addressOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Record<string, unknown>> {
  const names = await selectNamesOf(db, numberId, threadId);
  const { waIds, userIds } = names;
  const [group] = names.groupIds;
  if (group !== undefined) return { recipient_type: "group", to: group };
  const now =
    waIds.length > 1 || userIds.length > 1
      ? currentNames(await selectStatedNames(db, numberId, names))
      : {};
  const phone = now.waId ?? waIds.at(-1);
  return phone === undefined ? { recipient: now.userId ?? userIds.at(-1) } : { to: phone };
}

/** How a body names an address, if it does not do so itself. */
export function addressIn(
  body: Readonly<Record<string, unknown>>,
  address: Extract<Recipient, { address: string }>,
): Record<string, unknown> {
  if ("to" in body || "recipient" in body) return {};
  const { kind, value } = nameOf(address);
  return kind === "user_id" ? { recipient: value } : { to: value };
}

/** The fields by which a body names its recipient. */
const FIELDS = ["to", "recipient", "recipient_type"];

export function recipientOf(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => FIELDS.includes(name)));
}

export function withoutRecipient(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !FIELDS.includes(name)));
}
