import type { Instant } from "@casement/engine";

/** A call between one number and one customer, from the first ring to its end. */
export interface Call {
  readonly id: string;
  readonly numberId: string;
  readonly phone: string;
  readonly by: "customer" | "business";
  readonly at: Instant;
  readonly callbackData: string | null;
  state: "ringing" | "accepted" | "ended";
  acceptedAt: Instant | null;
  endedAt: Instant | null;
  /** How it ended. */
  outcome: "COMPLETED" | "FAILED" | null;
}
