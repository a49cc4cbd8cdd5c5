import type { Decision, Instant } from "@casement/engine";
import { CommitInDoubt } from "../numbers/own-transaction.ts";
import { NotOwner } from "../numbers/owner.ts";
import type { Answer } from "./call-meta.ts";
import type { Recipient } from "./recipient.ts";

/** A message that somebody wants sent. */
export interface SendCommand {
  readonly numberId: bigint;
  readonly to: Recipient;
  /** Whose token sends it; absent: the number's default account. */
  readonly accountId?: bigint | undefined;
  readonly keyId: string | null;
  /** A Cloud API body; its recipient is filled in where `to` names a thread. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey?: string | undefined;
  /** The caller's own `biz_opaque_callback_data`. */
  readonly callbackData?: string | undefined;
  /** What it is sent for, in the caller's words: a campaign, a purpose. */
  readonly tag?: string | undefined;
  /** When it is to be sent; absent or past: at once. */
  readonly sendAt?: Instant | undefined;
  /** The body of a template that is sent instead, if the window has closed by its turn. */
  readonly fallback?: Readonly<Record<string, unknown>> | undefined;
}

/** What became of it. `answer` is what a client of the Cloud API gets. */
export interface SendOutcome {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly draftId: string;
  readonly decision: Decision;
  readonly state:
    | "accepted"
    | "refused"
    | "failed"
    | "unknown"
    | "withdrawn"
    | "scheduled"
    | "canceled";
  /** Why the fallback was taken: the decision on what was asked for. `null`: it was not. */
  readonly insteadOf: Decision | null;
  readonly wamid: string | null;
  readonly answer: Answer;
}

/** What a scheduled draft is to become; what is left out stays. */
export interface DraftChange {
  readonly numberId: bigint;
  readonly draftId: string;
  readonly sendAt?: Instant | undefined;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
  /** `null`: there is to be none any more. */
  readonly fallback?: Readonly<Record<string, unknown>> | null | undefined;
}

export interface Sender {
  /** Sends it, or, of one for later, writes it down until then. */
  send(command: SendCommand): Promise<SendOutcome>;
  /** Changes a draft that is scheduled; `false`: it is so no longer. */
  change(change: DraftChange): Promise<boolean>;
  /** Takes a draft back that is scheduled; `false`: it is so no longer. */
  cancel(draft: { readonly numberId: bigint; readonly draftId: string }): Promise<boolean>;
  /** The dry run: what the gate says of a body now. */
  decide(question: {
    readonly numberId: bigint;
    readonly threadId: string;
    readonly body: Readonly<Record<string, unknown>>;
  }): Promise<Decision>;
}

/** Why a message cannot even be asked about. */
export class NoSuchNumber extends Error {
  override readonly name = "NoSuchNumber";
}

/**
 * It could not be written down, for the database is away or the hub is closing: surely nothing was
 * sent, and the same may be asked again.
 */
export class NotSent extends Error {
  override readonly name = "NotSent";
}

/** What became of it cannot be written or read, and so nobody can be told whether it was sent. */
export class MaybeSent extends Error {
  override readonly name = "MaybeSent";
}

/** What to tell of an ask whose transaction failed so. */
export function whyNotCommitted(cause: unknown): Error {
  if (cause instanceof NotOwner) return cause;
  // A draft that was committed all the same may be scheduled, or be sent again by a policy.
  if (cause instanceof CommitInDoubt) return new MaybeSent("perhaps committed", { cause });
  return new NotSent("not committed", { cause });
}

/** An idempotency key came again, with another body than the one it stands for (SPEC S3). */
export class IdempotencyConflict extends Error {
  override readonly name = "IdempotencyConflict";
}

/** Whoever asked for it, or scheduled it, took it back before its turn. Nobody waits for it. */
export class TakenBack extends Error {
  override readonly name = "TakenBack";
}

/** What to tell of an ask that became no draft in its turn. */
export function whyNotTaken(numberId: bigint, kind: "gone" | "other_body" | "no_thread"): Error {
  if (kind === "gone") return new TakenBack();
  if (kind === "other_body") return new IdempotencyConflict();
  return new NoSuchNumber(`${numberId} has no such thread`);
}
