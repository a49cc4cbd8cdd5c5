import assert from "node:assert/strict";
import { test } from "node:test";
import { ALICE, askAt, beginHouse, type House } from "./house.ts";

test("[O7] metrics count what was posted, digested, decided and sent", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const [thread] = (await house.ask("/threads")).body.data;
  const path = `/threads/${thread.number_id}/${thread.thread_id}/messages`;
  await house.ask(path, { kind: "text", text: "good day" });
  await house.turn(25 * 3_600_000);
  await house.ask(path, { kind: "text", text: "too late" });
  await fetch(`${house.url}/webhooks/whatsapp`, { method: "POST", body: "unsigned" });

  const told = await metricsOf(house);

  assert.ok(seriesIn(told, 'casement_posts_total{outcome="kept"}') >= 2);
  assert.equal(seriesIn(told, 'casement_posts_total{outcome="not_signed"}'), 1);
  assert.ok(seriesIn(told, "casement_post_seconds_count") >= 2);
  assert.ok(seriesIn(told, "casement_digest_seconds_count") >= 2);
  assert.ok(seriesIn(told, "casement_digest_posts_sum") >= 2);
  assert.ok(seriesIn(told, "casement_facts_total") >= 2);
  assert.equal(seriesIn(told, 'casement_sends_total{state="accepted"}'), 1);
  assert.equal(seriesIn(told, 'casement_sends_total{state="refused"}'), 1);
  assert.equal(seriesIn(told, 'casement_decisions_total{reason="allowed"}'), 1);
  assert.equal(seriesIn(told, 'casement_decisions_total{reason="service_window_closed"}'), 1);
  assert.equal(seriesIn(told, "casement_event_streams"), 0);
  assert.ok(seriesIn(told, "nodejs_eventloop_lag_seconds") >= 0);
});

test("[O7] posts and files that wait are counted by number, and open streams as they come and go", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  await house.db.query("insert into pending select number_id, post_id, received_on from post");
  await house.db.query(
    "insert into appointment (number_id, due_at, kind, key) values ($1, '2100-01-01', 'fetch_file', '1')",
    [house.numberId],
  );
  const leaving = new AbortController();
  const headers = { authorization: `Bearer ${house.key}` };
  const stream = await fetch(`${house.url}/api/v1/events`, { headers, signal: leaving.signal });
  await stream.body?.getReader().read();

  const told = await metricsOf(house);

  const pending = `casement_pending_posts{number_id="${house.numberId}"}`;
  assert.ok(seriesIn(told, pending) >= 1);
  assert.equal(seriesIn(told, `casement_files_waiting{number_id="${house.numberId}"}`), 1);
  assert.equal(seriesIn(told, "casement_event_streams"), 1);
  leaving.abort();
});

test("[O7] metrics are for keys that may read them, and name nobody", async () => {
  await using house = await beginHouse();
  await house.writes(ALICE, "hello");
  const poor = await house.makeKey({ scopes: ["threads:read"] });
  const rich = await house.makeKey({ scopes: ["metrics:read"] });
  const ask = (headers: Record<string, string>) =>
    askAt(`${house.url}/metrics`, undefined, headers);

  assert.equal((await ask({})).status, 401);
  assert.equal((await ask({ authorization: "Bearer csm_none" })).status, 401);
  assert.equal((await ask({ authorization: `Bearer ${poor}` })).status, 403);
  const told = await ask({ authorization: `Bearer ${rich}` });
  assert.equal(told.status, 200);
  assert.match(told.headers.get("content-type") ?? "", /^text\/plain/);
  assert.doesNotMatch(told.body, /4477009|5550100|Example|hello/);
});

async function metricsOf(house: House): Promise<string> {
  const headers = { authorization: `Bearer ${house.key}` };
  return (await askAt(`${house.url}/metrics`, undefined, headers)).body;
}

/** The value of a series, by its name with labels. */
function seriesIn(told: string, series: string): number {
  const line = told.split("\n").find((one) => one.startsWith(`${series} `));
  assert.ok(line !== undefined, `${series} is there`);
  return Number(line.slice(series.length + 1));
}
