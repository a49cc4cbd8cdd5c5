import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { test } from "node:test";
import { isSigned } from "@casement/cloud-api";
import { ListenError } from "@casement/emulator";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { ALICE, beginWorld } from "./world.ts";

test("an unmodified SDK sends through the port, and its mistakes are Meta's errors", async (t) => {
  const { emulator, says, turn, control } = beginWorld();
  t.after(() => emulator.close());
  const { url } = await emulator.listen(0);
  const { token, phoneNumberId, wabaId } = emulator.credentials;
  const client = new WhatsAppClient({ accessToken: token, baseUrl: url });
  const messageId = await says(ALICE, "hello");

  const text = await client.messages.sendText({ phoneNumberId, to: `+${ALICE}`, body: "hi 😀" });
  const template = await client.messages.sendTemplate({
    phoneNumberId,
    to: ALICE,
    template: { name: "hello_world", language: { code: "en_US" } },
  });
  await client.messages.markRead({ phoneNumberId, messageId });
  const templates = await client.templates.list({ businessAccountId: wabaId, limit: 2 });
  await turn("5s");

  assert.match(text.messages[0]!.id, /^wamid\./);
  assert.match(template.messages[0]!.id, /^wamid\./);
  assert.equal(templates.data.length, 2);
  const chat = (await control("GET", `/emulator/customers/${ALICE}/messages`)).body.data;
  assert.deepEqual([chat.length, chat[0].read, chat[1].shown.body], [3, true, "hi 😀"]);
  await assert.rejects(
    client.messages.sendTemplate({
      phoneNumberId,
      to: ALICE,
      template: { name: "no_such", language: { code: "en_US" } },
    }),
    { code: 132_001 },
  );
});

test("webhooks cross the network: handshake, post and signature, to a real server", async (t) => {
  const { emulator, graph, says } = beginWorld({ post: undefined, webhook: undefined });
  const { appId, appSecret, verifyToken } = emulator.credentials;
  const bodies: { bytes: Buffer; signature: string | undefined }[] = [];
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? "/", "http://x").searchParams;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === "POST") {
      const signature = request.headers["x-hub-signature-256"];
      bodies.push({ bytes: Buffer.concat(chunks), signature: String(signature) });
    }
    response.end(query.get("hub.challenge") ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
    return emulator.close();
  });
  const { port } = server.address() as AddressInfo;

  const subscribed = await graph("POST", `/v24.0/${appId}/subscriptions`, {
    object: "whatsapp_business_account",
    callback_url: `http://127.0.0.1:${port}/hook`,
    verify_token: verifyToken,
    fields: "messages",
  });
  await says(ALICE, "hello 😀");

  assert.deepEqual(subscribed.body, { success: true });
  assert.equal(bodies.length, 1);
  assert.ok(isSigned(bodies[0]!.bytes, bodies[0]!.signature, appSecret));
});

test("what a server answers but 200 is in the log, as far as its first words", async (t) => {
  const server = createServer((_request, response) => {
    response.writeHead(500).end(`TypeError: ${"x".repeat(5_000)}`);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const webhook = `http://127.0.0.1:${port}/`;
  const { emulator, says, control } = beginWorld({ post: undefined, webhook });
  t.after(() => {
    server.closeAllConnections();
    server.close();
    return emulator.close();
  });
  await says(ALICE, "hello");

  const [post] = (await control("GET", "/emulator/webhooks")).body.data;
  const { status, failure, said } = post.attempts[0];
  assert.deepEqual([status, failure, said.length], [500, null, 1_000]);
  assert.match(said, /^TypeError: x+$/);
});

test("nobody listens there: the attempt has failed, and its reason is in the log", async (t) => {
  const { emulator, says, control } = beginWorld({
    post: undefined,
    webhook: "http://127.0.0.1:9/hook",
  });
  t.after(() => emulator.close());
  await says(ALICE, "hello");

  const [post] = (await control("GET", "/emulator/webhooks")).body.data;
  assert.equal(post.attempts[0].status, null);
  assert.match(post.attempts[0].failure, /ECONNREFUSED|EADDRNOTAVAIL|UND_ERR/);
});

test("a port that is taken is told as such", async (t) => {
  const first = beginWorld().emulator;
  const second = beginWorld().emulator;
  t.after(() => Promise.all([first.close(), second.close()]));
  const { port } = await first.listen(0);

  await assert.rejects(second.listen(port), (error: unknown) => {
    assert.ok(error instanceof ListenError);
    assert.deepEqual([error.port, error.code], [port, "EADDRINUSE"]);
    assert.match(error.message, /in use by another program/);
    return true;
  });
});

test("an emulator that closes ends its open streams at once", async () => {
  const { emulator } = beginWorld();
  const { url } = await emulator.listen(0);
  const stream = await fetch(`${url}/emulator/events`);
  const reader = stream.body!.getReader();
  await reader.read();

  const rest = drained(reader);
  await emulator.close();

  await rest;
});

async function drained(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    while (!(await reader.read()).done);
  } catch {
    // Cut off is ended, too.
  }
}

test("a content type without a body, and a body with DELETE, are taken", async (t) => {
  const { emulator } = beginWorld();
  t.after(() => emulator.close());
  const { url } = await emulator.listen(0);
  const { token, phoneNumberId, wabaId } = emulator.credentials;
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };

  const got = await fetch(`${url}/v24.0/${phoneNumberId}`, { headers });
  const bare = await fetch(`${url}/${wabaId}/subscribed_apps`, { method: "DELETE", headers });
  const body = JSON.stringify({ nothing: true });
  const full = await fetch(`${url}/${wabaId}/subscribed_apps`, { method: "DELETE", headers, body });

  assert.deepEqual([got.status, bare.status, full.status], [200, 200, 200]);
});

test("a body with GET is not looked at, and one that breaks off hurts nobody", async (t) => {
  const { emulator } = beginWorld();
  t.after(() => emulator.close());
  const { port } = await emulator.listen(0);
  const { token, phoneNumberId } = emulator.credentials;
  const path = `/v24.0/${phoneNumberId}`;
  const body = '{"broken';
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "content-length": body.length,
  };
  const broken = connect(port, "127.0.0.1");
  await once(broken, "connect");
  const head = `POST ${path}/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"to":`;
  broken.write(head, () => broken.destroy());
  await once(broken, "close");

  const asking = request({ port, path, headers, host: "127.0.0.1" });
  asking.end(body);
  const [answer]: IncomingMessage[] = await once(asking, "response");
  answer?.resume();

  assert.equal(answer?.statusCode, 200);
  assert.equal(answer?.headers["content-type"], "application/json; charset=UTF-8");
  assert.ok(Number(answer?.headers["content-length"]) > 100);
});
