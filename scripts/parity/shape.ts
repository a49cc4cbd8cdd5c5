/** What is where in a JSON value: a path like `data[].id`, and of what types it is. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** The shape of a value. What an array's items have is said once, under `[]`. */
export function shapeOf(value: unknown): Shape {
  const shape = new Map<string, Set<string>>();
  note(shape, "", value);
  return shape;
}

function note(shape: Map<string, Set<string>>, path: string, value: unknown): void {
  const types = shape.get(path) ?? new Set();
  types.add(typeOf(value));
  shape.set(path, types);
  if (Array.isArray(value)) {
    for (const item of value) note(shape, `${path}[]`, item);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      note(shape, path === "" ? key : `${path}.${key}`, member);
    }
  }
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return value === null ? "null" : typeof value;
}
