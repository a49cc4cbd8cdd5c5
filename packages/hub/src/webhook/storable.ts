/** The longest text of a message that is kept; the platform's own limit for one is 4,096. */
const TEXT_LENGTH_MAX = 65_536;

/**
 * A stranger's text as PostgreSQL can hold it: no NUL, no half of a surrogate pair, not endless.
 * The post keeps the original (decision 0003).
 */
export function storable(text: string): string {
  if (isStorable(text)) return text;
  const whole = text.replaceAll("\u0000", "\ufffd").toWellFormed();
  return whole.length <= TEXT_LENGTH_MAX ? whole : `${whole.slice(0, TEXT_LENGTH_MAX)}…`;
}

function isStorable(text: string): boolean {
  return text.length <= TEXT_LENGTH_MAX && !text.includes("\u0000") && text.isWellFormed();
}

/** A value of unknown form with every text in it made storable, keys included. */
export function storableValue(value: unknown): unknown {
  return isStorableValue(value) ? value : madeStorable(value);
}

/** Nearly all are: to look costs less than to copy. */
function isStorableValue(value: unknown): boolean {
  if (typeof value === "string") return isStorable(value);
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(isStorableValue);
  for (const key of Object.keys(value)) {
    if (!isStorable(key) || !isStorableValue(Reflect.get(value, key))) return false;
  }
  return true;
}

function madeStorable(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(madeStorable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [storable(key), madeStorable(one)]),
  );
}
