// Reading values whose form nobody has vouched for: what a stranger sent, what we parsed ourselves.

/** A field of a value of unknown form, or `undefined`. */
export function fieldIn(value: unknown, field: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, field)) return undefined;
  return Reflect.get(value, field);
}

/** The items of a list in a value of unknown form, or none. */
export function listIn(value: unknown, field: string): unknown[] {
  const list = fieldIn(value, field);
  return Array.isArray(list) ? list : [];
}

/** A text field of a value of unknown form, or `null`. */
export function textIn(value: unknown, field: string): string | null {
  const text = fieldIn(value, field);
  return typeof text === "string" ? text : null;
}
