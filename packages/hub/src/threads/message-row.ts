import type { Instant } from "@casement/engine";
import type { ContentShape } from "../api/shapes.ts";
import type { ReceivedFact } from "../webhook/received-fact.ts";

/** What one or more facts say of a message: the row they make, or add to. */
export interface MessageRow {
  readonly wamid: string;
  readonly threadId: string;
  readonly direction: "in" | "out";
  readonly origin: "customer" | "casement" | "phone_app" | "unknown";
  readonly at: Instant;
  readonly sentAt: Instant | undefined;
  readonly deliveredAt: Instant | undefined;
  readonly readAt: Instant | undefined;
  readonly playedAt: Instant | undefined;
  readonly failedAt: Instant | undefined;
  readonly failedCode: number | undefined;
  readonly editedAt: Instant | undefined;
  readonly revokedAt: Instant | undefined;
  readonly accountId: bigint | undefined;
  readonly draftId: string | undefined;
  readonly replyTo: string | undefined;
  readonly content: ContentShape | undefined;
}

/**
 * The rows that one fact makes of messages: of its own, and of the one that it edits or revokes,
 * which keeps what it said (SPEC F11).
 */
export function messageRowsFrom(fact: ReceivedFact, threadId: string): MessageRow[] {
  if (fact.wamid === undefined) return [];
  const row = ownRow(fact, fact.wamid, threadId);
  const original = fact.said["original"];
  if (typeof original !== "string") return [row];
  const type = fact.said["type"];
  return [
    row,
    {
      ...row,
      wamid: original,
      editedAt: type === "edit" ? fact.at : undefined,
      revokedAt: type === "revoke" ? fact.at : undefined,
      replyTo: undefined,
      content: undefined,
    },
  ];
}

function ownRow(fact: ReceivedFact, wamid: string, threadId: string): MessageRow {
  const status = fact.kind === "status_reported" ? fact.said["status"] : undefined;
  const when = (word: string): Instant | undefined => (status === word ? fact.at : undefined);
  const code = fact.said["code"];
  const origin = originOf(fact);
  return {
    wamid,
    threadId,
    direction: origin === "customer" ? "in" : "out",
    origin,
    at: fact.at,
    sentAt: when("sent"),
    deliveredAt: when("delivered"),
    readAt: when("read"),
    playedAt: when("played"),
    failedAt: when("failed"),
    failedCode: typeof code === "number" ? code : undefined,
    editedAt: undefined,
    revokedAt: undefined,
    accountId: accountIdFrom(fact.said["accountId"]),
    draftId: fact.draftId,
    replyTo: fact.replyTo,
    content: fact.content,
  };
}

function originOf({ kind, said }: ReceivedFact): MessageRow["origin"] {
  switch (kind) {
    case "customer_message":
      return "customer";
    case "noted":
      return said["by"] === "business" ? "phone_app" : "customer";
    case "business_message":
      return "casement";
    case "echo":
      return "phone_app";
    default:
      return "unknown";
  }
}

function accountIdFrom(text: unknown): bigint | undefined {
  return typeof text === "string" && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

/** Rows of a batch, one a message. Times only ever grow towards the past: order does not matter. */
export function mergedByMessage(rows: readonly MessageRow[]): MessageRow[] {
  const merged = new Map<string, MessageRow>();
  for (const row of rows) {
    const known = merged.get(row.wamid);
    merged.set(row.wamid, known === undefined ? row : joined(known, row));
  }
  return [...merged.values()];
}

function joined(a: MessageRow, b: MessageRow): MessageRow {
  const claimed = a.origin === "unknown" ? b : a;
  return {
    ...claimed,
    at: a.origin === b.origin ? (earlier(a.at, b.at) ?? a.at) : claimed.at,
    sentAt: earlier(a.sentAt, b.sentAt),
    deliveredAt: earlier(a.deliveredAt, b.deliveredAt),
    readAt: earlier(a.readAt, b.readAt),
    playedAt: earlier(a.playedAt, b.playedAt),
    failedAt: earlier(a.failedAt, b.failedAt),
    failedCode: a.failedCode ?? b.failedCode,
    editedAt: later(a.editedAt, b.editedAt),
    revokedAt: earlier(a.revokedAt, b.revokedAt),
    accountId: a.accountId ?? b.accountId,
    draftId: a.draftId ?? b.draftId,
    replyTo: a.replyTo ?? b.replyTo,
    content: tellingMore(a.content, b.content),
  };
}

/**
 * Of two contents of one message the one that can be drawn: the past comes with placeholders, whose
 * files follow. Else the first, as Meta gives no id to two messages.
 */
function tellingMore(
  a: ContentShape | undefined,
  b: ContentShape | undefined,
): ContentShape | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.kind === "other" && b.kind !== "other" ? b : a;
}

function later(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
