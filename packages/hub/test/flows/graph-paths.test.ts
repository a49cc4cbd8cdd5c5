import assert from "node:assert/strict";
import { test } from "node:test";
import { begin } from "./begin.ts";
import { beginWired } from "./wired.ts";

const AMARA = "447700900142";

test("[G4] a path of the list goes to Meta with the account's token, and the key stays here", async () => {
  await using wired = await beginWired();
  const { business, tap, call, account } = wired;
  const { token } = business.emulator.credentials;

  const paths = [
    `/v22.0/${account}/message_templates?limit=1`,
    `/v22.0/${account}/message_templates/?limit=1`,
    `/${account}/message_templates?limit=1`,
    `/v22.0/${account}/message_templates?limit=1&access_token=${business.key}&appsecret_proof=x`,
  ];
  const answers = await Promise.all(paths.map((path) => call(path)));

  const wanted = answers[0]?.body.data;
  assert.equal(wanted.length, 1);
  for (const { status, body } of answers) assert.deepEqual([status, body.data], [200, wanted]);
  for (const { url, headers, body } of tap.tapped) {
    assert.equal(headers.authorization, `Bearer ${token}`);
    const said = `${url} ${JSON.stringify(headers)} ${body}`;
    assert.ok(!said.includes(business.key) && !said.includes("appsecret_proof"), said);
  }
  assert.deepEqual(
    new Set(wired.asked()),
    new Set([
      `GET /v22.0/${account}/message_templates?limit=1`,
      `GET /v23.0/${account}/message_templates?limit=1`,
    ]),
  );
});

test("[G4] Meta's answer comes back as it is: status, error, and the headers that SDKs read", async () => {
  await using wired = await beginWired();
  const { call, account, number } = wired;

  const bad = await call(`/v22.0/${number}/register`, { method: "POST", body: "" });
  const old = await call(`/v13.0/${account}`);

  assert.deepEqual([bad.status, bad.body.error.code], [400, 100]);
  assert.match(bad.headers.get("x-fb-request-id") ?? "", /^A/);
  assert.equal(bad.body.error.fbtrace_id, bad.headers.get("x-fb-request-id"));
  assert.match(old.headers.get("x-ad-api-version-warning") ?? "", /auto-upgraded/);
  assert.equal(old.body.id, account);
});

test("[G4] what is not on the list answers 501 in Meta's envelope, and nobody is asked", async () => {
  await using wired = await beginWired();
  const { call, number, account, business } = wired;
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

  const answers = await Promise.all([
    call(`/v23.0/${number}/marketing_messages`, post),
    call(`/v23.0/${account}/owned_whatsapp_business_accounts`),
    call(`/v23.0/${number}/media/1/2/3`),
    call(`/v23.0/${number}/media`),
    call(`/v23.0/${number}/messages`),
    call(`/v23.0/${number}/..%2f${account}`),
    call("/v23.0/oauth/authorize"),
    call(`/v23.0/${account}`, { method: "PUT" }),
  ]);

  assert.deepEqual(
    answers.map(({ status, body }) => [status, body.error.code]),
    answers.map(() => [501, 3]),
  );
  assert.deepEqual(wired.asked(), []);
  assert.ok(business);
});

test("[G4] a query cannot turn a method into another one", async () => {
  await using wired = await beginWired();
  const { call, account } = wired;

  const answer = await call(`/v23.0/${account}/subscribed_apps?method=delete`);

  assert.equal(answer.status, 200);
  assert.deepEqual(wired.asked(), [`GET /v23.0/${account}/subscribed_apps`]);
});

test("[G4] the links of a list lead back to the hub, and are followed to its end", async () => {
  await using wired = await beginWired();
  const { business, call, account } = wired;
  const names: string[] = [];

  let page = await call(`/v23.0/${account}/message_templates?limit=2&fields=name`);
  for (;;) {
    names.push(...page.body.data.map((one: { name: string }) => one.name));
    const { next } = page.body.paging;
    if (next === undefined) break;
    assert.ok(next.startsWith(`${business.hub.url}/v23.0/${account}/message_templates?`), next);
    assert.ok(!next.includes("access_token"), next);
    page = await call(next.slice(business.hub.url.length));
  }
  const byQuery = await call(
    `/v23.0/${account}/message_templates?limit=2&access_token=${business.key}`,
    { key: "" },
  );

  const { body } = await call(`/v23.0/${account}/message_templates?limit=100`);
  assert.deepEqual(
    names,
    body.data.map((one: { name: string }) => one.name),
  );
  assert.ok(names.length > 4);
  assert.ok(byQuery.body.paging.next.includes(`access_token=${business.key}`));
  assert.match(page.body.paging.previous, new RegExp(`^${business.hub.url}/v23.0/`));
});

test("[G4] bodies go on as JSON, form or file, and a key in a form lets in and stays here", async () => {
  await using wired = await beginWired();
  const { business, tap, call, number } = wired;
  const path = `/v23.0/${number}/whatsapp_business_profile`;
  const form = new URLSearchParams({ about: "Open", access_token: business.key });
  const json = JSON.stringify({ about: "Open", access_token: business.key });

  await call(path, { method: "POST", body: form, key: "" });
  await call(path, { method: "POST", body: json, headers: { "content-type": "application/json" } });
  const untouched = '{"about":"\\u00e9", "n": 12345678901234567890}';
  await call(path, {
    method: "POST",
    body: untouched,
    headers: { "content-type": "application/json" },
  });

  assert.deepEqual(
    tap.tapped.map(({ body }) => String(body)),
    ["about=Open", '{"about":"Open"}', untouched],
  );
});

test("[G4] an empty body with a type, and a body too large, are answered as Meta would", async () => {
  await using wired = await beginWired();
  const { call, number } = wired;
  const headers = { "content-type": "application/json" };
  const path = `/v23.0/${number}/block_users`;

  const empty = await call(path, { method: "DELETE", headers });
  const body = JSON.stringify({ messaging_product: "whatsapp", note: "x".repeat(1_100_000) });
  const large = await call(path, { method: "POST", headers, body });
  const broken = await call(path, { method: "POST", headers, body: "{" });

  assert.match(empty.body.error.message, /messaging_product is required/);
  assert.deepEqual([large.status, large.body.error.code], [413, 100]);
  assert.deepEqual([broken.status, broken.body.error.code], [400, 100]);
});

test("[G4] what Meta says of the account's token never reaches the caller", async () => {
  await using wired = await beginWired();
  const { business, tap, call, account } = wired;
  const { token } = business.emulator.credentials;
  const next = `https://graph.facebook.com/v23.0/${account}/phone_numbers?access_token=${token}`;
  tap.instead = () => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ data: [], paging: { next }, note: `token ${token}` }),
  });

  const answer = await call(`/v23.0/${account}/phone_numbers`);

  assert.ok(!JSON.stringify(answer.body).includes(token));
  assert.equal(answer.body.paging.next, `${business.hub.url}/v23.0/${account}/phone_numbers`);
});

test("[G4] when no answer comes, a question may be asked again and a change is unknown", async () => {
  await using wired = await beginWired();
  const { tap, call, number } = wired;
  tap.instead = () => "cut";

  const read = await call(`/v23.0/${number}`);
  const change = await call(`/v23.0/${number}/register`, { method: "POST", body: "" });

  assert.equal(read.body.error.is_transient, true);
  assert.deepEqual(
    [change.status, change.body.error.code, change.body.error.is_transient],
    [500, 131000, false],
  );
});

test("[G2] a message may be posted as a form, with its key in it", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  const form = {
    messaging_product: "whatsapp",
    to: AMARA,
    type: "text",
    text: JSON.stringify({ body: "Hi Amara" }),
  };

  for (const path of [`/v23.0/${business.numberId}/messages`, `/${business.numberId}/messages/`]) {
    const answer = await fetch(`${business.hub.url}${path}`, {
      method: "POST",
      body: new URLSearchParams({ ...form, access_token: business.key }),
    });
    assert.equal(answer.status, 200, await answer.text());
  }
  const wrong = await fetch(`${business.hub.url}/v23.0/${business.numberId}/messages`, {
    method: "POST",
    body: new URLSearchParams({ ...form, access_token: "csm_wrong" }),
  });
  await business.advance(10_000);

  assert.equal(wrong.status, 401);
  assert.deepEqual(
    (await amara.messages()).map(({ content }) => content.body),
    ["hello", "Hi Amara", "Hi Amara"],
  );
});
