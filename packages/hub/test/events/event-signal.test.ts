import assert from "node:assert/strict";
import { test } from "node:test";
import { inTransaction } from "@casement/hub/database";
import { EventSignal } from "../../src/events/event-signal.ts";
import { recordEvents } from "../../src/events/event-store.ts";
import { silentLog } from "../../src/log.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { AT, beginStored, NUMBER, threadId } from "./number.ts";

const EVENT = { kind: "thread", threadId: threadId(1) } as const;

/** One server has the databases of all tests that run: only the connections of ours may end. */
const END_LISTENING = `
select pg_terminate_backend(pid) from pg_stat_activity
where datname = current_database() and query like 'listen%'`;

/** The next signal, as a promise. */
function nextOf(signal: EventSignal): Promise<bigint | undefined> {
  const { promise, resolve } = Promise.withResolvers<bigint | undefined>();
  const stop = signal.listen((numberId) => {
    stop();
    resolve(numberId);
  });
  return promise;
}

test("every node hears of an event once it is committed, and of none that is not", async () => {
  await using stored = await beginStored(1);
  const machine = new ManualMachine();
  const signals = [stored.db, stored.otherNode()].map(
    (db) => new EventSignal({ db, machine, log: silentLog }),
  );
  await Promise.all(signals.map((signal) => signal.start()));
  const told: (bigint | undefined)[] = [];
  for (const signal of signals) signal.listen((numberId) => told.push(numberId));
  const undone = inTransaction(stored.db, async (client) => {
    await recordEvents(client, 99n, [EVENT], AT);
    throw new Error("after all");
  });
  await assert.rejects(undone);

  const heard = Promise.all(signals.map(nextOf));
  await inTransaction(stored.db, (client) => recordEvents(client, NUMBER, [EVENT], AT));

  assert.deepEqual(await heard, [NUMBER, NUMBER]);
  assert.deepEqual(told, [NUMBER, NUMBER]);
  await Promise.all(signals.map((signal) => signal.close()));
});

test("a connection that is lost is made anew, and everybody is told to look", async () => {
  await using stored = await beginStored(1);
  const machine = new ManualMachine();
  const lost = Promise.withResolvers<void>();
  const log = { ...silentLog, warn: () => lost.resolve() };
  const signal = new EventSignal({ db: stored.otherNode(), machine, log });
  await signal.start();

  const look = nextOf(signal);
  await stored.db.query(END_LISTENING);
  await lost.promise;
  machine.turn(250);
  assert.equal(await look, undefined);

  const heard = nextOf(signal);
  await inTransaction(stored.db, (client) => recordEvents(client, NUMBER, [EVENT], AT));
  assert.equal(await heard, NUMBER);
  await signal.close();
});

test("while the database is away it goes on trying, less and less often", async () => {
  await using stored = await beginStored(1);
  const machine = new ManualMachine();
  const warned: (number | undefined)[] = [];
  let warnedAgain = Promise.withResolvers<void>();
  const log = {
    ...silentLog,
    warn: (_what: string, fields?: { count?: number }) => {
      warned.push(fields?.count);
      warnedAgain.resolve();
    },
  };
  const signal = new EventSignal({ db: stored.otherNode(), machine, log });
  await signal.start();
  const name = new URL(stored.url).pathname.slice(1);
  await stored.db.query(`revoke connect on database ${name} from public, current_user`);
  await stored.db.query(END_LISTENING);
  await warnedAgain.promise;
  const waits: number[] = [];
  while (warned.length < 9) {
    warnedAgain = Promise.withResolvers();
    const waitMs = machine.nextInMs ?? 0;
    waits.push(waitMs);
    machine.turn(waitMs);
    await warnedAgain.promise;
  }
  assert.deepEqual(warned, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(waits, [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);

  await stored.db.query(`grant connect on database ${name} to current_user`);
  const look = nextOf(signal);
  machine.turn(10_000);
  assert.equal(await look, undefined);
  await signal.close();
});
