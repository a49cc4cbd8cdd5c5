import type { Instant } from "@casement/engine";

/** A token that was given out at sign-in, besides the one that a world starts with. */
export interface AccessToken {
  readonly token: string;
  readonly issuedAt: Instant;
  /** `null`: never. */
  readonly expiresAt: Instant | null;
}
