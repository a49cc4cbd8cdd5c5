import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { ALICE, beginHouse } from "../api/house.ts";

test("[S12] a scheduled message whose hour passes while it waits for its turn is withdrawn", async () => {
  await using house = await beginHouse();
  const { organs, clock, numberId } = house;
  await house.writes(ALICE, "hello");
  for (const hours of [1, 2]) {
    const made = await house.ask("/messages", {
      ...{ number_id: numberId, to: ALICE, draft: { kind: "text", text: `${hours}` } },
      send_at: new Date(clock.now() + hours * HOUR_MS).toISOString(),
    });
    assert.equal(made.status, 200, JSON.stringify(made.body));
  }
  const { promise: isFree, resolve: free } = Promise.withResolvers<void>();

  // Another node is to have the number, so nothing of it begins.
  const handed = organs.outbox.handOver(BigInt(numberId), () => isFree);
  await house.turn(2 * HOUR_MS + 1);
  free();
  await handed;
  await organs.outbox.settled();

  const { rows } = await house.db.query(
    "select body #>> '{text,body}' as said, state from draft order by send_at",
  );
  assert.deepEqual(rows, [
    { said: "1", state: "withdrawn" },
    { said: "2", state: "accepted" },
  ]);
});
