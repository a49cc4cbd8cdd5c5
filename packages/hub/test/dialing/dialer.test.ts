import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { finished } from "node:stream/promises";
import { test } from "node:test";
import type { MachineTime } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { targetOf } from "../../src/dialing/call-target.ts";
import {
  BODY_MS_MAX,
  createDialer,
  type Dialer,
  type DialerOptions,
  NotDialled,
} from "../../src/dialing/dialer.ts";
import { isPrivateAddress } from "../../src/dialing/private-address.ts";
import { ManualMachine } from "../access/manual-machine.ts";
import { SecondsByHand } from "../access/seconds-by-hand.ts";

const GET = { method: "GET" as const, headers: {}, timeoutMs: 2_000 };

test("[S4] the hub calls Meta's hosts over https, and gives a token to three of them", () => {
  const called: Record<string, boolean> = {
    "https://graph.facebook.com/v23.0/1": true,
    "https://GRAPH.facebook.com/v23.0/1": true,
    "https://api.facebook.com/x": true,
    "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1": true,
    "https://scontent.xx.fbcdn.net/v/1.jpg": false,
    "https://mmg.whatsapp.net/d/f/1.enc": false,
  };
  for (const [url, takesToken] of Object.entries(called)) {
    assert.equal(targetOf(url, new Set())?.takesToken, takesToken, url);
  }
});

test("[S4] what only looks like Meta is not called", () => {
  for (const url of [
    "http://graph.facebook.com/",
    "https://graph.facebook.com:8443/",
    "https://graph.facebook.com.evil.example/",
    "https://evil.example/graph.facebook.com",
    "https://evilfbcdn.net/",
    "https://graph.facebook.com@evil.example/",
    "https://user:word@graph.facebook.com/",
    "https://graph.facebook.com./",
    "https://graph.facebook.com%2eevil.example/",
    "https://gr\u0430ph.facebook.com.example/",
    "https://www.facebook.com/",
    "https://127.0.0.1/",
    "https://[::ffff:169.254.169.254]/",
    "https://2130706433/",
    "https://0x7f.1/",
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
    "data:text/plain,x",
    "gopher://127.0.0.1/",
    "//graph.facebook.com/",
    "",
  ]) {
    assert.equal(targetOf(url, new Set(["http://127.0.0.1:2425"])), undefined, url);
  }
});

test("[S4] an origin that an operator named is called, and none beside it", () => {
  const own = new Set(["http://127.0.0.1:2425"]);
  assert.equal(targetOf("http://127.0.0.1:2425/v23.0/1", own)?.isOwn, true);
  for (const url of [
    "http://127.0.0.1:2426/",
    "https://127.0.0.1:2425/",
    "http://localhost:2425/",
  ]) {
    assert.equal(targetOf(url, own), undefined, url);
  }
});

test("[S4] an address of this machine, of a private network or of nobody is private", () => {
  for (const address of [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "no address",
  ]) {
    assert.equal(isPrivateAddress(address), true, address);
  }
  for (const address of ["157.240.1.1", "172.32.0.1", "9.255.255.255", "2a03:2880:f1::1"]) {
    assert.equal(isPrivateAddress(address), false, address);
  }
});

test("[S4] a name of Meta's that leads into a private network is not connected to", async () => {
  for (const addresses of [["127.0.0.1"], ["157.240.1.1", "10.0.0.1"], ["::ffff:127.0.0.1"], []]) {
    const asked: string[] = [];
    const dialer = dialerOf([], async (hostname) => {
      asked.push(hostname);
      return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    });

    const outcome = await dialer.dial({ ...GET, url: "https://graph.facebook.com/v23.0/1" });
    await dialer.close();

    assert.deepEqual(outcome, { kind: "not_sent" }, addresses.join());
    assert.deepEqual([...new Set(asked)], ["graph.facebook.com"]);
  }
});

test("[S4] a redirect is an answer and is not followed; a named origin may be private", async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.writeHead(302, { location: "/secret" }).end();
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const origin = originOf(server);
  const dialer = dialerOf([origin], async () => []);

  const outcome = await dialer.dial({ ...GET, url: `${origin}/first` });
  await dialer.close();
  server.close();

  assert.deepEqual(outcome, { kind: "answered", status: 302, text: "" });
  assert.deepEqual(asked, ["/first"]);
});

test("[S4] a token is not sent to a store of files, whoever asks for it", async () => {
  const dialer = dialerOf([], async () => []);
  const call = { ...GET, headers: { Authorization: "Bearer x" } };

  await assert.rejects(dialer.open({ ...call, url: "https://scontent.fbcdn.net/1" }), NotDialled);
  await assert.rejects(dialer.open({ ...GET, url: "https://evil.example/" }), NotDialled);
  await dialer.close();
});

test("a dialer is closed at once, also while a body that it opened is not read", async () => {
  const server = createServer((_, response) => void response.end(Buffer.alloc(8 * 1024 * 1024)));
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const origin = originOf(server);
  const dialer = dialerOf([origin]);
  const opened = await dialer.open({ ...GET, url: `${origin}/large` });
  assert.ok(opened.kind === "answered");
  const ended = new Promise<void>((done) => void opened.body.once("close", done));
  opened.body.on("error", () => {});

  await dialer.close();

  await ended;
  server.close();
});

test("an answer that comes a byte at a time is waited for no longer than another", async () => {
  const machine = new SecondsByHand();
  const server = createServer((_, response) => void response.write("{"));
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const origin = originOf(server);
  const { promise: begun, resolve: begins } = Promise.withResolvers<void>();
  const after: MachineTime["after"] = (ms, task) => {
    begins();
    return machine.after(ms, task);
  };
  const watched = { nowMs: () => machine.nowMs(), after };
  const dialer = createDialer({ ownOrigins: new Set([origin]), machine: watched });

  const dialled = dialer.dial({ ...GET, timeoutMs: 600_000, url: origin });
  await begun;
  machine.turn(600_000);

  assert.deepEqual(await dialled, { kind: "unknown" });
  await dialer.close();
  server.close();
});

test("a file that comes a byte at a time is given up, and one that is read is waited for no more", async () => {
  const machine = new ManualMachine();
  const server = createServer((request, response) => {
    if (request.url === "/whole") response.end("all of it");
    else response.write("a byte");
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const origin = originOf(server);
  const dialer = createDialer({ ownOrigins: new Set([origin]), machine });
  const whole = await dialer.open({ ...GET, url: `${origin}/whole` });
  assert.ok(whole.kind === "answered");
  assert.equal(machine.nextInMs, BODY_MS_MAX);
  assert.equal(await text(whole.body), "all of it");
  await finished(whole.body);
  assert.equal(machine.nextInMs, undefined);

  const opened = await dialer.open({ ...GET, timeoutMs: 600_000, url: `${origin}/slow` });
  assert.ok(opened.kind === "answered");
  const reading = assert.rejects(text(opened.body));
  machine.turn(BODY_MS_MAX - 1);
  assert.equal(opened.body.destroyed, false);
  machine.turn(1);

  await reading;
  await dialer.close();
  server.close();
});

function dialerOf(ownOrigins: readonly string[], resolve?: DialerOptions["resolve"]): Dialer {
  const own = { ownOrigins: new Set(ownOrigins), machine: machineTime };
  return createDialer({ ...own, ...(resolve === undefined ? {} : { resolve }) });
}

function originOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}
