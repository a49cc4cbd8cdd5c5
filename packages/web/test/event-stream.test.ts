import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { eventsIn } from "../src/stream/event-lines.ts";
import { followEvents, type StreamState } from "../src/stream/event-stream.ts";

test("an event that comes in pieces is one event", () => {
  const first = eventsIn("id: 7\nevent: thr");
  const second = eventsIn(`${first.rest}ead\ndata: {"a":\ndata: 1}\n\nid: 8`);

  assert.deepEqual(first.events, []);
  assert.deepEqual(second.events, [{ event: "thread", data: '{"a":\n1}', id: "7" }]);
  assert.equal(second.rest, "id: 8");
});

test("a comment is no event, and a line may end as Windows ends it", () => {
  const read = eventsIn(": still here\r\n\r\ndata: x\r\n\r\n");

  assert.deepEqual(read, { events: [{ event: "message", data: "x", id: undefined }], rest: "" });
});

test("a stream that is cut goes on after the last event that was seen", async (context) => {
  const server = await serve(context, (request, response, visit) => {
    begin(response);
    if (visit === 1) {
      response.end("id: a\ndata: 1\n\nid: b\ndata: 2\n\nid: c\nda");
      return;
    }
    response.write(`id: c\ndata: after ${request.headers["last-event-id"]}\n\n`);
  });
  const seen: string[] = [];
  const openings: boolean[] = [];

  await new Promise<void>((done) => {
    const stop = followEvents({
      url: server.url,
      machine: machineTime,
      opened: (again) => openings.push(again),
      tell: ({ data }) => {
        seen.push(data);
        if (data.startsWith("after")) done();
      },
    });
    context.after(stop);
  });

  assert.deepEqual(seen, ["1", "2", "after b"]);
  assert.deepEqual(openings, [false, true]);
});

test("a stream that falls silent is left, and goes on after the last event that was seen", async (context) => {
  const server = await serve(context, (request, response, visit) => {
    const after = request.headers["last-event-id"];
    begin(response).write(visit === 1 ? "id: a\ndata: 1\n\n" : `data: after ${after}\n\n`);
  });
  // Every alarm of the machine's waits for the test to set it off.
  const alarms = new Set<{ readonly ms: number; readonly task: () => void }>();
  const machine: MachineTime = {
    nowMs: () => 0,
    after(ms, task) {
      const alarm = { ms, task };
      alarms.add(alarm);
      return () => void alarms.delete(alarm);
    },
  };
  const waits: number[] = [];
  const seen: string[] = [];
  const setOff = (): void => {
    for (const alarm of [...alarms]) {
      alarms.delete(alarm);
      waits.push(alarm.ms);
      alarm.task();
    }
  };

  await new Promise<void>((done) => {
    const stop = followEvents({
      ...{ url: server.url, machine },
      stateChanged: (state) => void (state === "away" && setImmediate(setOff)),
      tell: ({ data }) => {
        seen.push(data);
        if (data === "1") setOff();
        else done();
      },
    });
    context.after(stop);
  });

  assert.deepEqual(seen, ["1", "after a"]);
  assert.deepEqual(waits, [45_000, 250], "one silence, though something was heard in between");
});

test("a server that is just starting is asked again until it answers", async (context) => {
  const server = await serve(context, (_request, response, visit) => {
    if (visit === 1) response.writeHead(503).end();
    else begin(response).write("data: here\n\n");
  });
  const states: StreamState[] = [];

  await new Promise<void>((done) => {
    const stop = followEvents({
      url: server.url,
      machine: machineTime,
      stateChanged: (state) => states.push(state),
      tell: () => done(),
    });
    context.after(stop);
  });

  assert.deepEqual(states, ["away", "live"]);
});

test("somebody without a key is told so, and not asked for again", async (context) => {
  const server = await serve(context, (_request, response) => {
    response.writeHead(401).end();
  });

  const state = await new Promise<StreamState>((stateChanged) => {
    followEvents({ url: server.url, machine: machineTime, tell: () => {}, stateChanged });
  });

  assert.equal(state, "signed_out");
  assert.equal(server.visits(), 1);
});

type Answer = (request: IncomingMessage, response: ServerResponse, visit: number) => void;

async function serve(context: TestContext, answer: Answer) {
  let visits = 0;
  const server = createServer((request, response) => {
    visits += 1;
    answer(request, response, visits);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${portOf(server.address())}/`, visits: () => visits };
}

function portOf(address: string | AddressInfo | null): number {
  assert.ok(typeof address === "object" && address !== null);
  return address.port;
}

function begin(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream" });
}
