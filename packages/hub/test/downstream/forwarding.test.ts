import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isSigned } from "@casement/cloud-api";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";
import { postSigned } from "../flows/signed-post.ts";
import { databaseGate } from "../sending/database-gate.ts";
import { until } from "../sending/desk.ts";
import { beginOffice, changeOf, messagePost, type Office, postOf } from "./office.ts";
import type { Got } from "./receiver.ts";

// One business for all: each test has endpoints of its own, and ends by removing them.
let office: Office;
const gate = databaseGate();
before(async () => {
  office = await beginOffice({ databaseThrough: gate.lead });
});
after(async () => {
  await office[Symbol.asyncDispose]();
  await gate[Symbol.asyncDispose]();
});

const OTHER = "106540352242999";
const CUSTOMER = "447700900002";

test("[H1] what is forwarded is what Meta posted, byte for byte, signed with the endpoint's own secret", async () => {
  const { business } = office;
  const made = await office.endpoint("/as-it-is");
  const spaced = JSON.stringify(postOf([changeOf(business.numberId, "Grüße \u{1f44b}")]), null, 2);

  await office.post(spaced);
  await office.post(messagePost(business.numberId, "a/b"));

  const [first, second] = office.at("/as-it-is");
  assert.equal(first?.body.toString("utf8"), spaced);
  assert.equal(second?.body.toString("utf8"), messagePost(business.numberId, "a/b"));
  const header = String(first?.headers["x-hub-signature-256"]);
  assert.ok(isSigned(first?.body ?? Buffer.of(), header, made.secret));
  assert.equal(first?.headers["content-type"], "application/json");
  assert.equal(first?.headers["x-casement-recut"], undefined);
  await remove(made.endpoint_id);
});

test("[H1] our draft's id is replaced by what the sender gave, or taken out if that was nothing", async () => {
  const { business, receiver } = office;
  await business.customer(CUSTOMER).writes("hello");
  const made = await office.endpoint("/statuses");
  const given = 'order/7 "é"';

  await send({ text: { body: "with" }, biz_opaque_callback_data: given });
  await send({ text: { body: "without" } });
  await business.advance(MINUTE_MS);

  const posted = office.at("/statuses").map((one) => one.body.toString("utf8"));
  const said = posted.filter((text) => text.includes("biz_opaque_callback_data"));
  assert.ok(said.length >= 2);
  assert.ok(
    said.every((text) => text.includes(String.raw`order\/7 \"\u00e9\"`)),
    said[0] ?? "",
  );
  assert.ok(posted.length > said.length);
  assert.ok(posted.every((text) => !text.includes("casement:")));
  const kept = await keptBodies();
  for (const text of posted) {
    assert.ok(
      kept.some((bytes) => spliced(bytes, given).includes(text)),
      text,
    );
  }
  assert.equal(receiver.got.at(-1)?.path, "/statuses");
  await remove(made.endpoint_id);
});

test("[H4] an endpoint of some numbers gets what is of these; of a mixed post just its changes", async () => {
  const { business } = office;
  const { numberId } = business;
  const all = await office.endpoint("/all");
  const own = await office.endpoint("/own", { number_ids: [numberId] });
  const [mine, foreign, more] = [
    changeOf(numberId, "mine"),
    changeOf(OTHER, "foreign"),
    changeOf(numberId, "more"),
  ];
  const mixed = JSON.stringify(postOf([mine, foreign, more], { time: 1 }));

  await office.post(mixed);
  await office.post(JSON.stringify(postOf([foreign])));
  await business.advance(2_000);

  const wholes = office.at("/all").map((one) => one.body.toString());
  assert.deepEqual(wholes, [mixed, JSON.stringify(postOf([foreign]))]);
  const [cut, ...rest] = office.at("/own");
  assert.deepEqual(rest, []);
  assert.equal(cut?.body.toString(), JSON.stringify(postOf([mine, more], { time: 1 })));
  assert.equal(cut?.headers["x-casement-recut"], "2/3");
  assert.ok(
    isSigned(cut?.body ?? Buffer.of(), String(cut?.headers["x-hub-signature-256"]), own.secret),
  );
  await remove(all.endpoint_id);
  await remove(own.endpoint_id);
});

test("[H3] posts start in the order in which they came, 16 at a time, and none waits for one that failed", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/slow");
  let release: () => void = () => {};
  const released = new Promise<void>((done) => {
    release = done;
  });
  receiver.answer = async ({ path, body }) => {
    if (path !== "/slow") return 200;
    await released;
    return body.includes('"no 0"') ? 500 : 200;
  };
  const texts = Array.from({ length: 40 }, (_, i) => `no ${i}`);

  for (const text of texts) await kept(messagePost(business.numberId, text));
  await until(() => office.at("/slow").length >= 16);
  await new Promise((done) => void setImmediate(done));
  assert.deepEqual(textsOf(office.at("/slow")).sort(), texts.slice(0, 16).sort());
  release();
  await business.hub.quiet();

  assert.deepEqual(textsOf(office.at("/slow")).sort(), [...texts].sort());
  const waiting = (await office.log(made)).filter((one) => one.state === "waiting");
  assert.deepEqual(
    waiting.map((one) => [one.attempts, one.answer_status, one.failure]),
    [[1, 500, "refused"]],
  );
  receiver.answer = () => 200;
  await business.advance(MINUTE_MS);
  assert.ok((await office.log(made)).every((one) => one.state === "delivered"));
  assert.deepEqual(textsOf(office.at("/slow")).at(-1), "no 0");
  await remove(made.endpoint_id);
});

test("[H3] what cannot be made ready as the database goes is overtaken by nothing, and no attempt is counted", async () => {
  const { business } = office;
  await business.customer(CUSTOMER).writes("hello");
  await send({ text: { body: "before" } });
  await business.advance(MINUTE_MS);
  const status = (await keptBodies()).find((text) => text.includes("casement:"));
  assert.ok(status !== undefined);
  const made = await office.endpoint("/cut");
  await office.change(made, { paused: true });
  await office.post(status);
  await office.post(messagePost(business.numberId, "overtaking"));

  // What its sender gave with a draft is looked up for the status; the message needs nothing.
  const cut = gate.cutAt("select-callback-data");
  await office.change(made, { paused: false });
  await cut;
  // A hub that lost its database tries again within a second; what comes has it try at once.
  await kept(messagePost(business.numberId, "more"));
  await business.hub.quiet();

  const log = await office.log(made);
  assert.deepEqual(
    log.map((one) => [one.state, one.attempts]),
    log.map(() => ["delivered", 1]),
  );
  assert.equal(office.at("/cut").length, 3);
  await remove(made.endpoint_id);
});

test("[H3] a post of two numbers that one of them has not digested holds up none of the other's", async () => {
  const { business } = office;
  const { numberId } = business;
  const made = await office.endpoint("/held", { number_ids: [numberId] });
  await office.change(made, { paused: true });
  const both = [changeOf(numberId, "of both"), changeOf(OTHER, "of the other")];
  await office.post(JSON.stringify(postOf(both)));
  await office.post(messagePost(numberId, "of one"));
  await business.db.query(
    `insert into pending (number_id, post_id, received_on)
     select number_id, post_id, received_on from post where number_id = $1 and bytes = $2`,
    [OTHER, Buffer.from(JSON.stringify(postOf(both)))],
  );

  await office.change(made, { paused: false });
  await business.hub.quiet();
  assert.deepEqual(textsOf(office.at("/held")), ["of one"]);
  await office.post(messagePost(OTHER, "the next"));
  await business.advance(2_000);

  assert.deepEqual(textsOf(office.at("/held")), ["of one", "of both"]);
  await remove(made.endpoint_id);
});

test("[H5] what was not taken is tried again, each time later, through hours and days", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/down");
  receiver.answer = () => 500;
  const begun = business.clock.now();
  const tries: number[] = [];
  receiver.answer = ({ path }) => {
    if (path === "/down") tries.push(business.clock.now() - begun);
    return 500;
  };

  await office.post(messagePost(business.numberId, "to the deaf"));
  await business.advance(2 * DAY_MS);
  receiver.answer = () => 200;
  await business.advance(DAY_MS);

  const waits = tries.map((at, i) => at - (tries[i - 1] ?? 0));
  assert.deepEqual(waits.slice(0, 4), [0, 10_000, 10_000, 20_000]);
  assert.ok(waits.slice(2).every((wait, i) => wait >= (waits[i + 1] ?? 0)));
  assert.equal(Math.max(...waits), 12 * HOUR_MS);
  const [only, ...others] = await office.log(made);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [only?.state, only?.attempts, only?.answer_status, only?.failure, only?.next_at],
    ["delivered", tries.length + 1, 200, null, null],
  );
  assert.equal((await office.shown(made)).failing_since, null);
  await remove(made.endpoint_id);
});

test("[H5] a post is delivered again by hand", async () => {
  const { business } = office;
  const made = await office.endpoint("/again");
  await office.post(messagePost(business.numberId, "twice"));
  const [logged] = await office.log(made);
  assert.ok(logged !== undefined);
  const path = `/api/v1/endpoints/${made.endpoint_id}/deliveries/${logged.number_id}`;

  const told = await business.ask("POST", `${path}/${logged.post_id}/redeliver`);
  await business.hub.quiet();

  assert.deepEqual([told.status, told.body.data.state], [200, "waiting"]);
  const [first, second, ...more] = office.at("/again");
  assert.deepEqual(more, []);
  assert.deepEqual(second?.body, first?.body);
  const nobody = `${path}/00000000-0000-7000-8000-ffffffffffff/redeliver`;
  assert.equal((await business.ask("POST", nobody)).status, 404);
  await remove(made.endpoint_id);
});

test("[H6] an endpoint that takes nothing for three days is paused, with the reason, and goes on where it stopped", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/dead");
  receiver.answer = ({ path }) => (path === "/dead" ? 503 : 200);
  await office.post(messagePost(business.numberId, "one"));
  await business.advance(2 * DAY_MS);
  assert.equal((await office.shown(made)).paused_at, null);

  await business.advance(2 * DAY_MS);
  const paused = await office.shown(made);
  assert.notEqual(paused.paused_at, null);
  assert.match(paused.paused_why ?? "", /three days.*answered 503/);
  const tried = office.at("/dead").length;
  await office.post(messagePost(business.numberId, "two"));
  await business.advance(DAY_MS);
  assert.equal(office.at("/dead").length, tried);
  assert.ok((await office.log(made)).every((one) => one.next_at === null));

  receiver.answer = () => 200;
  assert.equal((await office.change(made, { paused: false })).paused_at, null);
  await business.advance(DAY_MS);
  assert.deepEqual(textsOf(office.at("/dead")).slice(tried).sort(), ["one", "two"]);
  await remove(made.endpoint_id);
});

test("[H6] an endpoint that answers 410 is paused at once", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/gone");
  receiver.answer = ({ path }) => (path === "/gone" ? 410 : 200);

  await office.post(messagePost(business.numberId, "farewell"));

  assert.match((await office.shown(made)).paused_why ?? "", /410/);
  receiver.answer = () => 200;
  await remove(made.endpoint_id);
});

test("[H7] no redirect is followed", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/moved");
  const headers = { location: `${receiver.origin}/elsewhere` };
  receiver.answer = ({ path }) => (path === "/moved" ? { status: 307, headers } : 200);

  await office.post(messagePost(business.numberId, "stay"));

  assert.deepEqual(office.at("/elsewhere"), []);
  const [logged] = await office.log(made);
  assert.deepEqual([logged?.answer_status, logged?.failure], [307, "redirected"]);
  receiver.answer = () => 200;
  await remove(made.endpoint_id);
});

test("[H2] what was not forwarded when the hub stopped is forwarded when it starts again", async () => {
  const { business, receiver } = office;
  const made = await office.endpoint("/restart");
  receiver.answer = ({ path }) => (path === "/restart" ? 500 : 200);
  await office.post(messagePost(business.numberId, "survivor"));
  await business.stop();
  receiver.answer = () => 200;

  await business.startAgain();
  await business.advance(MINUTE_MS);

  assert.deepEqual(textsOf(office.at("/restart")), ["survivor", "survivor"]);
  assert.equal((await office.log(made))[0]?.state, "delivered");
  await remove(made.endpoint_id);
});

test("[H2] a post that nobody can read is forwarded as it is to who gets everything", async () => {
  const all = await office.endpoint("/strange");
  const own = await office.endpoint("/not-strange", { number_ids: [office.business.numberId] });

  await office.post("no JSON at all");

  assert.deepEqual(
    office.at("/strange").map((one) => one.body.toString()),
    ["no JSON at all"],
  );
  assert.deepEqual(office.at("/not-strange"), []);
  await remove(all.endpoint_id);
  await remove(own.endpoint_id);
});

async function remove(endpointId: string): Promise<void> {
  const told = await office.business.ask("DELETE", `/api/v1/endpoints/${endpointId}`);
  assert.equal(told.status, 200);
}

async function send(body: object): Promise<void> {
  const { business } = office;
  const path = `/v23.0/${business.numberId}/messages`;
  const whole = { messaging_product: "whatsapp", to: CUSTOMER, type: "text", ...body };
  const told = await business.ask("POST", path, whole);
  assert.equal(told.status, 200, JSON.stringify(told.body));
}

/** Posts to the hub, and waits for nothing but its answer. */
async function kept(text: string): Promise<void> {
  assert.equal(await postSigned(office.business, Buffer.from(text)), 200);
}

function textsOf(got: readonly Got[]): string[] {
  return got.map(({ body }) => {
    return JSON.parse(body.toString()).entry[0].changes[0].value.messages[0].text.body;
  });
}

async function keptBodies(): Promise<string[]> {
  const { rows } = await office.business.db.query<{ bytes: Buffer }>("select bytes from post");
  return rows.map((row) => row.bytes.toString("utf8"));
}

/** What may become of a kept post: one value put back, or its member taken out. */
function spliced(text: string, given: string): string[] {
  const value = JSON.stringify(given).replaceAll("/", "\\/").replaceAll("é", "\\u00e9");
  const member = /"biz_opaque_callback_data":"casement:[0-9a-f-]{36}"/;
  return [
    text.replace(member, () => `"biz_opaque_callback_data":${value}`),
    text.replace(new RegExp(`,${member.source}`), ""),
    text.replace(new RegExp(`${member.source},`), ""),
  ];
}
