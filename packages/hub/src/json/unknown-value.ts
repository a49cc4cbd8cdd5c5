// Reading values whose form nobody has vouched for: what a stranger sent, what we parsed ourselves.

/** Whether PostgreSQL can hold it, if it is a text: no NUL, no half of a surrogate pair. */
function isStorable(value: unknown): boolean {
  return typeof value !== "string" || (!value.includes("\0") && value.isWellFormed());
}

/** Where in a value the first text stands that cannot be stored, as a way from its root. */
export function wayToUnstorable(value: unknown): readonly string[] | undefined {
  if (!isStorable(value)) return [];
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, one] of Object.entries(value)) {
    if (!isStorable(name)) return [];
    const way = wayToUnstorable(one);
    if (way !== undefined) return [name, ...way];
  }
  return undefined;
}

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
