import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS, MINUTE_MS } from "@casement/engine";
import { beginWired } from "./wired.ts";

test("[G9] a key has so many calls carried, and another key, sends and files go on", async () => {
  await using wired = await beginWired({ callsPerHour: 3 });
  const { call, number, account, business } = wired;
  const other = await wired.keyWith({ scopes: ["*"] });
  const path = `/v23.0/${account}/message_templates`;
  for (let i = 0; i < 3; i++) assert.equal((await call(path)).status, 200);
  await business.customer("447700900142").writes("hello");
  wired.asked();

  const refused = await call(path);
  const unasked = wired.asked();
  const others = await call(path, { key: other });
  const file = new FormData();
  file.set("messaging_product", "whatsapp");
  file.set("file", new Blob(["%PDF-1.4"], { type: "application/pdf" }), "menu.pdf");
  const uploaded = await call(`/v23.0/${number}/media`, { method: "POST", body: file });
  const fetched = await call(`/v23.0/${uploaded.body.id}`);
  const sent = await business.ask("POST", `/v23.0/${number}/messages`, {
    ...{ messaging_product: "whatsapp", to: "447700900142" },
    ...{ type: "text", text: { body: "yes" } },
  });

  assert.deepEqual([refused.status, refused.body.error.code], [429, 4]);
  assert.match(refused.body.error.message, /^\(#4\) .* 3 calls an hour for a key\.$/);
  const wait = Number(refused.headers.get("retry-after"));
  assert.ok(wait > 3_400 && wait <= 3_600, `${wait} s`);
  assert.deepEqual(unasked, []);
  assert.equal(others.status, 200);
  assert.deepEqual([uploaded.status, fetched.status, sent.status], [200, 200, 200]);
});

test("[G9] what is not there counts as well, and is not asked for without end", async () => {
  await using wired = await beginWired({ callsPerHour: 2 });
  const { call } = wired;
  for (const id of ["998", "999"]) {
    assert.equal((await call(`/v23.0/${id}`)).body.error.error_subcode, 33);
  }
  wired.asked();

  const refused = await call("/v23.0/997");

  assert.deepEqual([refused.status, refused.body.error.code], [429, 4]);
  assert.deepEqual(wired.asked(), []);
});

test("[G9] while Meta says that there were too many calls about an account, none is made", async () => {
  await using wired = await beginWired();
  const { call, account, number, business } = wired;
  await business.advance(43 * MINUTE_MS);
  const { body: state } = await business.control("GET", "state");
  const hour = Math.floor(business.clock.now() / HOUR_MS);
  state.world.limits.calls[account] = { hour, count: 5_000 };
  assert.equal((await business.control("PUT", "state", state)).status, 200);
  wired.asked();

  const first = await call(`/v23.0/${account}/message_templates`);
  const asked = wired.asked();
  const held = await call(`/v23.0/${number}/whatsapp_business_profile`);
  const file = await call("/v23.0/998877665544");

  assert.deepEqual([first.status, first.body.error.code], [400, 80_007]);
  assert.equal(asked.length, 1);
  assert.deepEqual([held.status, held.body.error.code], [429, 80_007]);
  const wait = Number(held.headers.get("retry-after"));
  assert.ok(wait > 16 * 60 && wait <= 17 * 60, `${wait} s`);
  const told = JSON.parse(held.headers.get("x-business-use-case-usage") ?? "");
  assert.equal(told[account][0].estimated_time_to_regain_access, 17);
  // Whether an id is a file's is asked all the same: files are not held.
  assert.equal(file.body.error.error_subcode, 33);
  assert.deepEqual(wired.asked(), ["GET /v23.0/998877665544"]);
});

test("[G9] an id that Meta does not explain for too many calls is not said to be missing", async () => {
  await using wired = await beginWired();
  const { call, tap } = wired;
  const body = JSON.stringify({ error: { message: "(#4)", type: "OAuthException", code: 4 } });
  tap.instead = () => ({ status: 400, body });

  const { status, headers, body: told } = await call("/v23.0/998877665544");

  assert.deepEqual([status, told.error.code], [429, 4]);
  assert.ok(Number(headers.get("retry-after")) <= 60);
});
