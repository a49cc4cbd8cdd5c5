/**
 * The entry of a record under a key that a stranger may have chosen.
 *
 * A world is plain JSON, so its records inherit from `Object`: asked for `constructor`, a bare
 * look-up would answer with a function.
 */
export function ownEntry<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
