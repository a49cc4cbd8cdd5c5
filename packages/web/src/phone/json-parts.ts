// Reading what has no shape of ours: messages as they are on the wire.

export function fieldAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** The text at the end of a way of names; a number counts as one. */
export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = names.reduce(fieldAt, value);
  if (typeof found === "number") return String(found);
  return typeof found === "string" && found !== "" ? found : undefined;
}

export function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = names.reduce(fieldAt, value);
  return Array.isArray(found) ? found : [];
}
