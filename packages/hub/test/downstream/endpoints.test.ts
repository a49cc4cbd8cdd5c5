import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isSigned } from "@casement/cloud-api";
import { newKey } from "../../src/access/api-key.ts";
import { insertKey } from "../../src/access/api-key-store.ts";
import type { Scope } from "../../src/access/scope.ts";
import { beginOffice, messagePost, type Office } from "./office.ts";

const PATH = "/api/v1/endpoints";

let office: Office;
before(async () => {
  office = await beginOffice();
});
after(async () => {
  await office[Symbol.asyncDispose]();
});

test("[H8] an endpoint's secret is shown once, sealed where it is kept, and reaches no log and no other answer", async () => {
  const { business } = office;
  const made = await office.endpoint("/secret");
  await office.change(made, { name: "renamed", url: `${office.receiver.origin}/moved` });
  office.receiver.answer = () => 500;
  await office.post(messagePost(business.numberId, "one"));
  office.receiver.answer = () => 200;

  const answers = [
    await business.ask("GET", PATH),
    await business.ask("GET", `${PATH}/${made.endpoint_id}/deliveries`),
    await business.ask("PATCH", `${PATH}/${made.endpoint_id}`, { name: "again" }),
  ];

  assert.ok(answers.every(({ status }) => status === 200));
  assert.ok(!JSON.stringify(answers.map(({ body }) => body)).includes(made.secret));
  assert.ok(office.logged.some((line) => line.includes("post_not_forwarded")));
  assert.ok(office.logged.every((line) => !line.includes(made.secret)));
  assert.ok(office.logged.every((line) => !line.includes(office.receiver.origin)));
  const { rows } = await business.db.query<{ row: string }>(
    "select e::text as row from endpoint e",
  );
  const inHex = Buffer.from(made.secret).toString("hex");
  assert.ok(rows.every(({ row }) => !row.includes(made.secret) && !row.includes(inHex)));
  await business.ask("DELETE", `${PATH}/${made.endpoint_id}`);
});

test("[H8] with another secret the old one signs nothing more; removed, an endpoint gets nothing more", async () => {
  const { business } = office;
  const made = await office.endpoint("/rotated");

  const { body } = await business.ask("POST", `${PATH}/${made.endpoint_id}/rotate`);
  await office.post(messagePost(business.numberId, "rotated"));

  const [got] = office.at("/rotated");
  const signature = String(got?.headers["x-hub-signature-256"]);
  assert.notEqual(body.data.secret, made.secret);
  assert.ok(isSigned(got?.body ?? Buffer.of(), signature, body.data.secret));
  assert.ok(!isSigned(got?.body ?? Buffer.of(), signature, made.secret));
  assert.equal((await business.ask("DELETE", `${PATH}/${made.endpoint_id}`)).status, 200);
  await office.post(messagePost(business.numberId, "after the end"));
  assert.equal(office.at("/rotated").length, 1);
  const gone = `${PATH}/${made.endpoint_id}/deliveries`;
  assert.equal((await business.ask("GET", gone)).status, 404);
  const { rows } = await business.db.query("select from delivery");
  assert.equal(rows.length, 0);
});

test("[H8] a key makes and sees no endpoint that gets more than it reaches itself, and needs the scope", async () => {
  const { business } = office;
  const { wabaId } = business.emulator.credentials;
  const all = await office.endpoint("/all");
  const whole = await office.endpoint("/whole", { account_id: wabaId });
  const number = [BigInt(business.numberId)];
  const narrow = await keyWith({ scopes: ["endpoints:read", "endpoints:write"], numbers: number });
  const reader = await keyWith({ scopes: ["endpoints:read"], numbers: number });
  const url = `${office.receiver.origin}/narrow`;
  const as = (key: string, method: string, path: string, body?: unknown) =>
    business.ask(method, path, body, { authorization: `Bearer ${key}` });

  const made = await as(narrow, "POST", PATH, { name: "narrow", url });

  assert.deepEqual(
    [made.body.data.account_id, made.body.data.number_ids],
    [wabaId, [business.numberId]],
  );
  assert.equal((await as(reader, "POST", PATH, { name: "x", url })).status, 403);
  const beyond = { name: "x", url, number_ids: ["7"] };
  assert.equal((await as(narrow, "POST", PATH, beyond)).body.error.where, "body.number_ids");
  const foreign = { name: "x", url, account_id: "7" };
  assert.equal((await as(narrow, "POST", PATH, foreign)).body.error.where, "body.account_id");
  const seen = (await as(reader, "GET", PATH)).body.data;
  assert.deepEqual(
    seen.map((one: { name: string }) => one.name),
    ["narrow"],
  );
  for (const [method, rest, body] of [
    ["GET", "/deliveries", undefined],
    ["POST", "/rotate", undefined],
    ["PATCH", "", {}],
    ["DELETE", "", undefined],
  ] as const) {
    const told = await as(narrow, method, `${PATH}/${all.endpoint_id}${rest}`, body);
    assert.equal(told.status, 404, `${method} ${rest}`);
  }
  assert.equal((await as(narrow, "POST", `${PATH}/${whole.endpoint_id}/rotate`)).status, 404);
  const widened = await as(narrow, "PATCH", `${PATH}/${made.body.data.endpoint_id}`, {
    number_ids: null,
  });
  assert.deepEqual(widened.body.data.number_ids, [business.numberId]);
  await business.ask("DELETE", `${PATH}/${all.endpoint_id}`);
  await business.ask("DELETE", `${PATH}/${whole.endpoint_id}`);
  await business.ask("DELETE", `${PATH}/${made.body.data.endpoint_id}`);
});

test("[H7] an endpoint at a private address, without TLS or with a password in it is refused", async () => {
  const { business } = office;
  const port = new URL(office.receiver.origin).port;
  for (const url of [
    `http://localhost:${port}/`,
    "http://example.com/hook",
    "https://127.0.0.1/hook",
    "https://2130706433/hook",
    "https://[::1]/hook",
    "https://[::ffff:10.0.0.1]/hook",
    "https://169.254.169.254/latest",
    "https://me:word@example.com/hook",
    "ftp://example.com/hook",
    "example.com",
    "",
  ]) {
    const told = await business.ask("POST", PATH, { name: "x", url });
    assert.deepEqual([told.status, told.body.error.where], [400, "body.url"], url);
  }
  const told = await business.ask("POST", PATH, { name: "x", url: "http://crm.internal:8080/in" });
  assert.match(told.body.error.message, /CASEMENT_ENDPOINT_ORIGINS=http:\/\/crm\.internal:8080$/);
});

test("[H7] a name that leads into a private network is connected to by no delivery", async () => {
  const { business } = office;
  const port = new URL(office.receiver.origin).port;
  const before = office.receiver.got.length;
  const told = await business.ask("POST", PATH, { name: "x", url: `https://localhost:${port}/` });
  assert.equal(told.status, 200);

  await office.post(messagePost(business.numberId, "inward"));

  assert.equal(office.receiver.got.length, before);
  const [logged] = await office.log(told.body.data);
  assert.deepEqual([logged?.answer_status, logged?.failure], [null, "private_address"]);
  await business.ask("DELETE", `${PATH}/${told.body.data.endpoint_id}`);
});

test("[H5] the delivery log is read in pages, by number and by how it ended", async () => {
  const { business } = office;
  const made = await office.endpoint("/log");
  for (const text of ["a", "b", "c"]) await office.post(messagePost(business.numberId, text));
  const whole = await office.log(made);
  const path = `${PATH}/${made.endpoint_id}/deliveries`;

  const first = await business.ask("GET", `${path}?limit=2`);
  const second = await business.ask("GET", `${path}?limit=2&cursor=${first.body.next_cursor}`);

  assert.equal(whole.length, 3);
  assert.deepEqual([...first.body.data, ...second.body.data], whole);
  assert.equal(second.body.next_cursor, null);
  assert.deepEqual((await business.ask("GET", `${path}?state=failed`)).body.data, []);
  assert.deepEqual((await business.ask("GET", `${path}?number_id=7`)).body.data, []);
  assert.equal((await business.ask("GET", `${path}?state=lost`)).status, 400);
  await business.ask("DELETE", `${PATH}/${made.endpoint_id}`);
});

let keys = 0;

async function keyWith(wanted: { scopes: Scope[]; numbers: bigint[] }): Promise<string> {
  keys += 1;
  const secret = (length: number): Uint8Array => new Uint8Array(length).fill(100 + keys);
  const { text, ...kept } = newKey({ uuid: () => "", secret });
  await insertKey(office.business.db, {
    ...kept,
    keyId: `10000000-0000-4000-8000-00000000000${keys}`,
    name: "test",
    accountId: BigInt(office.business.emulator.credentials.wabaId),
    numberIds: wanted.numbers,
    scopes: wanted.scopes,
    createdAt: office.business.clock.now(),
  });
  return text;
}
