import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { openPool } from "@casement/hub/database";
import { silentLog } from "../../src/log.ts";
import { NodeSignal } from "../../src/nodes/node-signal.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { beginStored } from "../events/number.ts";
import { databaseGate } from "../sending/database-gate.ts";

interface Pair extends AsyncDisposable {
  /** A node whose connections go through the gate, on a machine of its own. */
  readonly teller: NodeSignal;
  readonly machine: ManualMachine;
  readonly gate: ReturnType<typeof databaseGate>;
  /** What another node heard, as `word numbers`, in order. */
  readonly heard: string[];
  /** Resolves when the teller has lost its connection. */
  readonly lost: Promise<void>;
}

async function begin(): Promise<Pair> {
  const stored = await beginStored(0);
  const gate = databaseGate();
  const pool = openPool({ databaseUrl: await gate.lead(stored.url), log: silentLog });
  const machine = new ManualMachine();
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  const teller = new NodeSignal({ db: pool, machine, log: { ...silentLog, warn: () => lose() } });
  const other = new NodeSignal({ db: stored.db, machine: new ManualMachine(), log: silentLog });
  const heard: string[] = [];
  for (const word of ["due", "directory", "kept"] as const) {
    other.hear(word, (numberIds) => void heard.push([word, ...numberIds].join(" ")));
  }
  await other.start();
  return {
    ...{ teller, machine, gate, heard, lost },
    async [Symbol.asyncDispose]() {
      await teller.close();
      await other.close();
      await pool.end();
      await gate[Symbol.asyncDispose]();
      await stored[Symbol.asyncDispose]();
    },
  };
}

/** Lets the teller's time go by until something is as wanted. */
async function until({ machine }: Pair, isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    machine.turn(250);
    await setImmediate();
  }
}

test("[O13] what is said before the start, and while the connection is lost, is told once it is there", async () => {
  await using pair = await begin();
  const { teller, gate, heard } = pair;
  teller.tell("kept", [9n]);
  await teller.start();
  await until(pair, () => heard.length === 1);

  await gate.shut();
  await pair.lost;
  teller.tell("due", [1n, 2n]);
  teller.tell("directory");
  teller.tell("due", [2n, 3n]);
  await gate.open();
  await until(pair, () => heard.length === 3);
  teller.tell("kept", [9n]);
  await until(pair, () => heard.length === 4);

  assert.deepEqual(heard, ["kept 9", "due 1 2 3", "directory", "kept 9"]);
});

test("[O13] words whose telling is cut off are told again, with what was said meanwhile", async () => {
  await using pair = await begin();
  const { teller, gate, heard } = pair;
  await teller.start();

  const cut = gate.cutAt("pg_notify");
  teller.tell(
    "due",
    Array.from({ length: 700 }, (_, i) => BigInt(i)),
  );
  teller.tell("due", [700n]);
  teller.tell("directory");
  await cut;
  teller.tell("due", [1n, 701n]);
  await until(pair, () => heard.includes("directory"));

  const told = heard
    .filter((one) => one.startsWith("due "))
    .flatMap((one) => one.split(" ").slice(1));
  assert.deepEqual(new Set(told), new Set(Array.from({ length: 702 }, (_, i) => String(i))));
});

test("a node that closes while it cannot tell comes to its end, and leaves no alarm behind", async () => {
  for (const isAway of [false, true]) {
    await using pair = await begin();
    const { teller, gate, machine } = pair;
    await teller.start();
    if (isAway) {
      await gate.shut();
      await pair.lost;
    }

    const cut = isAway ? undefined : gate.cutAt("pg_notify");
    teller.tell("due", [1n]);
    await teller.close();
    await cut;
    teller.tell("due", [2n]);

    assert.equal(machine.nextInMs, undefined);
  }
});
