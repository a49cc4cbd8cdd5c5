import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { type Alias, putAliases, selectAliases, selectAliasesOf } from "../threads/alias-store.ts";
import { threadIdFrom } from "../threads/thread-id.ts";
import { ensureThreads } from "../threads/thread-store.ts";

type Db = Pick<ClientBase, "query">;

/** Who a message is for: a thread of ours, or an address as the Cloud API takes it. */
export type Recipient =
  | { readonly threadId: string }
  | { readonly address: string; readonly isGroup?: boolean };

/** The thread of an address, made if this is the first we hear of it. */
export async function threadOfAddress(
  db: Db,
  numberId: bigint,
  { address, isGroup = false }: { address: string; isGroup?: boolean },
  now: Instant,
): Promise<string> {
  const name = isGroup ? { kind: "group_id" as const, value: address } : nameFrom(address);
  const [known] = await selectAliases(db, numberId, [name]);
  if (known !== undefined) return known.threadId;
  const threadId = threadIdFrom(numberId, name);
  await ensureThreads(db, numberId, [threadId]);
  await putAliases(db, numberId, [{ ...name, threadId }], now);
  return threadId;
}

/** A business-scoped id looks like `GB.1a2b`; all else is a phone, of which the digits count. */
export function nameFrom(address: string): Pick<Alias, "kind" | "value"> {
  if (/^[A-Z]{2}\.[A-Za-z0-9.]+$/.test(address)) return { kind: "user_id", value: address };
  return { kind: "wa_id", value: address.replace(/\D/g, "") };
}

/** How the Cloud API addresses the customer of a thread: by phone if there is one. */
export async function addressOf(
  db: Db,
  numberId: bigint,
  threadId: string,
): Promise<Record<string, unknown>> {
  const names = await selectAliasesOf(db, numberId, threadId);
  const named = (kind: Alias["kind"]): string | undefined =>
    names.findLast((name) => name.kind === kind)?.value;
  const group = named("group_id");
  if (group !== undefined) return { recipient_type: "group", to: group };
  const phone = named("wa_id");
  return phone === undefined ? { recipient: named("user_id") } : { to: phone };
}
