import assert from "node:assert/strict";
import { test } from "node:test";
import { later } from "@casement/engine";
import { revokeKey } from "../../src/access/api-key-store.ts";
import type { Scope } from "../../src/access/scope.ts";
import { idFromPlace, placeFromId } from "../../src/events/event-place.ts";
import { streamEvents } from "../../src/events/event-stream.ts";
import { KEEPING } from "../../src/retention/keeping.ts";
import { sweep } from "../../src/retention/sweep.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { ALICE, BOB, beginHouse, type House, type Value } from "../api/house.ts";

interface ReadEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Value;
}

/** The event stream as a browser reads it. */
class Stream {
  readonly response: Response;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(response: Response) {
    this.response = response;
    this.#reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next event; `undefined` when the hub has ended the stream. */
  async next(): Promise<ReadEvent | undefined> {
    for (;;) {
      const end = this.#text.indexOf("\n\n");
      if (end >= 0) {
        const block = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        if (block.startsWith(":")) continue;
        const field = (name: string): string =>
          new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
        return { id: field("id"), event: field("event"), data: JSON.parse(field("data")) };
      }
      const { value, done } = await this.#reader.read();
      if (done) return undefined;
      this.#text += value;
    }
  }

  /** Reads on until an event is as wanted. */
  async until(isWanted: (event: ReadEvent) => boolean): Promise<ReadEvent> {
    for (let event = await this.next(); event !== undefined; event = await this.next()) {
      if (isWanted(event)) return event;
    }
    throw new Error("the stream ended");
  }

  leave(): Promise<void> {
    return this.#reader.cancel();
  }
}

async function open(
  house: House,
  more: { key?: string; lastEventId?: string } = {},
): Promise<Stream> {
  const { key = house.key, lastEventId } = more;
  const headers = {
    authorization: `Bearer ${key}`,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  return new Stream(await fetch(`${house.url}/api/v1/events`, { headers }));
}

const says = (text: string) => (one: ReadEvent) =>
  one.event === "message" && one.data.message.content.text === text;

test("a stream begins with the clock, and what a customer writes comes as message and thread", async () => {
  await using house = await beginHouse();
  const stream = await open(house);
  assert.equal(stream.response.headers.get("content-type"), "text/event-stream; charset=utf-8");
  const first = await stream.next();
  assert.deepEqual(first?.data, {
    kind: "clock",
    clock: { now: "2026-11-10T09:00:00.000Z", speed: 0 },
  });

  await house.writes(ALICE, "hello");
  const { data } = await stream.until((one) => one.event === "message");
  const { data: listed } = await stream.until((one) => one.event === "thread");

  assert.equal(data.message.content.text, "hello");
  assert.equal(data.number_id, house.numberId);
  assert.equal(listed.thread.thread_id, data.thread_id);
  assert.deepEqual(listed.thread, (await house.ask("/threads")).body.data[0]);
  await stream.leave();
});

test("turning the clock is told to every screen", async () => {
  await using house = await beginHouse();
  const stream = await open(house);
  await stream.next();

  await house.turn(3_600_000);

  const told = await stream.until((one) => one.event === "clock");
  assert.deepEqual(told.data.clock, { now: "2026-11-10T10:00:00.000Z", speed: 0 });
  await stream.leave();
});

test("[N3] who comes back gets what was missed, each once and as it is now", async () => {
  await using house = await beginHouse();
  const stream = await open(house);
  await house.writes(ALICE, "first");
  const { id } = await stream.until((one) => one.event === "thread");
  await stream.leave();
  await house.writes(BOB, "second");
  await house.writes(ALICE, "third");
  await house.writes(ALICE, "fourth");

  const back = await open(house, { lastEventId: id });
  const seen: string[] = [];
  await back.until((one) => {
    if (one.event === "message") seen.push(one.data.message.content.text);
    if (one.event === "thread") seen.push(`${one.data.thread.phone} ${one.data.thread.unread}`);
    return one.event === "thread" && one.data.thread.phone === `+${ALICE}`;
  });

  assert.deepEqual(seen, ["second", `+${BOB} 1`, "third", "fourth", `+${ALICE} 3`]);
  await back.leave();
});

test("[N3] a place beyond the newest event, or of no number of the key, begins at the newest", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "before");
  const beyond = new Map([
    [BigInt(house.numberId), 1_000_000n],
    [77n, 3n],
  ]);

  const stream = await open(house, { lastEventId: idFromPlace(beyond) });
  const first = await stream.next();
  assert.deepEqual([...(placeFromId(first?.id ?? "") ?? [])], [[BigInt(house.numberId), 2n]]);
  await house.writes(ALICE, "after");

  const event = await stream.until((one) => one.event === "message");
  assert.equal(event.data.message.content.text, "after");
  await stream.leave();
});

test("[R9] [N3] whoever missed events that are not kept any more is told to begin anew", async () => {
  await using house = await beginHouse();
  const stream = await open(house);
  const begun = await stream.next();
  await house.writes(ALICE, "first");
  const { id } = await stream.until((one) => one.event === "thread");
  await stream.leave();
  await house.turn(7 * 86_400_000);
  await house.writes(BOB, "second");
  const sweeping = { db: house.db, files: { async remove() {} }, keeping: KEEPING };
  const kindsAfter = async (lastEventId: string, count: number): Promise<string[]> => {
    const back = await open(house, { lastEventId });
    const kinds: string[] = [];
    while (kinds.length < count) kinds.push((await back.next())?.event ?? "end");
    await back.leave();
    return kinds;
  };
  assert.deepEqual(await kindsAfter(begun?.id ?? "", 3), ["clock", "message", "thread"]);

  await sweep(sweeping, later(house.clock.now(), 1));
  await sweep(sweeping, later(house.clock.now(), 1));

  const { rows } = await house.db.query("select kind from event where event_id is null");
  assert.deepEqual(rows, [{ kind: "message" }, { kind: "thread" }], "those of the second are kept");
  assert.deepEqual(await kindsAfter(id, 3), ["clock", "message", "thread"]);
  assert.deepEqual(await kindsAfter(begun?.id ?? "", 2), ["clock", "begun_anew"]);
});

test("a stream tells only of numbers that the key reaches", async () => {
  await using house = await beginHouse();
  const nowhere = await house.makeKey({ scopes: ["threads:read"], numberIds: [] });
  const stream = await open(house, { key: nowhere });
  const witness = await open(house);
  assert.equal((await stream.next())?.event, "clock");

  await house.writes(ALICE, "hello");
  await witness.until(says("hello"));
  await house.turn(1_000);

  assert.equal((await stream.next())?.event, "clock");
  await Promise.all([stream.leave(), witness.leave()]);
});

test("a key without the scope, or no key, gets no stream", async () => {
  await using house = await beginHouse();
  const scopes: Scope[] = ["ledger:read"];
  const ledgerKey = await house.makeKey({ scopes });
  assert.equal((await open(house, { key: ledgerKey })).response.status, 403);
  assert.equal((await fetch(`${house.url}/api/v1/events`)).status, 401);
});

test("the hub ends every stream when it closes, and waits for nobody", async () => {
  const house = await beginHouse();
  const streams = await Promise.all([open(house), open(house)]);
  await Promise.all(streams.map((stream) => stream.next()));

  await house.close();

  for (const stream of streams) assert.equal(await stream.next(), undefined);
});

test("a stream beats while nothing happens, and ends when its key is revoked", async () => {
  await using house = await beginHouse();
  const machine = new ManualMachine();
  const key = (await house.admission.keyring.keyOf(house.key))!;
  const { surroundings, signal, organs } = house;
  const events = streamEvents(
    { ...surroundings, machine, signal, contentOf: organs.senderParts.contentOf },
    {
      key: async () => {
        house.admission.keyring.forget();
        return house.admission.keyring.keyOf(house.key);
      },
      place: undefined,
      leaving: new AbortController().signal,
    },
  );
  assert.match((await events.next()).value ?? "", /event: clock/);

  const beat = events.next();
  await Promise.resolve();
  machine.turn(15_000);
  assert.equal((await beat).value, ": still here\n\n");

  await revokeKey(house.db, key.keyId, house.clock.now());
  const end = events.next();
  machine.turn(15_000);
  assert.deepEqual(await end, { value: undefined, done: true });
});

test("[R9] whoever reads so slowly that events go before they are read is told to begin anew", async () => {
  await using house = await beginHouse();
  const machine = new ManualMachine();
  const { surroundings, signal, organs } = house;
  const leaving = new AbortController();
  const events = streamEvents(
    { ...surroundings, machine, signal, contentOf: organs.senderParts.contentOf },
    {
      key: () => house.admission.keyring.keyOf(house.key),
      place: undefined,
      leaving: leaving.signal,
    },
  );
  await events.next();
  await house.writes(ALICE, "never read");
  await house.turn(8 * 86_400_000);
  await house.writes(BOB, "here still");
  const sweeping = { db: house.db, files: { async remove() {} }, keeping: KEEPING };
  await sweep(sweeping, house.clock.now());
  machine.turn(15_000);

  const told: string[] = [];
  while (!told.some((one) => one.startsWith(": still") || one.includes("begun_anew"))) {
    told.push((await events.next()).value ?? "");
  }

  assert.match(told.at(-1) ?? "", /event: begun_anew/);
  leaving.abort();
  await events.return();
});

test("who leaves is let go at once, and nothing rings for them any more", async () => {
  await using house = await beginHouse();
  const leaving = new AbortController();
  const { surroundings, signal, organs } = house;
  const events = streamEvents(
    { ...surroundings, signal, contentOf: organs.senderParts.contentOf },
    {
      key: () => house.admission.keyring.keyOf(house.key),
      place: undefined,
      leaving: leaving.signal,
    },
  );
  await events.next();

  const end = events.next();
  leaving.abort();

  assert.deepEqual(await end, { value: undefined, done: true });
});
