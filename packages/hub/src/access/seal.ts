import { createCipheriv, createDecipheriv } from "node:crypto";
import { assert } from "@casement/engine";
import type { Ids } from "../ids.ts";

// A sealed text is: a byte for the form (1), the nonce, the tag, the cipher text. AES-256-GCM: who
// has the database but not the installation's key can neither read nor change a token in it.

/** What is sealed cannot be opened: another installation's key, or somebody changed the bytes. */
export class SealBroken extends Error {
  override readonly name = "SealBroken";
}

/**
 * Seals a token or a secret under the installation's key. The same text never looks the same twice.
 */
export function seal(key: Uint8Array, ids: Ids, text: string): Uint8Array {
  assert(key.length === KEY_BYTES, "the installation's key has 32 bytes");
  const nonce = ids.secret(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Uint8Array.of(FORM), nonce, cipher.getAuthTag(), sealed]);
}

/** The text that `seal` closed up, or `SealBroken`. */
export function unseal(key: Uint8Array, sealed: Uint8Array): string {
  assert(key.length === KEY_BYTES, "the installation's key has 32 bytes");
  if (sealed[0] !== FORM || sealed.length < TEXT_FROM) {
    throw new SealBroken("the sealed text is of no form that we know");
  }
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, TAG_FROM), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(sealed.subarray(TAG_FROM, TEXT_FROM));
  try {
    const text = [decipher.update(sealed.subarray(TEXT_FROM)), decipher.final()];
    return Buffer.concat(text).toString("utf8");
  } catch (cause) {
    throw new SealBroken(
      "a token or secret cannot be opened: it was sealed under another CASEMENT_SECRET_KEY",
      { cause },
    );
  }
}

export const KEY_BYTES = 32;
const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TAG_FROM: number = 1 + NONCE_BYTES;
const TEXT_FROM: number = TAG_FROM + TAG_BYTES;
