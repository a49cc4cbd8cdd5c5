/** Stops on a mistake of ours: a state that cannot be. Never used for what a stranger can send. */
export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`assertion failed: ${what}`);
}

/** Makes the compiler count the cases of a union, and stops if one slips through all the same. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
