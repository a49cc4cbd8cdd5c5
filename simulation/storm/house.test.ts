import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { sequentialIds } from "@casement/hub";
import { Random, randomStateFromSeed } from "../../packages/emulator/src/random.ts";
import { Sightings } from "../sometimes.ts";
import { House } from "./house.ts";
import { STORM_SIGHTS, type StormSight } from "./sights.ts";

test("a house in which no hub comes alive says why, to whoever opens it and whoever waits", async () => {
  const house = new House({
    clock: new VirtualClock(instantFromMs(0)),
    random: new Random(randomStateFromSeed(1, "house")),
    sightings: new Sightings<StormSight>(STORM_SIGHTS),
    ids: sequentialIds(),
    passes: () => true,
    databaseUrl: "postgres://127.0.0.1:1/none",
    config: {
      ...{ host: "127.0.0.1", port: 0, folder: "/nowhere", databaseUrl: undefined, perSecond: 4 },
      ...{ endpointOrigins: [], secretKey: undefined, connection: undefined },
    },
    openGraph: () => Promise.reject(new Error("no line to Meta")),
    endSessions: async () => {},
  });
  const why = (error: Error): boolean => {
    assert.equal(error.message, "no hub came alive in 20 starts");
    assert.match(String(error.cause), /no line to Meta/);
    return true;
  };

  await assert.rejects(house.open(), why);
  await assert.rejects(house.quiet(), why);
  await house.close();
});
