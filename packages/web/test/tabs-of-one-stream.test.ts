import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { test } from "node:test";
import { machineTime } from "@casement/engine/system-clock";
import type { StreamState } from "../src/stream/event-stream.ts";
import { followTogether } from "../src/stream/tabs-of-one-stream.ts";

test("tabs share one stream, and the next goes on where one that leaves has stopped", async (context) => {
  const lines: { readonly response: ServerResponse; readonly after: unknown }[] = [];
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    lines.push({ response, after: request.headers["last-event-id"] });
    server.emit("line");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const url = `http://127.0.0.1:${address.port}/`;
  const opened = once(server, "line");

  const first = tabAt(url);
  await opened;
  const second = tabAt(url);
  await first.is("live");
  await second.is("live");
  lines[0]?.response.write("id: a\ndata: 1\n\n");
  await second.hears("1");
  await first.hears("1");
  assert.equal(lines.length, 1);

  const resumed = once(server, "line");
  first.leave();
  await resumed;
  lines[1]?.response.write("id: b\ndata: 2\n\n");
  await second.hears("2");
  second.leave();

  assert.equal(lines[1]?.after, "a");
  assert.deepEqual(first.heard, ["1"]);
  assert.deepEqual(second.heard, ["1", "2"]);
});

test("a tab that was signed out reads again, once another has signed in and left", async (context) => {
  let isSignedIn = false;
  const lines: ServerResponse[] = [];
  const server = createServer((_, response) => {
    if (!isSignedIn) {
      response.writeHead(401).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders();
    lines.push(response);
    server.emit("line");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === "object" && address !== null);
  const url = `http://127.0.0.1:${address.port}/`;

  const left = tabAt(url);
  await left.is("signed_out");
  isSignedIn = true;
  const entered = tabAt(url);
  await left.is("live");
  const resumed = once(server, "line", { signal: AbortSignal.timeout(20_000) });
  entered.leave();
  await resumed;
  lines[1]?.write("id: a\ndata: 1\n\n");
  await left.hears("1");
  left.leave();
});

/** A tab that follows, and what it hears. */
function tabAt(url: string) {
  const heard: string[] = [];
  const states: StreamState[] = [];
  let look = (): void => {};
  const leave = followTogether({
    name: "a test's",
    url,
    machine: machineTime,
    tell: ({ data }) => {
      heard.push(data);
      look();
    },
    stateChanged: (state) => {
      states.push(state);
      look();
    },
  });
  const until = (isSo: () => boolean): Promise<void> =>
    new Promise((done) => {
      look = () => {
        if (isSo()) done();
      };
      look();
    });
  return {
    heard,
    leave,
    hears: (data: string) => until(() => heard.includes(data)),
    is: (state: StreamState) => until(() => states.at(-1) === state),
  };
}
