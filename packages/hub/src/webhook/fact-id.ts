import { createHash } from "node:crypto";

/**
 * The id of a fact: the first 16 bytes of SHA-256 over its stream and what was said, keys sorted,
 * in hex. The same notice in two posts is one fact; anything else, however like it, is another
 * (SPEC I5).
 */
export function factIdFrom(numberId: bigint, notice: unknown): string {
  return createHash("sha256")
    .update(`${numberId}\n${canonicalJson(notice)}`)
    .digest("hex")
    .slice(0, 32);
}

/** JSON with the keys of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  const members = fields.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`);
  return `{${members.join(",")}}`;
}
