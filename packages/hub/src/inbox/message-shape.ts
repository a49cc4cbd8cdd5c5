import { cloudApiErrorFromAnswer, ERRORS, remedyOf } from "@casement/cloud-api";
import { explain } from "@casement/engine";
import { isoOf, isoOrNull } from "../api/instants.ts";
import type { ChargeShape, ContentShape, MessageShape } from "../api/shapes.ts";
import { chargeShape } from "./charge-shape.ts";
import type { DraftRow, MessageRow, UnitRow } from "./message-row-store.ts";
import { messageStatus } from "./message-status.ts";

export function messageShape(row: MessageRow): MessageShape {
  const status = messageStatus(row.direction, row);
  const units = row.units ?? [];
  return {
    id: row.wamid,
    draft_id: row.draft_id,
    idempotency_key: row.idempotency_key,
    direction: row.direction,
    origin: row.origin,
    tag: row.tag,
    at: isoOf(row.at),
    content: row.content ?? NOTHING_KEPT,
    reply_to: row.reply_to,
    send_at: null,
    edited_at: row.edited_at === null ? null : isoOf(row.edited_at),
    revoked_at: row.revoked_at === null ? null : isoOf(row.revoked_at),
    status,
    error: status === "failed" ? errorOf(row.failed_code ?? UNKNOWN_ERROR) : null,
    conversation: conversationOf(units[0]),
    charge: chargeOfAll(units),
  };
}

/** A draft where its message will stand, with what its body says and answers in our words. */
export function draftShape(
  row: DraftRow,
  { content, replyTo }: { content: ContentShape; replyTo: string | undefined },
): MessageShape {
  const { state } = row;
  return {
    id: row.draft_id,
    draft_id: row.draft_id,
    idempotency_key: row.idempotency_key,
    direction: "out",
    origin: "casement",
    tag: row.tag,
    at: isoOf(row.created_at),
    content,
    reply_to: replyTo ?? null,
    send_at: state === "scheduled" ? isoOrNull(row.send_at) : null,
    edited_at: null,
    revoked_at: null,
    status: state === "withdrawn" ? "failed" : state,
    error: draftErrorOf(row),
    conversation: null,
    charge: null,
  };
}

function draftErrorOf(row: DraftRow): MessageShape["error"] {
  switch (row.state) {
    case "refused": {
      const code = row.decision.allowed ? UNKNOWN_ERROR : row.decision.code;
      return { ...errorOf(code), title: explain(row.decision) };
    }
    case "failed":
      return errorOf(cloudApiErrorFromAnswer(row.answer_status ?? 500, row.answer).code);
    case "withdrawn":
      return row.send_at === null ? errorOf(NO_TURN_IN_TIME) : MOMENT_OVER;
    default:
      return null;
  }
}

function errorOf(code: number): { code: number; title: string; remedy: string } {
  return { code, title: ERRORS[code]?.title ?? `Error ${code}`, remedy: remedyOf(code) };
}

function conversationOf(unit: UnitRow | undefined): MessageShape["conversation"] {
  const conversation = unit?.folded.conversation ?? null;
  if (conversation === null) return null;
  return { category: conversation.category, opened_by: conversation.openedBy };
}

/**
 * What the message cost. In a group it is a unit for each participant it reached; they are of one
 * kind, so the first speaks for all and the amounts are added. One unknown amount makes the sum
 * unknown.
 */
function chargeOfAll(units: readonly UnitRow[]): ChargeShape | null {
  const [first] = units;
  if (first === undefined) return null;
  let sum: number | null = 0;
  for (const { charge } of units) {
    sum = sum === null || charge.amountMicros === null ? null : sum + charge.amountMicros;
  }
  const state = sum === null ? "unknown" : first.state;
  return chargeShape({ ...first.charge, amountMicros: sum }, state, first.folded.deliveredAt);
}

/** Of a message that we know only by its statuses, or that was erased. */
const NOTHING_KEPT: ContentShape = { kind: "other", type: "unknown", text: null };
const UNKNOWN_ERROR = 131000;
const NO_TURN_IN_TIME = 130429;
/** Of a scheduled message, which would have gone out more than an hour late. */
const MOMENT_OVER = {
  code: NO_TURN_IN_TIME,
  title: "Its moment was over an hour ago",
  remedy: "give_up",
};
