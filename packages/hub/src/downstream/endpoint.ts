import type { Instant } from "@casement/engine";
import type { NativeKind } from "../events/native-event.ts";

/** A program of the business that gets what Meta posts, or events of the hub's own making. */
export interface Endpoint {
  readonly endpointId: string;
  readonly name: string;
  readonly url: string;
  /** Null: of the whole installation. */
  readonly accountId: bigint | null;
  /** Null: every number of the account, and what Meta posts about the account itself. */
  readonly numberIds: readonly bigint[] | null;
  /** Null: it gets what Meta posts. */
  readonly eventKinds: readonly NativeKind[] | null;
  readonly sealedSecret: Uint8Array;
  readonly createdAt: Instant;
  /** The first failure since something last arrived there. */
  readonly failingSince: Instant | null;
  readonly pausedAt: Instant | null;
  readonly pausedWhy: string | null;
}

/** Whether an endpoint gets what belongs to a stream. */
export type Gets = (stream: bigint) => boolean;

/** What an endpoint gets, given the numbers that its account has now. */
export function getsOf(
  { accountId, numberIds }: Pick<Endpoint, "accountId" | "numberIds">,
  numbersOfAccount: readonly bigint[],
): Gets {
  if (numberIds !== null) return (stream) => numberIds.includes(stream);
  if (accountId === null) return () => true;
  return (stream) => stream === accountId || numbersOfAccount.includes(stream);
}
