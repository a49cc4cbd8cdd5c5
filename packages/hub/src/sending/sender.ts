import type { Decision } from "@casement/engine";
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
}

/** What became of it. `answer` is what a client of the Cloud API gets. */
export interface SendOutcome {
  readonly numberId: bigint;
  readonly threadId: string;
  readonly draftId: string;
  readonly decision: Decision;
  readonly state: "accepted" | "refused" | "failed" | "unknown" | "withdrawn";
  readonly wamid: string | null;
  readonly answer: Answer;
}

export interface Sender {
  send(command: SendCommand): Promise<SendOutcome>;
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

/** An idempotency key came again, with another body than the one it stands for (SPEC S3). */
export class IdempotencyConflict extends Error {
  override readonly name = "IdempotencyConflict";
}
