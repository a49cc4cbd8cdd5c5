import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { ALICE, askAt, beginHouse, type House, type Told } from "./house.ts";

async function enter(house: House, key: string): Promise<Told> {
  return askAt(`${house.url}/enter?key=${key}`, undefined, {});
}

/** The status of a request just as it is written: fetch tidies up, and sets headers by itself. */
function statusOf(
  house: House,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<number> {
  const { method = "GET", headers = {}, body } = init;
  return new Promise((done, failed) => {
    const sent = request(house.url, { path, method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

test("the link lets a browser in by a cookie, and leaves the key out of the address", async () => {
  await using house = await beginHouse();

  const entered = await enter(house, house.key);

  assert.equal(entered.status, 303);
  assert.equal(entered.headers.get("location"), "/");
  assert.equal(entered.headers.get("cache-control"), "no-store");
  const [cookie = "", other] = entered.headers.getSetCookie();
  assert.match(other ?? "", /^casement\.session_token=;.*Max-Age=0$/);
  assert.match(cookie, /^casement_key=csm_\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
  const headers = { cookie: cookie.split(";")[0] ?? "" };
  assert.equal(await statusOf(house, "/api/v1/clock", { headers }), 200);
});

test("a wrong link lets nobody in, and twenty of them close the door, also for keys in headers", async () => {
  await using house = await beginHouse();
  const wrong = `csm_${"0".repeat(33)}`;
  for (let i = 0; i < 20; i++) {
    const refused = await enter(house, wrong);
    assert.equal(refused.status, 401);
    assert.equal(refused.headers.get("set-cookie"), null);
  }

  const closed = await enter(house, wrong);
  assert.equal(closed.status, 429);
  assert.ok(Number(closed.headers.get("retry-after")) > 0);
  const { status, body } = await house.ask("/clock", undefined, {
    authorization: `Bearer ${wrong}`,
  });
  assert.equal(status, 429);
  assert.equal(body.error.code, "too_many_requests");
});

test("without a key the API says 401, and with one that lacks the scope 403", async () => {
  await using house = await beginHouse();
  const ledgerKey = await house.makeKey({ scopes: ["ledger:read"] });
  const nobody = await house.ask("/threads", undefined, { authorization: "" });
  const lacking = await house.ask("/threads", undefined, { authorization: `Bearer ${ledgerKey}` });

  assert.equal(nobody.status, 401);
  assert.equal(nobody.headers.get("www-authenticate"), "Bearer");
  assert.equal(nobody.body.error.code, "unauthorized");
  assert.equal(lacking.status, 403);
  assert.equal(lacking.body.error.message, "This key lacks the scope threads:read.");
  const headers = { authorization: `Bearer ${ledgerKey}` };
  assert.equal((await house.ask("/ledger", undefined, headers)).status, 200);
  assert.equal(await statusOf(house, `/api/v1/threads?access_token=${house.key}`), 401);
});

test("the browser's key changes nothing for another site, another port, or a form", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const { number_id, thread_id } = (await house.ask("/threads")).body.data[0];
  const path = `/api/v1/threads/${number_id}/${thread_id}/read`;
  const cookie = `casement_key=${house.key}`;
  const json = { "content-type": "application/json" };
  const { host } = new URL(house.url);
  const post = (headers: Record<string, string>): Promise<number> =>
    statusOf(house, path, { method: "POST", headers: { cookie, ...headers }, body: "{}" });

  assert.equal(await post({ ...json }), 403);
  assert.equal(await post({ ...json, origin: "http://127.0.0.1:1" }), 403);
  assert.equal(await post({ ...json, "sec-fetch-site": "cross-site" }), 403);
  assert.equal(await post({ "content-type": "text/plain", "sec-fetch-site": "same-origin" }), 403);
  assert.equal((await house.ask("/threads")).body.data[0].unread, 1);
  assert.equal(await post({ ...json, origin: `http://${host}` }), 200);
  assert.equal(await post({ ...json, "sec-fetch-site": "same-origin" }), 200);
});

test("a key of another account sees none of ours, and is not told that it is there", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const { number_id, thread_id } = (await house.ask("/threads")).body.data[0];
  const key = await house.makeKey({ scopes: ["*"], numberIds: [] });
  const headers = { authorization: `Bearer ${key}` };
  const at = `/threads/${number_id}/${thread_id}`;

  assert.deepEqual((await house.ask("/threads", undefined, headers)).body.data, []);
  assert.deepEqual((await house.ask("/numbers", undefined, headers)).body.data, []);
  for (const path of [at, `${at}/messages`, `/threads?number_id=${number_id}`]) {
    assert.equal((await house.ask(path, undefined, headers)).status, 404, path);
  }
  for (const path of [`${at}/messages`, `${at}/read`]) {
    const body = { kind: "text", text: "hi" };
    assert.equal((await house.ask(path, body, headers)).status, 404, path);
  }
  const nowhere = "/threads/9/00000000-0000-4000-8000-000000000000";
  const hidden = await house.ask(at, undefined, headers);
  assert.deepEqual((await house.ask(nowhere)).body, hidden.body);
});

test("input that does not fit is refused by the field at fault", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const { number_id, thread_id } = (await house.ask("/threads")).body.data[0];
  const at = `/threads/${number_id}/${thread_id}`;
  const cases: readonly [string, unknown, string][] = [
    ["/threads?limit=0", undefined, "query.limit"],
    ["/threads?limit=x", undefined, "query.limit"],
    ["/threads?cursor=x", undefined, "query.cursor"],
    ["/threads?cursor=W10", undefined, "query.cursor"],
    ["/threads?q=%00", undefined, "query.q"],
    ["/threads/x/y", undefined, "path.number_id"],
    [`/threads/${number_id}/y`, undefined, "path.thread_id"],
    ["/threads/9999999999999999999999/y", undefined, "path.number_id"],
    ["/templates", undefined, "query.number_id"],
    ["/ledger?month=2026-13", undefined, "query.month"],
    [`${at}/messages`, { kind: "text", text: "" }, "body.text"],
    [`${at}/messages`, { kind: "sonnet" }, "body.kind"],
    [`${at}/messages`, [], "body"],
    [`${at}/messages`, "{", "body"],
    [`${at}/messages`, '{"__proto__":{}}', "body"],
    ["/decisions", { number_id, thread_id }, "body.draft"],
  ];
  for (const [path, body, where] of cases) {
    const told = await house.ask(path, body);
    assert.equal(told.status, 400, path);
    assert.equal(told.body.error.code, "invalid", path);
    assert.equal(told.body.error.where, where, `${path}: ${told.body.error.message}`);
  }
});

test("a body too large, of another type, or for another method is refused in the API's own form", async () => {
  await using house = await beginHouse();
  const large = await house.ask("/decisions", JSON.stringify("x".repeat(1024 * 1024)));
  const form = await house.ask("/decisions", "a=b", {
    "content-type": "application/x-www-form-urlencoded",
  });
  const nothing = await house.ask("/nothing");
  const posted = await house.ask("/clock", {});

  assert.deepEqual([large.status, large.body.error.code], [413, "too_large"]);
  assert.deepEqual([form.status, form.body.error.code], [415, "unsupported_media_type"]);
  assert.deepEqual([nothing.status, nothing.body.error.code], [404, "not_found"]);
  assert.deepEqual([posted.status, posted.body.error.code], [404, "not_found"]);
});

test("a fault of ours is told as such and says nothing of its cause", async () => {
  await using house = await beginHouse();
  await house.db.query("alter table number rename column name to hidden");

  const { status, body } = await house.ask("/numbers");

  assert.equal(status, 500);
  assert.equal(body.error.code, "internal");
  assert.doesNotMatch(JSON.stringify(body), /column|name/);
});

test("a hub without its database is healthy, and not ready, and says so", async () => {
  await using house = await beginHouse();
  const { url } = house;
  assert.deepEqual((await askAt(`${url}/ready`, undefined, {})).body, { status: "ready" });
  const { rows } = await house.db.query<{ name: string }>("select current_database() as name");
  await house.ask("/clock");
  await house.db.query(`revoke connect on database ${rows[0]?.name} from public, current_user`);
  const asking = await house.db.connect();
  await asking.query(`
select pg_terminate_backend(pid, 5000) from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid()
  and backend_type = 'client backend'`);
  // The one that asks comes last: it would else end before it has ended the others.
  asking.release(true);

  assert.equal(await statusOf(house, "/health"), 200);
  assert.equal(await statusOf(house, "/ready"), 503);
});

test("every page and answer forbids what it does not need", async () => {
  await using house = await beginHouse();
  for (const path of ["/health", "/api/v1/clock", "/nothing"]) {
    const { headers } = await askAt(`${house.url}${path}`, undefined, {});
    const policy = headers.get("content-security-policy") ?? "";
    assert.match(policy, /default-src 'none';script-src 'self';style-src 'self'/, path);
    assert.match(policy, /frame-ancestors 'none'/, path);
    assert.doesNotMatch(policy, /unsafe|upgrade-insecure/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
    assert.equal(headers.get("x-powered-by"), null, path);
  }
});

async function screensFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "casement-screens-"));
  context.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Casement</title>");
  await writeFile(join(folder, "assets", "main-1a2b.js"), "export {};");
  await writeFile(join(folder, ".secret"), "no");
  return folder;
}

test("an address that is a page is answered with the app, and one for programs never", async (context) => {
  await using house = await beginHouse({ screens: await screensFolder(context) });
  const look = (path: string, accept = "text/html,*/*"): Promise<Told> =>
    askAt(`${house.url}${path}`, undefined, { accept });

  for (const path of ["/", "/threads/20/abc", "/ledger?month=2026-11", "/versions"]) {
    const { status, body, headers } = await look(path);
    assert.equal(status, 200, path);
    assert.match(body, /<title>Casement/, path);
    assert.equal(headers.get("cache-control"), "no-cache", path);
  }
  const script = await look("/assets/main-1a2b.js", "*/*");
  assert.equal(script.headers.get("cache-control"), "public, max-age=31536000, immutable");
  assert.match(script.headers.get("content-type") ?? "", /javascript/);
  for (const path of ["/api/v1/nothing", "/api", "/v25.0", "/webhooks/other", "/metrics"]) {
    const { status, headers } = await look(path);
    assert.ok(status >= 400, path);
    assert.doesNotMatch(headers.get("content-type") ?? "", /html/, path);
  }
  assert.equal((await look("/assets/gone.js", "*/*")).status, 404);
  assert.equal((await look("/.secret", "*/*")).status, 404);
  for (const path of ["/../package.json", "/%2e%2e/package.json", "/assets/..%2f..%2fx"]) {
    const status = await statusOf(house, path);
    assert.ok(status >= 400 && status < 500, `${path} was answered with ${status}`);
  }
});

test("an address or a line that no parser takes harms nobody but its sender", async () => {
  await using house = await beginHouse();
  for (const path of ["//", "/%", "/%ff", "//[", "/webhooks/whatsapp/%", "/enter?key=%"]) {
    const status = await statusOf(house, path);
    assert.ok(status >= 400 && status < 500, `${path} was answered with ${status}`);
  }
  for (const lines of ["GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n", "no request\r\n\r\n"]) {
    const answer = await rawAnswer(house, lines);
    assert.match(answer, /^HTTP\/1\.1 4\d\d /, lines);
  }
  assert.equal(await statusOf(house, "/health"), 200);
});

function rawAnswer(house: House, lines: string): Promise<string> {
  const { port } = new URL(house.url);
  return new Promise((done, failed) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(lines));
    socket.once("data", (chunk) => {
      done(chunk.toString());
      socket.destroy();
    });
    socket.once("error", failed);
  });
}
