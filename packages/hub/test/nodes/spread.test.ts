import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { movesOf } from "../../src/numbers/spread.ts";

const NONE: ReadonlySet<bigint> = new Set();

function owners(...pairs: readonly (readonly [bigint, number])[]): ReadonlyMap<bigint, number> {
  return new Map(pairs);
}

test("[O11] a lone node takes every number, and lets none go", () => {
  const alone = { self: 7, nodes: [7], owners: owners([1n, 7]) };

  const moves = movesOf(alone, [1n, 2n, 3n], NONE);

  assert.deepEqual(moves, { take: [2n, 3n], letGo: [] });
});

test("[O11] who has two more than another lets one go, and only that one takes it", () => {
  const before = { nodes: [7, 8], owners: owners([1n, 7], [2n, 7], [3n, 7]) };
  const after = { nodes: [7, 8], owners: owners([1n, 7], [2n, 7]) };

  assert.deepEqual(movesOf({ self: 7, ...before }, [1n, 2n, 3n], NONE).letGo, [3n]);
  assert.deepEqual(movesOf({ self: 8, ...before }, [1n, 2n, 3n], NONE).letGo, []);
  assert.deepEqual(movesOf({ self: 7, ...after }, [1n, 2n, 3n], NONE).take, []);
  assert.deepEqual(movesOf({ self: 8, ...after }, [1n, 2n, 3n], NONE).take, [3n]);
});

test("[O11] what is free at a second look is anybody's: the one it was for may not come", () => {
  const standing = { self: 7, nodes: [7, 8], owners: owners([1n, 7]) };

  assert.deepEqual(movesOf(standing, [1n, 2n], NONE).take, []);
  assert.deepEqual(movesOf(standing, [1n, 2n], new Set([2n])).take, [2n]);
});

test("[O11] from any standing a few rounds leave each number one owner and each node its share", () => {
  const nodes = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 });
  const standings = fc.tuple(nodes, fc.array(fc.option(fc.nat({ max: 4 })), { maxLength: 12 }));
  fc.assert(
    fc.property(standings, ([nodes, owned]) => {
      const numbers = owned.map((_, i) => BigInt(i + 1));
      const held = new Map<bigint, number>();
      for (const [i, place] of owned.entries()) {
        const owner = place === null ? undefined : nodes[place % nodes.length];
        if (owner !== undefined) held.set(BigInt(i + 1), owner);
      }

      for (let round = 0; round < 4; round++) {
        const seen = new Map(held);
        for (const self of nodes) {
          const { take, letGo } = movesOf({ self, nodes, owners: seen }, numbers, NONE);
          for (const one of take) if (!held.has(one)) held.set(one, self);
          for (const one of letGo) held.delete(one);
        }
      }

      const counts = nodes.map((node) => [...held.values()].filter((one) => one === node).length);
      assert.equal(held.size, numbers.length);
      assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, `${counts}`);
    }),
  );
});
