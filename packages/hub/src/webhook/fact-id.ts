import { hash } from "node:crypto";

/**
 * The id of a fact: the first 16 bytes of SHA-256 over its stream and what was said, keys sorted,
 * in hex. The same notice in two posts is one fact; anything else, however like it, is another
 * (SPEC I5).
 */
export function factIdFrom(numberId: bigint, notice: unknown): string {
  return hash("sha256", `${numberId}\n${canonicalJson(notice)}`, "hex").slice(0, 32);
}

/** JSON with the keys of every object in order, so that equal values are equal texts. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  let members = "";
  for (const key of Object.keys(value).sort()) {
    const one: unknown = Reflect.get(value, key);
    if (one === undefined) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(one)}`;
  }
  return `{${members}}`;
}
