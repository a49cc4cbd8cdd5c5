import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { type Business, begin } from "../flows/begin.ts";
import type { Posted } from "../flows/raw-path.ts";

// A request that nobody answers ties up who asked until they give up; a challenge that comes back
// as HTML runs in their browser.

let business: Business;
before(async () => {
  business = await begin();
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

test("a handshake that is not Meta's, or with another word, gets no challenge", async () => {
  const { verifyToken, appId } = business.emulator.credentials;
  const right = {
    "hub.mode": "subscribe",
    "hub.verify_token": verifyToken,
    "hub.challenge": "7 & <b>8",
  };
  const ask = async (query: Record<string, string>, path = ""): Promise<Posted> => {
    const at = `${business.hub.url}/webhooks/whatsapp${path}?${new URLSearchParams(query)}`;
    const answer = await fetch(at);
    assert.equal(answer.headers.get("content-type"), "text/plain; charset=utf-8");
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    return { status: answer.status, text: await answer.text() };
  };
  const { "hub.verify_token": _, ...wordless } = right;
  for (const [query, path] of [
    [{}],
    [wordless],
    [{ ...right, "hub.verify_token": "" }],
    [{ ...right, "hub.verify_token": `${verifyToken} ` }],
    [{ ...right, "hub.mode": "unsubscribe" }],
    [{ "hub.challenge": "7" }],
    [right, "/77"],
  ] as const) {
    const { status, text } = await ask(query, path);
    assert.deepEqual([status, text], [403, "the verify token is not the one of this hub\n"]);
  }

  assert.deepEqual(await ask(right), { status: 200, text: "7 & <b>8" });
  assert.deepEqual(await ask(right, `/${appId}`), { status: 200, text: "7 & <b>8" });
  const put = await fetch(`${business.hub.url}/webhooks/whatsapp`, {
    ...{ method: "PUT", body: "x" },
  });
  assert.deepEqual([put.status, await put.text()], [405, "GET or POST\n"]);
});

test("every method at every kind of path is answered, with a body or without, signed or not", async () => {
  const { numberId } = business;
  const paths = [
    "/webhooks/whatsapp",
    "/webhooks/whatsapp/7",
    "/webhooks/other",
    `/v23.0/${numberId}/messages`,
    "/v23.0/no/such/node",
    "/api/v1/threads",
    "/api/v1/nothing",
    "/api/v1/media/1/2",
    "/",
    "/%",
    "//",
  ];
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"];

  const silent: string[] = [];
  for (const path of paths) {
    for (const method of methods) {
      if (!(await isAnswered(method, path))) silent.push(`${method} ${path}`);
    }
  }

  assert.deepEqual(silent, []);
});

/** Whether an answer comes to its end. The node:test time-out is for one that never does. */
function isAnswered(method: string, path: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = request(business.hub.url, { method, path, agent: false }, (answer) => {
      answer.resume();
      answer.on("end", () => done((answer.statusCode ?? 0) >= 200));
    });
    asked.on("error", () => done(false));
    asked.end(method === "POST" ? "x" : undefined);
  });
}
