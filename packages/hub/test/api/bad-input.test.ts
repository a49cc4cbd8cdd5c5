import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ALICE, beginHouse, type House, type Told } from "./house.ts";

// What `/api/v1` answers to input that does not fit, beside what `doors.test.ts` asks: an error of
// its own form, with a code, a sentence and the place. One house for all, as nothing is changed.

let house: House;
let thread: string;
before(async () => {
  house = await beginHouse();
  await house.writes(ALICE, "hello");
  const { number_id, thread_id } = (await house.ask("/threads")).body.data[0];
  thread = `/threads/${number_id}/${thread_id}`;
});
after(() => house.close());

function cursor(...place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** Asserts that what was asked is refused as `invalid`, at `where`, in words that say it. */
function assertInvalid(told: Told, where: string, asked: string): void {
  const said = `${asked}: ${told.status} ${JSON.stringify(told.body)}`;
  assert.deepEqual([told.status, told.body.error?.code], [400, "invalid"], said);
  assert.equal(told.body.error.where, where, said);
  assert.ok(told.body.error.message.length > 10, said);
  assert.doesNotMatch(told.body.error.message, /Invalid|Unrecogni|expected|received|Too /, said);
}

const GUID = "00000000-0000-4000-8000-000000000001";
const LATE = Number.MAX_SAFE_INTEGER;

test("a query that does not fit is refused by the name at fault", async () => {
  const { numberId } = house;
  const cases: readonly (readonly [string, string])[] = [
    ["/threads?limit=201", "query.limit"],
    ["/threads?limit=-1", "query.limit"],
    ["/threads?limit=1.5", "query.limit"],
    ["/threads?limit=1&limit=2", "query.limit"],
    ["/threads?limit=", "query.limit"],
    ["/numbers?limit=501", "query.limit"],
    ["/ledger?limit=99999999999", "query.limit"],
    ["/threads?mont=2026-10", "query.mont"],
    ["/threads?__proto__=1", "query.__proto__"],
    [`${thread}?limit=1`, "query.limit"],
    ["/clock?x", "query.x"],
    ["/threads?number_id=0", "query.number_id"],
    ["/threads?number_id=12a", "query.number_id"],
    ["/threads?number_id=1&number_id=2", "query.number_id"],
    [`/threads?q=${"x".repeat(201)}`, "query.q"],
    ["/ledger?month=2026-00", "query.month"],
    ["/ledger?month=2026-1", "query.month"],
    ["/ledger?month=1999-12", "query.month"],
    ["/ledger?month=october", "query.month"],
    ["/ledger?account_id=mine", "query.account_id"],
    [`/conversations?thread_id=${GUID}`, "query.number_id"],
    [`/conversations?number_id=${numberId}&thread_id=x`, "query.thread_id"],
    ["/conversations?category=free", "query.category"],
    ["/conversations?open_at=2026-10-01", "query.open_at"],
    ["/conversations?open_at=2026-02-30T00:00:00Z", "query.open_at"],
    ["/conversations?open_at=yesterday", "query.open_at"],
    ["/not-understood?number_id=x", "query.number_id"],
    [`/templates?number_id=${numberId}&limit=1001`, "query.limit"],
  ];
  for (const [path, where] of cases) assertInvalid(await house.ask(path), where, path);
});

test("a cursor that is not ours is refused, whatever it holds", async () => {
  const { numberId } = house;
  const of: readonly (readonly [string, string, readonly unknown[]])[] = [
    ["/threads?", "cursor", [1, numberId, GUID]],
    [`${thread}/messages?`, "before", [1, "in", "wamid.1"]],
    ["/ledger?", "cursor", [1, numberId, "wamid.1", ""]],
    ["/conversations?", "cursor", [numberId, GUID, 1, "service", "wamid.1"]],
    ["/not-understood?", "cursor", ["0", "00"]],
    [`/templates?number_id=${numberId}&`, "cursor", ["a", "en"]],
    ["/numbers?", "cursor", ["1"]],
  ];
  for (const [path, name, place] of of) {
    const wrong = [
      ...["x", "%00", "e30", "bnVsbA", "W10", "a".repeat(2_000)],
      ...[cursor(...place, "more"), cursor(...place.slice(1)), cursor(...place).slice(0, -2)],
      ...place.map((one, i) => cursor(...place.with(i, typeof one === "number" ? LATE : {}))),
      ...place.map((one, i) =>
        cursor(...place.with(i, typeof one === "number" ? 0.5 : `${one}\0`)),
      ),
      ...place.map((_, i) => cursor(...place.with(i, "x".repeat(601)))),
    ];
    for (const text of wrong) {
      const asked = `${path}${name}=${text}`;
      assertInvalid(await house.ask(asked), `query.${name}`, asked);
    }
    assert.equal((await house.ask(`${path}${name}=${cursor(...place)}`)).status, 200, path);
  }
});

test("an id in a path that is none is refused, and one of nothing is not found", async () => {
  for (const [path, where] of [
    ["/threads/0/x", "path.number_id"],
    ["/threads/-1/x", "path.number_id"],
    ["/threads/1e3/x/messages", "path.number_id"],
    [`/threads/1/${GUID}x`, "path.thread_id"],
    ["/threads/1/%00/messages", "path.thread_id"],
    ["/media/x/1", "path.number_id"],
    [`/media/${house.numberId}/..%2f..%2fetc`, "path.media_id"],
    [`/media/${house.numberId}/${"1".repeat(65)}`, "path.media_id"],
  ] as const) {
    assertInvalid(await house.ask(path), where, path);
  }
  for (const path of [`/threads/1/${GUID}`, `/media/${house.numberId}/1`, "/threads/1", "/Clock"]) {
    const { status, body } = await house.ask(path);
    assert.deepEqual([status, body.error.code], [404, "not_found"], path);
  }
});

test("a body that does not fit is refused by the member at fault, and nothing is done", async () => {
  const { numberId } = house;
  const [, , of, threadId] = thread.split("/");
  const draft = { kind: "text", text: "hi" };
  const cases: readonly (readonly [string, unknown, string])[] = [
    [`${thread}/messages`, { ...draft, preview: true }, "body.preview"],
    [`${thread}/messages`, { ...draft, text: "a\0b" }, "body.text"],
    [`${thread}/messages`, '{"kind":"text","text":"a\\ud800"}', "body.text"],
    [`${thread}/messages`, { ...draft, text: 1 }, "body.text"],
    [`${thread}/messages`, { ...draft, text: "x".repeat(4_097) }, "body.text"],
    [`${thread}/messages`, { ...draft, reply_to: "\0" }, "body.reply_to"],
    [`${thread}/messages`, { ...draft, reply_to: "x".repeat(1_000) }, "body.reply_to"],
    [`${thread}/messages`, templateDraft({ name: "\0" }), "body.name"],
    [`${thread}/messages`, templateDraft({ name: "" }), "body.name"],
    [`${thread}/messages`, templateDraft({ values: "none" }), "body.values"],
    [`${thread}/messages`, templateDraft({ values: ["\0"] }), "body.values.0"],
    [`${thread}/messages`, templateDraft({ values: ["only one"] }), "body.values"],
    [`${thread}/messages`, "null", "body"],
    [`${thread}/messages`, '"text"', "body"],
    [`${thread}/messages`, "", "body"],
    [`${thread}/messages`, "[".repeat(100) + "]".repeat(100), "body"],
    [`${thread}/messages`, '{"kind":"text","kind":', "body"],
    ["/decisions", { number_id: of, thread_id: threadId, draft, dry: true }, "body.dry"],
    ["/decisions", { number_id: Number(of), thread_id: threadId, draft }, "body.number_id"],
    ["/decisions", { number_id: of, thread_id: "x", draft }, "body.thread_id"],
    ["/decisions", { number_id: of, thread_id: threadId, draft: {} }, "body.draft.kind"],
    ["/templates/sync", {}, "body.number_id"],
    ["/templates/sync", { number_id: numberId, all: true }, "body.all"],
    ["/keys", { name: "a\0", scopes: ["*"] }, "body.name"],
    ["/keys", { name: "a", scopes: ["*"], number_ids: [] }, "body.number_ids"],
    ["/numbers", {}, "body.access_token"],
    ["/numbers", { ...setUp(), app_secret: "a\0" }, "body.app_secret"],
    ["/numbers", { ...setUp(), access_token: "a\nb" }, "body.access_token"],
    ["/numbers", { ...setUp(), number_id: "" }, "body.number_id"],
    ["/numbers", { ...setUp(), api_url: "file:///etc/passwd" }, "body.api_url"],
  ];
  const before = await counts();
  for (const [path, body, where] of cases) {
    const asked = `${path} ${JSON.stringify(body).slice(0, 100)}`;
    assertInvalid(await house.ask(path, body), where, asked);
  }
  assert.deepEqual(await counts(), before);
});

function templateDraft(more: object): object {
  return { kind: "template", name: "order_update", language: "en_US", values: ["a", "b"], ...more };
}

function setUp(): object {
  const { wabaId, token, appId, appSecret, verifyToken } = house.emulator.credentials;
  return {
    account_id: wabaId,
    access_token: token,
    app_id: appId,
    app_secret: appSecret,
    verify_token: verifyToken,
  };
}

async function counts(): Promise<unknown> {
  const { rows } = await house.db.query(`
select (select count(*) from draft) as drafts, (select count(*) from api_key) as keys,
       (select count(*) from account) as accounts, (select count(*) from number) as numbers`);
  return rows[0];
}

test("an Idempotency-Key that is none is refused before anything is sent", async () => {
  const draft = { kind: "text", text: "hi" };
  const before = await counts();
  for (const key of [" ", "a b", "x".repeat(201), "caf\u00e9"]) {
    const told = await house.ask(`${thread}/messages`, draft, { "idempotency-key": key });
    assertInvalid(told, "headers.idempotency-key", key);
  }
  assert.deepEqual(await counts(), before);
});

test("a range that is none gives the whole, and a stream told a wrong place begins anew", async () => {
  for (const id of ["x", "e30", cursor({ [house.numberId]: "-1" }), "a".repeat(4_000), ""]) {
    const leaving = new AbortController();
    const answer = await fetch(`${house.url}/api/v1/events`, {
      headers: { authorization: `Bearer ${house.key}`, "last-event-id": id },
      signal: leaving.signal,
    });
    assert.equal(answer.status, 200, id);
    const first = await answer.body!.getReader().read();
    assert.match(Buffer.from(first.value!).toString(), /^id: \S+\nevent: clock\n/);
    leaving.abort();
  }
});
