import type { ClientBase } from "pg";
import type { Alias } from "../threads/alias-store.ts";
import { selectLinkedAliases } from "./linked-name-store.ts";

/** One name of a customer. */
export type Name = Pick<Alias, "kind" | "value">;

/** A name with the thread of a number that has it. */
export interface PlacedName extends Name {
  readonly numberId: bigint;
  readonly threadId: string;
}

/** Those of whom we know that they are one, by any of their names. */
export interface LinkedNames {
  /** All names of whoever has this one; it alone, if no thread has it. */
  readonly namesWith: (name: Name) => readonly Name[];
  /** The same with the threads that have them. */
  readonly placesOf: (name: Name) => readonly PlacedName[];
  /** All that was found. */
  readonly places: readonly PlacedName[];
}

/**
 * Finds with which other names these are linked, over the threads of some numbers: those of threads
 * that share a name with them, those of threads that share a name with those, and so on. All are
 * asked for at once, so it takes as many statements a number as the longest chain has links.
 */
export async function linkedNames(
  db: Pick<ClientBase, "query">,
  numberIds: readonly bigint[],
  names: readonly Name[],
): Promise<LinkedNames> {
  const groups = new Groups();
  const places = new Map<string, PlacedName>();
  let unasked = onceEach(names);
  const asked = new Set(unasked.map(nameKey));
  while (unasked.length > 0) {
    const found: PlacedName[] = [];
    for (const numberId of numberIds) {
      found.push(...(await selectLinkedAliases(db, numberId, unasked)));
    }
    for (const one of found) {
      places.set(`${one.numberId} ${nameKey(one)}`, one);
      groups.join(nameKey(one), `${one.numberId}/${one.threadId}`);
    }
    unasked = onceEach(found).filter((one) => !asked.has(nameKey(one)));
    for (const one of unasked) asked.add(nameKey(one));
  }
  const byGroup = Map.groupBy(places.values(), (one) => groups.of(nameKey(one)));
  const placesOf = (name: Name): readonly PlacedName[] =>
    byGroup.get(groups.of(nameKey(name))) ?? [];
  return {
    ...{ placesOf, places: [...places.values()] },
    namesWith: (name) => onceEach([name, ...placesOf(name)]),
  };
}

/** What belongs together, by what each was joined with. */
class Groups {
  readonly #above = new Map<string, string>();

  of(key: string): string {
    let top = key;
    for (let above = this.#above.get(top); above !== undefined; above = this.#above.get(top)) {
      top = above;
    }
    return top;
  }

  join(a: string, b: string): void {
    const [one, other] = [this.of(a), this.of(b)];
    if (one !== other) this.#above.set(one, other);
  }
}

export function onceEach(names: readonly Name[]): Name[] {
  const once = new Map(names.map(({ kind, value }) => [nameKey({ kind, value }), { kind, value }]));
  return [...once.values()];
}

export function nameKey({ kind, value }: Name): string {
  return `${kind}:${value}`;
}
