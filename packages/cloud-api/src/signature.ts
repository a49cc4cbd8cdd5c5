import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The `X-Hub-Signature-256` that Meta sends with `body`: `sha256=` and 64 lower-case hex digits.
 */
export function signatureOf(body: Uint8Array, appSecret: string): string {
  return `${PREFIX}${createHmac("sha256", appSecret).update(body).digest("hex")}`;
}

/**
 * Whether `header` is the signature of exactly these bytes. Answers and never throws, whatever a
 * stranger puts in the header.
 *
 * The bytes as they came are what counts: parsing and writing them again changes escapes and
 * spaces, and with them the signature. The length is looked at first, as `timingSafeEqual` throws
 * on unequal lengths and as a stranger's header should not cost a hash. Without a secret nothing is
 * signed, for a hash with an empty key is one that anybody can make.
 */
export function isSigned(
  body: Uint8Array,
  header: string | null | undefined,
  appSecret: string,
): boolean {
  if (typeof header !== "string" || header.length !== LENGTH || appSecret === "") return false;
  const given = Buffer.from(header, "utf8");
  const wanted = Buffer.from(signatureOf(body, appSecret), "utf8");
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const PREFIX = "sha256=";
const LENGTH = PREFIX.length + 64;
