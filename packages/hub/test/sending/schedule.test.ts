import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { graphError, graphJson } from "@casement/cloud-api";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import type { Answered, Business } from "../flows/begin.ts";
import { postAccountChange } from "../flows/notices.ts";
import { onlyMessages } from "../flows/threads.ts";
import { beginDesk, type Desk } from "./desk.ts";

const AMARA = "447700900142";
const BODO = "4915112345678";

test("[S12] a scheduled message is sent at its moment, once, and shown until then as scheduled", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  const wanted = { draft: text("your table waits"), send_at: inMs(desk, 2 * HOUR_MS) };

  const made = await send(business, { to: `+${AMARA}`, ...wanted }, "table");
  const again = await send(business, { to: `+${AMARA}`, ...wanted }, "table");
  const other = await send(
    business,
    { to: `+${AMARA}`, ...wanted, send_at: inMs(desk, HOUR_MS) },
    "table",
  );

  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { message, decision } = made.body.data;
  assert.deepEqual(
    [message.status, message.send_at, decision.allowed],
    ["scheduled", "2026-11-02T11:00:00.000Z", true],
  );
  assert.equal(again.body.data.message.id, message.id);
  assert.deepEqual([other.status, other.body.error.code], [422, "idempotency_key_reused"]);
  assert.deepEqual((await onlyMessages(business)).at(-1), message);
  await business.advance(2 * HOUR_MS - 1);
  assert.equal(desk.posted.length, 0);

  await business.advance(1);

  assert.deepEqual(
    desk.posted.map(({ text: said, at }) => [said, at]),
    [["your table waits", Date.parse("2026-11-02T11:00:00Z")]],
  );
  await business.advance(MINUTE_MS);
  const sent = (await onlyMessages(business)).at(-1);
  assert.deepEqual([sent.status, sent.send_at, sent.draft_id], ["delivered", null, message.id]);
  const late = await send(business, { to: `+${AMARA}`, ...wanted }, "table");
  assert.equal(late.body.data.message.id, sent.id);
  assert.equal(desk.posted.length, 1);
});

test("[S12] a scheduled message that waits behind another goes when it has its turn", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  const held = Promise.withResolvers<undefined>();
  desk.onPost = ({ text: said }) => (said === "first" ? held.promise : undefined);
  for (const words of ["first", "second"]) {
    const wanted = { draft: text(words), send_at: inMs(desk, HOUR_MS) };
    assert.equal((await send(business, { to: AMARA, ...wanted })).status, 200);
  }

  await business.advance(HOUR_MS);
  await business.advance(2 * MINUTE_MS);
  held.resolve(undefined);
  await business.advance(MINUTE_MS);

  const { rows } = await business.db.query("select state from draft");
  assert.deepEqual(rows, [{ state: "accepted" }, { state: "accepted" }]);
});

test("[S12] a scheduled message is decided again at its moment, and is not sent if that is a no", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await heardForDays(desk);
  await business.customer(AMARA).writes("hello");
  const made = await send(business, {
    ...{ to: AMARA, draft: text("good morning"), send_at: inMs(desk, 25 * HOUR_MS) },
  });
  assert.equal(made.body.data.decision.allowed, true);

  await business.advance(25 * HOUR_MS);

  assert.equal(desk.posted.length, 0);
  const message = (await onlyMessages(business)).at(-1);
  assert.deepEqual([message.status, message.error.code], ["refused", 131047]);
});

test("[S12] what is scheduled can be listed, changed and taken back until it is sent", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  const first = await send(business, {
    to: AMARA,
    draft: text("one"),
    send_at: inMs(desk, 60_000),
  });
  const second = await send(business, {
    to: AMARA,
    draft: text("two"),
    send_at: inMs(desk, 30_000),
  });
  const [one, two] = [first, second].map(({ body }) => body.data.message.id);
  const path = `/api/v1/scheduled/${business.numberId}`;
  const listed = await business.ask("GET", "/api/v1/scheduled?limit=1");
  assert.deepEqual(idsIn(listed), [two]);
  const next = listed.body.next_cursor;
  assert.deepEqual(idsIn(await business.ask("GET", `/api/v1/scheduled?cursor=${next}`)), [one]);

  const change = { send_at: inMs(desk, 10_000), draft: text("one, sooner") };
  const changed = await business.ask("PATCH", `${path}/${one}`, change);
  const canceled = await business.ask("DELETE", `${path}/${two}`);

  assert.equal(changed.body.data.message.content.text, "one, sooner");
  assert.equal(canceled.body.data.message.status, "canceled");
  await business.advance(MINUTE_MS);
  assert.deepEqual(
    desk.posted.map((each) => each.text),
    ["one, sooner"],
  );
  assert.equal((await business.ask("DELETE", `${path}/${one}`)).status, 404);
  assert.equal((await business.ask("PATCH", `${path}/${two}`, change)).status, 404);
  const far = { to: AMARA, draft: text("far"), send_at: "2028-01-01T00:00:00Z" };
  assert.equal((await send(business, far)).body.error.where, "body.send_at");
  const keyed = { authorization: "Bearer csm_none" };
  assert.equal((await business.ask("GET", "/api/v1/scheduled", undefined, keyed)).status, 401);
});

test("[S12] a restart keeps what is scheduled; what is over an hour late is withdrawn, and a crash sends nothing twice", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  await send(business, { to: AMARA, draft: text("too late"), send_at: inMs(desk, HOUR_MS) });
  await send(business, {
    to: AMARA,
    draft: text("just in time"),
    send_at: inMs(desk, 2 * HOUR_MS),
  });
  await send(business, { to: AMARA, draft: text("in doubt"), send_at: inMs(desk, 2 * HOUR_MS) });
  await business.db.query(
    "update draft set state = 'sending' where body #>> '{text,body}' = 'in doubt'",
  );
  await business.stop();
  await business.advance(2 * HOUR_MS + MINUTE_MS);

  await business.startAgain();
  await business.advance(MINUTE_MS);

  assert.deepEqual(
    desk.posted.map((each) => each.text),
    ["just in time"],
  );
  const { rows } = await business.db.query(
    "select state, body #>> '{text,body}' as text from draft order by send_at, text",
  );
  assert.deepEqual(
    rows.map(({ state, text: said }) => [said, state]),
    [
      ["too late", "withdrawn"],
      ["in doubt", "unknown"],
      ["just in time", "accepted"],
    ],
  );
});

test("[S12] what falls due while a number looks for what is due has its turn with it", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  const made = await send(business, {
    ...{ to: AMARA, draft: text("meanwhile"), send_at: inMs(desk, HOUR_MS) },
  });
  const { id } = made.body.data.message;
  await business.ask("DELETE", `/api/v1/scheduled/${business.numberId}/${id}`);
  const holder = await business.db.connect();
  await holder.query("begin");
  await holder.query("select from appointment where kind = 'scheduled_send' for update");

  // Nothing is found, and what the look comes to cannot be settled yet.
  const going = business.advance(HOUR_MS);
  while (!(await isSomebodyWaiting(business))) await setImmediate();
  await holder.query("update draft set state = 'scheduled', settled_at = null");
  await holder.query("commit");
  holder.release();
  await going;

  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["meanwhile"],
  );
});

test("[S12] many for one moment go at the number's pace, and whoever asks meanwhile goes first", async () => {
  await using desk = await beginDesk({ perSecond: 10 });
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  const start = business.clock.now() + HOUR_MS;
  const customers = Array.from({ length: 25 }, (_, i) => `4915112345${600 + i}`);
  const send_at = new Date(start).toISOString();
  await Promise.all(customers.map((to) => send(business, { to, draft: HELLO_WORLD, send_at })));

  await business.advance(HOUR_MS + 1_000);
  let isAnswered = false;
  void desk.text(AMARA, "one moment").then(() => (isAnswered = true));
  while (!isAnswered) await business.advance(20);
  await business.advance(10_000);

  const times = desk.posted.map((one) => one.at - start);
  assert.equal(desk.posted.length, 26);
  const inFirst = times.filter((at) => at < 1_000).length;
  assert.ok(inFirst <= 10 && inFirst >= 9, `${inFirst} in the first second`);
  assert.ok((times.at(-1) ?? 0) >= 2_000, "no faster than the number sends");
  const place = desk.posted.findIndex((one) => one.to === AMARA);
  assert.ok(place >= 10 && place < 20, `it was number ${place}`);
});

test("[S13] a scheduled message whose window has closed is sent as its template, and says why", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await heardForDays(desk);
  await business.customer(AMARA).writes("hello");
  await business.customer(BODO).writes("hallo");
  const made = { draft: text("good morning"), fallback: HELLO_WORLD };
  await send(business, { to: AMARA, ...made, send_at: inMs(desk, 23 * HOUR_MS) });
  await send(business, { to: BODO, ...made, send_at: inMs(desk, 25 * HOUR_MS) });

  await business.advance(26 * HOUR_MS);

  const { rows } = await business.db.query(
    `select body->>'to' as "to", state, asked->>'content' as content,
            decision #>> '{charge,category}' as category,
            instead_of #>> '{decision,reason}' as why,
            instead_of #>> '{body,text,body}' as said
     from draft order by send_at`,
  );
  const gone = { state: "accepted" };
  assert.deepEqual(rows, [
    { ...gone, to: AMARA, content: "free_form", category: "service", why: null, said: null },
    {
      ...{ ...gone, to: BODO, content: "template", category: "utility" },
      ...{ why: "service_window_closed", said: "good morning" },
    },
  ]);
  const { rows: units } = await business.db.query(
    "select folded->>'category' as category from unit order by folded->>'deliveredAt'",
  );
  assert.deepEqual(
    units.map((unit) => unit.category),
    ["service", "utility"],
  );
});

test("[S13] a message that must go now falls back too, and a template that is refused has a decision of its own", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await heardForDays(desk);

  const sent = await send(business, { to: AMARA, draft: text("hello"), fallback: HELLO_WORLD });
  await postAccountChange(business, {
    field: "message_template_status_update",
    value: {
      ...{ event: "PAUSED", message_template_name: "hello_world" },
      message_template_language: "en_US",
    },
  });
  const refused = await send(business, { to: BODO, draft: text("hallo"), fallback: HELLO_WORLD });

  const instead = { reason: "service_window_closed" };
  assert.deepEqual([sent.status, sent.body.data.message.content.kind], [200, "template"]);
  assert.equal(sent.body.data.decision.instead_of.reason, instead.reason);
  assert.match(sent.body.data.decision.instead_of.why, /window/);
  const { decision } = refused.body.data;
  assert.deepEqual([refused.status, refused.body.error.code], [422, "refused"]);
  assert.deepEqual(
    [decision.reason, decision.instead_of.reason],
    ["template_paused", instead.reason],
  );
  assert.equal(desk.posted.length, 1);
});

test("[S13] a message that Meta finds the window closed to, where we could not tell, falls back once", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  // Nothing was heard yet: of nobody is the window known to be closed. Meta says so later.
  const told = await send(business, { to: AMARA, draft: text("hello"), fallback: HELLO_WORLD });
  await business.advance(MINUTE_MS);
  // And here at once, in its answer.
  desk.onPost = ({ to, text: said }) => {
    if (to !== BODO || said === "") return undefined;
    const { status, body } = graphError(131047);
    return { status, headers: { "content-type": "application/json" }, body: graphJson(body) };
  };
  const atOnce = await send(business, { to: BODO, draft: text("hallo"), fallback: HELLO_WORLD });
  await business.advance(MINUTE_MS);
  // The same word again, as Meta posts again what it is not sure of.
  const posts = await business.control("GET", "webhooks");
  for (const { id } of posts.body.data) await business.control("POST", `webhooks/${id}/redeliver`);
  await business.advance(HOUR_MS);

  assert.equal(told.body.data.decision.window, "unknown");
  assert.equal(atOnce.body.error?.code, "failed", JSON.stringify(atOnce.body));
  const { rows } = await business.db.query(
    `select body->>'to' as "to", state, asked->>'content' as content,
            instead_of #>> '{decision,reason}' as why, instead_of #>> '{body,text,body}' as said
     from draft order by created_at, content`,
  );
  const template = { content: "template", state: "accepted", why: "service_window_closed" };
  assert.deepEqual(rows, [
    { to: AMARA, state: "accepted", content: "free_form", why: null, said: null },
    { ...template, to: AMARA, said: "hello" },
    { to: BODO, state: "failed", content: "free_form", why: null, said: null },
    { ...template, to: BODO, said: "hallo" },
  ]);
  assert.equal(desk.posted.length, 4);
});

test("[S13] the template that stands for a scheduled message is as late as that is", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  const sendAt = inMs(desk, 10 * MINUTE_MS);
  const made = { draft: text("hallo"), fallback: HELLO_WORLD, send_at: sendAt };
  await send(business, { to: BODO, ...made });
  desk.onPost = ({ text: said }) => {
    const { status, body } = graphError(131047);
    const headers = { "content-type": "application/json" };
    return said === "" ? undefined : { status, headers, body: graphJson(body) };
  };
  await business.stop();
  await business.advance(50 * MINUTE_MS);

  await business.startAgain();
  await business.advance(MINUTE_MS);

  const { rows } = await business.db.query<{ state: string; sendAt: Date }>(
    `select state, send_at as "sendAt" from draft order by created_at, state desc`,
  );
  assert.deepEqual(
    rows.map((row) => [row.state, new Date(Number(row.sendAt)).toISOString()]),
    [
      ["failed", sendAt],
      ["accepted", sendAt],
    ],
  );
});

const HELLO_WORLD = { kind: "template", name: "hello_world", language: "en_US", values: [] };

function text(said: string): object {
  return { kind: "text", text: said };
}

function send(business: Business, wanted: object, key?: string): Promise<Answered> {
  const headers = key === undefined ? {} : { "idempotency-key": key };
  const body = { number_id: business.numberId, ...wanted };
  return business.ask("POST", "/api/v1/messages", body, headers);
}

/** Whether a session waits for a row that another holds. */
async function isSomebodyWaiting({ db }: Business): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount !== 0;
}

function inMs({ business }: Desk, ms: number): string {
  return new Date(business.clock.now() + ms).toISOString();
}

/** Until a number was heard for a day, no window is surely closed. */
async function heardForDays({ business }: Desk): Promise<void> {
  await business.advance(25 * HOUR_MS);
}

function idsIn(answer: Answered): string[] {
  return answer.body.data.map((one: { message: { id: string } }) => one.message.id);
}
