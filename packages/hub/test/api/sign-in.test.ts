import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { askAt, beginHouse, type House, type Told, type Value } from "./house.ts";
import { routesOf } from "./routes-of.ts";

const OWNER = { name: "Ada Obi", email: "Ada@aurora.test", password: "correct horse battery" };
const AGENT = { name: "Ben Roy", email: "ben@aurora.test", password: "staple staple staple" };

/** A browser on a page of ours: it keeps cookies, and says where it comes from. */
class Browser {
  readonly #house: House;
  readonly #cookies = new Map<string, string>();

  constructor(house: House) {
    this.#house = house;
  }

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
  ): Promise<Told> {
    const answer = await fetch(`${this.#house.url}/api/v1${path}`, {
      method,
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: JSON.parse(text) };
  }

  cookies(): string[] {
    return [...this.#cookies.keys()];
  }
}

/** The first owner, in by the printed link. */
async function withOwner(house: House): Promise<Browser> {
  const owner = new Browser(house);
  const told = await owner.ask("POST", "/welcome", { code: await codeOf(house), ...OWNER });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  return owner;
}

async function codeOf(house: House): Promise<string> {
  const code = await house.people.ownerCode();
  assert.ok(code !== undefined);
  return code;
}

/** A colleague, in by a link that the owner made. */
async function withAgent(house: House, owner: Browser): Promise<Browser> {
  const { body } = await owner.ask("POST", "/invitations", { role: "agent" });
  const agent = new Browser(house);
  const code = body.data.path.replace("/welcome?code=", "");
  assert.equal((await agent.ask("POST", "/welcome", { code, ...AGENT })).status, 200);
  return agent;
}

test("[N7] without somebody signed in and without a key, every route but the public ones says 401", async () => {
  const { house: begun, routes } = await routesOf(() => beginHouse());
  await using house = begun;
  const asked = routes.filter((route) => !PUBLIC.some((one) => one.test(route)));
  assert.ok(asked.length > 30, `only ${asked.length} routes`);

  for (const route of asked) {
    const [method = "", pattern = ""] = route.split(" ");
    const path = pattern
      .replace(/\{head\}\(.*\$\)/, "v25.0")
      .replace(/\{\w+\}/g, "1")
      .replace("::", ":")
      .replace("*", "x");
    assert.equal(await statusOf(house, method.toUpperCase(), path), 401, route);
  }
});

/** By hand, for fetch knows not every method that a route of all methods takes. */
function statusOf(house: House, method: string, path: string): Promise<number> {
  const body = ["GET", "TRACE"].includes(method) ? "" : "{}";
  const headers = {
    ...(body === "" ? {} : { "content-type": "application/json", "content-length": "2" }),
    "sec-fetch-site": "same-origin",
  };
  return new Promise((done, failed) => {
    const sent = request(house.url, { path, method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    sent.on("error", failed);
    sent.end(body);
  });
}

/** What anybody may ask, and why: each says nothing of this business, or is a door itself. */
const PUBLIC: readonly RegExp[] = [
  /^get \/(health|ready|enter)$/,
  /^get \/api\/v1\/openapi\.json$/,
  /^get \/api\/docs/,
  /^post \/api\/v1\/(session|welcome|welcome\/look)$/,
];

test("[N8] the printed link makes one owner, once, who is in at once and later by their password", async () => {
  await using house = await beginHouse();
  const printedBefore = await codeOf(house);
  const code = await codeOf(house);
  const owner = new Browser(house);
  assert.equal((await owner.ask("POST", "/welcome/look", { code: printedBefore })).status, 404);
  assert.equal((await owner.ask("POST", "/welcome/look", { code })).body.data.role, "owner");
  const short = await owner.ask("POST", "/welcome", { code, ...OWNER, password: "short" });
  assert.deepEqual([short.status, short.body.error.where], [400, "body.password"]);

  const welcomed = await owner.ask("POST", "/welcome", { code, ...OWNER });

  assert.deepEqual(welcomed.body, {
    data: { name: "Ada Obi", email: "ada@aurora.test", role: "owner" },
  });
  const [cookie = ""] = welcomed.headers.getSetCookie();
  for (const word of ["HttpOnly", "SameSite=Strict", "Path=/"]) assert.ok(cookie.includes(word));
  assert.equal((await owner.ask("GET", "/threads")).status, 200);
  const again = await new Browser(house).ask("POST", "/welcome", { code, ...AGENT });
  assert.deepEqual([again.status, again.body.error.where], [404, "body.code"]);
  assert.equal(await house.people.ownerCode(), undefined);

  assert.equal((await owner.ask("DELETE", "/session")).status, 200);
  assert.equal((await owner.ask("GET", "/threads")).status, 401);
  const { email, password } = OWNER;
  const behindTls = { "sec-fetch-site": "same-origin", "x-forwarded-proto": "https" };
  const back = await owner.ask("POST", "/session", { email, password }, behindTls);
  assert.equal(back.status, 200);
  assert.match(back.headers.getSetCookie()[0] ?? "", /; Secure$/);
  const { data } = (await owner.ask("GET", "/session")).body;
  assert.deepEqual([data.kind, data.name, data.role], ["person", "Ada Obi", "owner"]);
  assert.ok(data.scopes.includes("keys:write"));
});

test("[N8] a session that has ended is over for who kept its cookie, and no cookie can be made up", async () => {
  await using house = await beginHouse();
  const owner = await withOwner(house);
  const { rows } = await house.db.query<Value>("select token from person_session");
  const forged = { cookie: `casement.session_token=${rows[0].token}.AAAA` };
  const kept = { cookie: await cookieAfter(house) };
  assert.equal((await house.ask("/clock", undefined, { ...kept, authorization: "" })).status, 200);
  assert.equal(
    (await house.ask("/clock", undefined, { ...forged, authorization: "" })).status,
    401,
  );

  await house.db.query("delete from person_session");
  house.admission.forget();

  const over = await house.ask("/clock", undefined, { ...kept, authorization: "" });
  assert.deepEqual(
    [over.status, over.body.error.message],
    [401, "Your session is over: sign in again."],
  );
  assert.equal((await owner.ask("GET", "/session")).status, 401);
});

/** The cookie of one more sign-in of the owner's, as somebody might have copied it. */
async function cookieAfter(house: House): Promise<string> {
  const { email, password } = OWNER;
  const answer = await askAt(
    `${house.url}/api/v1/session`,
    { email, password },
    { "sec-fetch-site": "same-origin" },
  );
  return (answer.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
}

test("[N9] an agent answers customers, and sees no key, no number's secrets, and no people", async () => {
  await using house = await beginHouse();
  const owner = await withOwner(house);
  const agent = await withAgent(house, owner);
  for (const path of ["/threads", "/numbers", "/clock"]) {
    assert.equal((await agent.ask("GET", path)).status, 200, path);
  }
  for (const [method, path, body] of [
    ["GET", "/keys", undefined],
    ["POST", "/keys", { name: "mine", scopes: ["*"] }],
    ["GET", "/people", undefined],
    ["POST", "/invitations", { role: "owner" }],
    ["POST", "/numbers", {}],
  ] as const) {
    assert.equal((await agent.ask(method, path, body)).status, 403, `${method} ${path}`);
  }

  const people = (await owner.ask("GET", "/people")).body.data;
  assert.deepEqual(
    people.map((one: Value) => [one.name, one.role, one.you]),
    [
      ["Ada Obi", "owner", true],
      ["Ben Roy", "agent", false],
    ],
  );
  const asKey = (await house.ask("/session")).body.data;
  assert.deepEqual([asKey.kind, asKey.role, asKey.email], ["key", null, null]);
  const [ada, ben] = people;
  assert.equal((await owner.ask("DELETE", `/people/${ada.person_id}`)).status, 409);
  const demoted = await owner.ask("POST", `/people/${ada.person_id}/role`, { role: "agent" });
  assert.equal(demoted.body.error.code, "conflict");
  const path = `/people/${ben.person_id}`;
  assert.equal((await owner.ask("POST", `${path}/role`, { role: "owner" })).status, 200);
  assert.equal((await agent.ask("GET", "/people")).status, 200);
  assert.equal((await owner.ask("DELETE", path)).status, 200);
  assert.equal((await agent.ask("GET", "/clock")).status, 401);
});

test("[N9] a link can be taken back, and a key hands out no role that may do more than itself", async () => {
  await using house = await beginHouse();
  const owner = await withOwner(house);
  const { data } = (await owner.ask("POST", "/invitations", { role: "agent" })).body;
  assert.equal((await owner.ask("GET", "/invitations")).body.data.length, 1);
  assert.equal((await owner.ask("DELETE", `/invitations/${data.invitation_id}`)).status, 200);
  const code = data.path.replace("/welcome?code=", "");
  assert.equal((await owner.ask("POST", "/welcome/look", { code })).status, 404);

  const key = await house.makeKey({ scopes: ["people:write", "people:read"] });
  const headers = { authorization: `Bearer ${key}` };
  assert.equal((await house.ask("/invitations", { role: "owner" }, headers)).status, 403);
  assert.equal((await house.ask("/invitations", { role: "agent" }, headers)).status, 403);
  const accountId = BigInt(house.emulator.credentials.wabaId);
  const narrow = await house.makeKey({ scopes: ["*"], accountId });
  const asked = await house.ask("/people", undefined, { authorization: `Bearer ${narrow}` });
  assert.equal(asked.status, 403);
});

test("[N8] another site signs nobody in or out, and changes nothing with somebody's session", async () => {
  await using house = await beginHouse();
  const owner = await withOwner(house);
  const { email, password } = OWNER;
  const foreign: readonly Record<string, string>[] = [
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "http://127.0.0.1:1" },
  ];
  for (const headers of foreign) {
    const stranger = new Browser(house);
    const told = await stranger.ask("POST", "/session", { email, password }, headers);
    assert.deepEqual([told.status, told.body.error.code], [403, "foreign_page"]);
    assert.deepEqual(stranger.cookies(), []);
    assert.equal((await owner.ask("DELETE", "/session", undefined, headers)).status, 403);
    const made = await owner.ask("POST", "/keys", { name: "x", scopes: ["*"] }, headers);
    assert.equal(made.status, 403);
  }
  const form = { "sec-fetch-site": "same-origin", "content-type": "text/plain" };
  assert.equal((await owner.ask("POST", "/keys", { name: "x", scopes: ["*"] }, form)).status, 403);
  assert.equal((await owner.ask("GET", "/clock")).status, 200);
});

test("[N8] a wrong password says no more than a wrong address, and ten tries a minute are enough", async () => {
  await using house = await beginHouse();
  await withOwner(house);
  const browser = new Browser(house);
  const attempt = (email: string, password: string): Promise<Told> =>
    browser.ask("POST", "/session", { email, password });

  const wrong = await attempt(OWNER.email, "not it at all");
  const nobody = await attempt("nobody@aurora.test", OWNER.password);

  assert.equal(wrong.status, 401);
  assert.deepEqual(wrong.body, nobody.body);
  for (let i = 0; i < 8; i++) await attempt(`nobody${i}@aurora.test`, "not it at all");
  const tooOften = await attempt(OWNER.email, OWNER.password);
  assert.deepEqual([tooOften.status, tooOften.body.error.code], [429, "too_many_requests"]);
  assert.ok(Number(tooOften.headers.get("retry-after")) > 0);
});

test("[N8] a password that is changed ends every other session, and the old one lets nobody in", async () => {
  await using house = await beginHouse();
  const owner = await withOwner(house);
  const other = new Browser(house);
  const { email, password } = OWNER;
  await other.ask("POST", "/session", { email, password });
  assert.equal((await other.ask("GET", "/clock")).status, 200);

  const next = "a new and better one";
  const wrong = await owner.ask("POST", "/session/password", { current: "no no no no", next });
  const right = await owner.ask("POST", "/session/password", { current: password, next });

  assert.deepEqual([wrong.status, wrong.body.error.where], [400, "body.current"]);
  assert.equal(right.status, 200, JSON.stringify(right.body));
  assert.equal((await owner.ask("GET", "/clock")).status, 200);
  assert.equal((await other.ask("GET", "/clock")).status, 401);
  assert.equal((await other.ask("POST", "/session", { email, password })).status, 401);
  assert.equal((await other.ask("POST", "/session", { email, password: next })).status, 200);
});

test("[N8] the event stream of a page goes on with its session, and ends with it", async () => {
  await using house = await beginHouse();
  await withOwner(house);
  const cookie = await cookieAfter(house);
  const answer = await fetch(`${house.url}/api/v1/events`, { headers: { cookie } });
  assert.equal(answer.status, 200);
  const reader = answer.body?.getReader();
  const first = await reader?.read();
  assert.match(new TextDecoder().decode(first?.value), /"kind":"clock"/);
  await reader?.cancel();
  await house.db.query("delete from person_session");
  house.admission.forget();

  assert.equal((await fetch(`${house.url}/api/v1/events`, { headers: { cookie } })).status, 401);
});
