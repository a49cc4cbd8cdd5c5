import { createHash } from "node:crypto";
import type { Ids } from "../ids.ts";
import type { Person } from "./role.ts";
import type { Scope } from "./scope.ts";

/** A key that was shown to us and is in force. The key itself is not in here. */
export interface ApiKey {
  readonly keyId: string;
  /** The first characters, by which people tell keys apart. */
  readonly prefix: string;
  readonly name: string;
  /** Undefined: a key for the whole installation. */
  readonly accountId: bigint | undefined;
  /** Whether it names neither account nor numbers, and so reaches all there is. */
  readonly everywhere: boolean;
  /** Whether it is an account's and names no numbers: it reaches also those that come later. */
  readonly wholeAccount: boolean;
  /**
   * The numbers it reaches, least first: of its account, and in its own list if it has one. If it
   * reaches all there is, also those that posts came of and nobody connected.
   */
  readonly numberIds: readonly bigint[];
  readonly scopes: readonly string[];
  /** Who it is, if it is no key but somebody signed in; `keyId` is theirs then. */
  readonly person?: Person;
}

/** A key as it is made: `text` is shown once, the rest is kept. */
export interface NewKey {
  readonly text: string;
  readonly prefix: string;
  readonly sha256: Uint8Array;
}

export function newKey(ids: Ids): NewKey {
  const text = `csm_${secretText(ids)}`;
  return { text, prefix: text.slice(0, PREFIX_LENGTH), sha256: sha256OfKey(text) };
}

/** 192 random bits as letters and digits, that stand in an address as they are. */
export function secretText(ids: Ids): string {
  return base62From(ids.secret(SECRET_BYTES));
}

/** Whether `text` has the form of a key. What has not is refused before the database is asked. */
export function hasKeyForm(text: string): boolean {
  return KEY_FORM.test(text);
}

/**
 * What is kept of a key. A plain hash is enough: nobody guesses 192 random bits, however fast they
 * can try, and a slow hash would let strangers keep the machine busy.
 */
export function sha256OfKey(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}

export function mayDo(key: ApiKey, scope: Scope): boolean {
  return key.scopes.includes(scope) || key.scopes.includes("*");
}

export function mayReach(key: ApiKey, numberId: bigint): boolean {
  return key.numberIds.includes(numberId);
}

/** Digits, then capitals, then small letters; as long for every value of the same length. */
function base62From(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / Math.log2(62));
  let rest = BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
  let text = "";
  for (let at = 0; at < length; at++) {
    text = `${ALPHABET.charAt(Number(rest % 62n))}${text}`;
    rest /= 62n;
  }
  return text;
}

const SECRET_BYTES = 24;
const PREFIX_LENGTH = 12;
const KEY_FORM = /^csm_[0-9A-Za-z]{20,80}$/;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
