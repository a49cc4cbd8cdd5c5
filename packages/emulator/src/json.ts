/** An object as it comes out of `JSON.parse`. */
export type Json = Record<string, unknown>;

/** `value` if it is an object with keys, else `undefined`: an array and `null` have none. */
export function objectIn(value: unknown): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return { ...value };
}

/** `value` if it is text that says something, else `undefined`. */
export function textIn(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The object without what is `null` or `undefined`: Meta ignores the one, JSON has no other. */
export function withoutAbsent(object: Json): Json {
  if (!Object.values(object).some(isAbsent)) return { ...object };
  return Object.fromEntries(Object.entries(object).filter(([, value]) => !isAbsent(value)));
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
