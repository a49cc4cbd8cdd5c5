import assert from "node:assert/strict";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { Server } from "node:http";
import { connect } from "node:net";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { silentLog } from "@casement/hub";
import { SecondsByHand } from "../access/seconds-by-hand.ts";
import { type Business, begin } from "../flows/begin.ts";
import { type RawPath, rawPathOf } from "../flows/raw-path.ts";

// Bodies that grow when they are unpacked, nest without end, or come a byte an hour.

let business: Business;
let raw: RawPath;
before(async () => {
  business = await begin();
  raw = rawPathOf(business);
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

test("a post too large is refused, and one just as large as may be is kept", async () => {
  const before = await raw.kept();
  const large = Buffer.alloc(4 * 1024 * 1024 + 1, 0x20);

  const refused = await raw.postSigned(large);
  const most = await raw.postSigned(large.subarray(1));

  assert.deepEqual(refused, { status: 413, text: "the body is larger than this hub takes\n" });
  assert.equal(most.status, 200);
  assert.equal((await raw.kept()).posts.length, before.posts.length + 1);
});

test("a post too large is told in the log, and an operator may let larger ones in", async () => {
  const told: string[] = [];
  const log = { ...silentLog, error: (what: string) => void told.push(what) };
  await using other = await begin({ log, webhookBytesMax: 5 * 1024 * 1024 });
  const { postSigned } = rawPathOf(other);

  assert.equal((await postSigned(Buffer.alloc(4 * 1024 * 1024 + 1, 0x20))).status, 200);
  assert.deepEqual(told, []);
  assert.equal((await postSigned(Buffer.alloc(5 * 1024 * 1024 + 1, 0x20))).status, 413);
  assert.deepEqual(told, ["post_too_large"]);
});

test("a post that breaks off is forgotten, and the hub goes on", async () => {
  const before = await raw.kept();
  const body = raw.bodyOf("wamid.broken.off");
  const { port } = new URL(business.hub.url);
  const head = [
    "POST /webhooks/whatsapp HTTP/1.1",
    "host: hub",
    `content-length: ${body.length + 10}`,
    `x-hub-signature-256: ${raw.signed(body)}`,
  ].join("\r\n");
  await new Promise<void>((done) => {
    const line = connect(Number(port), "127.0.0.1", () => {
      line.write(`${head}\r\n\r\n${body}`, () => line.destroy());
    });
    line.once("close", () => done());
  });

  assert.equal((await raw.postSigned(raw.bodyOf("wamid.after"))).status, 200);
  assert.equal((await raw.kept()).posts.length, before.posts.length + 1);
});

test("[I7] a packed body is not unpacked, and a deep one is not followed: both are listed", async () => {
  const packed = gzipSync(Buffer.alloc(20_000_000, 0x20));
  const deep = `${'{"a":['.repeat(200_000)}${"]}".repeat(200_000)}`;
  const rss = process.memoryUsage().rss;
  const before = await raw.kept();

  const statuses = [
    await raw.postSigned(packed, { "content-encoding": "gzip" }),
    await raw.postSigned(deep),
  ].map(({ status }) => status);

  assert.deepEqual(statuses, [200, 200]);
  const { strange, pending } = await raw.kept();
  assert.equal(pending, 0);
  assert.equal(strange.length, before.strange.length + 2);
  assert.ok(
    strange.includes(": the body is no JSON: nested deeper than 64 levels"),
    strange.join(),
  );
  assert.ok(process.memoryUsage().rss - rss < 200_000_000, "it was not unpacked");
});

test("a body that comes a byte at a time is cut off after its seconds, and others are answered", async () => {
  const machine = new SecondsByHand();
  await using other = await begin({ machine });
  const { port } = new URL(other.hub.url);
  const line = connect(Number(port), "127.0.0.1");
  line.on("error", () => {});
  line.write("POST /webhooks/whatsapp HTTP/1.1\r\nhost: hub\r\ncontent-length: 1000\r\n\r\n{");
  let isOpen = true;
  line.once("close", () => {
    isOpen = false;
  });

  const statuses = new Set<number>();
  while (isOpen) {
    machine.turn(1_000);
    statuses.add((await fetch(`${other.hub.url}/health`)).status);
  }

  assert.deepEqual([...statuses], [200]);
});

test("headers that come a byte at a time are cut off after 20 seconds, whole requests after 120", async () => {
  // Node looks every half minute of its own: what is told here is what the hub has told it.
  const servers: Server[] = [];
  const listen = (message: unknown): void => {
    const isOne = typeof message === "object" && message !== null && "server" in message;
    if (isOne && message.server instanceof Server) servers.push(message.server);
  };
  subscribe("http.server.request.start", listen);
  await fetch(`${business.hub.url}/health`);
  unsubscribe("http.server.request.start", listen);

  assert.deepEqual(
    servers.map(({ headersTimeout, requestTimeout }) => [headersTimeout, requestTimeout]),
    [[20_000, 120_000]],
  );
});
