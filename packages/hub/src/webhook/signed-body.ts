import { isSigned } from "@casement/cloud-api";
import type { AppSecret } from "../numbers/app-store.ts";

/**
 * The body of a post, byte by byte as a known app signed it. What keeps or reads a post takes no
 * other, so that nobody can come to believe what a stranger wrote (SPEC I2). It is made here only.
 */
export type SignedBody = Uint8Array & { readonly signedBody: unique symbol };

/** A body, and by which secret it was verified. */
export interface Verified {
  readonly body: SignedBody;
  readonly signer: AppSecret;
}

/** The body, if these are bytes that one of the secrets signed. */
export function verified(
  bytes: Uint8Array,
  signature: string,
  secrets: readonly AppSecret[],
): Verified | undefined {
  for (const signer of secrets) {
    if (isSignedBody(bytes, signature, signer)) return { body: bytes, signer };
  }
  return undefined;
}

function isSignedBody(
  bytes: Uint8Array,
  signature: string,
  { text }: AppSecret,
): bytes is SignedBody {
  return isSigned(bytes, signature, text);
}

/**
 * The body of a post that is kept: it was verified before it was. Of one that somebody was cut out
 * of since (SPEC R5) this is what is left, which nobody signed and we wrote ourselves.
 */
export function signedBodyFromRow(row: { readonly bytes: Uint8Array }): SignedBody {
  return row.bytes as SignedBody;
}
