/** What one node sees of all: who is there, and who owns what. Nodes are numbered, in any way. */
export interface Standing {
  readonly self: number;
  readonly nodes: readonly number[];
  readonly owners: ReadonlyMap<bigint, number>;
}

/** What a node should do so that each has its share. */
export interface Moves {
  readonly take: readonly bigint[];
  readonly letGo: readonly bigint[];
}

/**
 * How numbers come to be spread over the nodes: evenly, and with as few changes of hands as can be.
 *
 * Every node reckons the same from the same standing, so none asks another. A free number is for
 * the node that has least; who finds it free for the second time takes it in any case, as that one
 * may not be able to. Whoever has two more than another lets one go. Where two nodes saw different
 * moments both may reach for a number, and its lock decides.
 */
export function movesOf(
  { self, nodes, owners }: Standing,
  numbers: readonly bigint[],
  freeBefore: ReadonlySet<bigint>,
): Moves {
  const counts = new Map(nodes.map((node) => [node, 0]));
  const add = (node: number, by: number): void => void counts.set(node, countOf(node) + by);
  const countOf = (node: number): number => counts.get(node) ?? 0;
  const sorted = [...numbers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const ordered = [...nodes].sort((a, b) => a - b);
  for (const numberId of sorted) {
    const owner = owners.get(numberId);
    if (owner !== undefined && counts.has(owner)) add(owner, 1);
  }

  const take: bigint[] = [];
  for (const numberId of sorted.filter((one) => !owners.has(one))) {
    const taker = least(ordered, countOf);
    if (taker === undefined) break;
    add(taker, 1);
    if (taker === self || freeBefore.has(numberId)) take.push(numberId);
  }

  const own = sorted.filter((one) => owners.get(one) === self);
  const letGo: bigint[] = [];
  for (;;) {
    const [from, to] = [most(ordered, countOf), least(ordered, countOf)];
    if (from === undefined || to === undefined || countOf(from) - countOf(to) < 2) break;
    add(from, -1);
    add(to, 1);
    const one = from === self ? own.pop() : undefined;
    if (one !== undefined) letGo.push(one);
  }
  return { take, letGo };
}

function least(nodes: readonly number[], countOf: (node: number) => number): number | undefined {
  return [...nodes].sort((a, b) => countOf(a) - countOf(b))[0];
}

function most(nodes: readonly number[], countOf: (node: number) => number): number | undefined {
  return [...nodes].sort((a, b) => countOf(b) - countOf(a))[0];
}
