import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@casement/engine";
import type { Answered } from "../flows/begin.ts";
import { postNotices, secondsNow } from "../flows/notices.ts";
import { onlyMessages } from "../flows/threads.ts";
import { beginDesk, type Desk } from "./desk.ts";

const AMARA = "447700900142";

test("[S11] an unknown draft is held and shown as long as nobody chose otherwise", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  desk.onPost = () => "cut";
  await desk.text(AMARA, "are you there?");
  await choose(desk, { policy: "hold" });
  const { rows: before } = await business.db.query("select last from number_position");

  await business.advance(10 * MINUTE_MS);

  const { rows: after } = await business.db.query("select last from number_position");
  assert.equal(Number(after[0].last - before[0].last), 1, "it is told of once");
  const health = (await numberOf(desk)).health;
  assert.deepEqual([health.unknown_drafts, health.unknown_since], [1, "2026-11-02T09:00:00.000Z"]);
  const metrics = await fetch(`${business.hub.url}/metrics`, {
    headers: { authorization: `Bearer ${business.key}` },
  });
  assert.match(await metrics.text(), /casement_unknown_drafts\{number_id="\d+"\} 1/);
  await business.advance(DAY_MS);
  assert.deepEqual(await statesOf(desk), ["unknown"]);
  assert.equal(desk.posted.length, 1);
});

test("[S11] given up after its hours, a draft is never sent again, and a late status still settles it", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  await business.customer(AMARA).writes("hello");
  desk.onPost = () => "cut";
  const asked = await desk.text(AMARA, "are you there?", { "idempotency-key": "once" });
  await choose(desk, { policy: "give_up", after_hours: 2 });

  await business.advance(2 * HOUR_MS - 1);
  assert.deepEqual(await statesOf(desk), ["unknown"]);
  await business.advance(1);

  assert.deepEqual(await statesOf(desk), ["given_up"]);
  assert.equal((await onlyMessages(business)).at(-1).status, "given_up");
  assert.equal((await numberOf(desk)).health.unknown_drafts, 0);
  const again = await desk.text(AMARA, "are you there?", { "idempotency-key": "once" });
  assert.equal(draftOf(again), draftOf(asked));
  assert.equal(desk.posted.length, 1);

  await postNotices(business, {
    statuses: [
      {
        ...{ id: "wamid.LATE", status: "delivered", recipient_id: AMARA },
        timestamp: String(secondsNow(business) - 7_000),
        biz_opaque_callback_data: `casement:${draftOf(asked)}`,
      },
    ],
  });
  assert.deepEqual(await statesOf(desk), ["accepted"]);
  assert.equal((await onlyMessages(business)).at(-1).status, "delivered");
});

test("[S11] a template may be sent again where its number gives up: once, as another draft", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  desk.onPost = () => "cut";
  const first = await desk.template(AMARA);
  await choose(desk, {
    ...{ policy: "give_up", after_hours: 48 },
    templates: [{ name: "hello_world", policy: "send_again", after_hours: 1 }],
  });

  await business.advance(HOUR_MS);

  assert.equal(desk.posted.length, 2);
  assert.equal(desk.posted[0]?.draft, draftOf(first));
  assert.notEqual(desk.posted[1]?.draft, draftOf(first));
  assert.deepEqual(await statesOf(desk), ["given_up", "unknown"]);
  await business.advance(DAY_MS);
  assert.equal(desk.posted.length, 2);
  assert.deepEqual(await statesOf(desk), ["given_up", "unknown"]);
  const settings = await business.ask("GET", `/api/v1/numbers/${business.numberId}/settings`);
  assert.deepEqual(settings.body.data.unknown_drafts, {
    ...{ policy: "give_up", after_hours: 48 },
    templates: [{ name: "hello_world", policy: "send_again", after_hours: 1 }],
  });
});

test("[S13] a message that was sent again has one fallback, whichever attempt Meta speaks of", async () => {
  await using desk = await beginDesk();
  const { business } = desk;
  desk.onPost = () => (desk.posted.length === 1 ? "cut" : undefined);
  await choose(desk, { policy: "send_again", after_hours: 1 });
  await business.ask("POST", "/api/v1/messages", {
    ...{ number_id: business.numberId, to: AMARA, draft: { kind: "text", text: "hello" } },
    fallback: { kind: "template", name: "hello_world", language: "en_US", values: [] },
  });
  await business.advance(HOUR_MS + MINUTE_MS);

  await postNotices(business, {
    statuses: [
      {
        ...{ id: "wamid.FIRST", status: "failed", recipient_id: AMARA },
        timestamp: String(secondsNow(business)),
        errors: [{ code: 131047, title: "Re-engagement message" }],
        biz_opaque_callback_data: `casement:${desk.posted[0]?.draft}`,
      },
    ],
  });
  await business.advance(HOUR_MS);

  assert.deepEqual(
    desk.posted.map((one) => one.text),
    ["hello", "hello", ""],
  );
  // Another would be too late, and be shown as a message that was withdrawn.
  const { rows } = await business.db.query("select from draft where instead_of is not null");
  assert.equal(rows.length, 1);
});

async function choose({ business }: Desk, unknown_drafts: object): Promise<void> {
  const path = `/api/v1/numbers/${business.numberId}/settings`;
  const { status, body } = await business.ask("PATCH", path, { unknown_drafts });
  assert.equal(status, 200, JSON.stringify(body));
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
async function numberOf({ business }: Desk): Promise<any> {
  return (await business.ask("GET", "/api/v1/numbers")).body.data[0];
}

async function statesOf({ business }: Desk): Promise<string[]> {
  const { rows } = await business.db.query("select state from draft order by created_at, draft_id");
  return rows.map((row) => row.state);
}

function draftOf(answer: Answered): string | null {
  return answer.headers.get("x-casement-draft");
}
