/** The longest text of a message that is kept; the platform's own limit for one is 4,096. */
const TEXT_LENGTH_MAX = 65_536;

/**
 * A stranger's text as PostgreSQL can hold it: no NUL, no half of a surrogate pair, not endless.
 * The post keeps the original (decision 0003).
 */
export function storable(text: string): string {
  const whole = text.replaceAll("\u0000", "\ufffd").toWellFormed();
  return whole.length <= TEXT_LENGTH_MAX ? whole : `${whole.slice(0, TEXT_LENGTH_MAX)}…`;
}

/** A value of unknown form with every text in it made storable, keys included. */
export function storableValue(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableValue);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [storable(key), storableValue(one)]),
  );
}
