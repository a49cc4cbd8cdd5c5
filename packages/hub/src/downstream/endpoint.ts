import type { Instant } from "@casement/engine";

/** A program of the business that gets what Meta posts, forwarded by us. */
export interface Endpoint {
  readonly endpointId: string;
  readonly name: string;
  readonly url: string;
  /** Null: of the whole installation. */
  readonly accountId: bigint | null;
  /** Null: every number of the account, and what Meta posts about the account itself. */
  readonly numberIds: readonly bigint[] | null;
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
