import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";
import { openTap, type WireTap } from "./wire-tap.ts";

const AMARA = "447700900142";
const HOUR_MS = 3_600_000;

/** The emulator's template of this name gets another word for its standing, or goes. */
async function change(business: Business, name: string, status: string | undefined): Promise<void> {
  const { body: state } = await business.control("GET", "state");
  const templates: Record<string, { name: string; status: string }> = state.world.templates;
  for (const [id, template] of Object.entries(templates)) {
    if (template.name !== name) continue;
    if (status === undefined) delete templates[id];
    else template.status = status;
  }
  const { status: answered } = await business.control("PUT", "state", state);
  assert.equal(answered, 200);
}

async function standingOf(business: Business, name: string): Promise<string | undefined> {
  const path = `/api/v1/templates?number_id=${business.numberId}`;
  const { body } = await business.ask("GET", path);
  return body.data.find((one: { name: string }) => one.name === name)?.status;
}

function send(business: Business, name: string): ReturnType<Business["ask"]> {
  return business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    messaging_product: "whatsapp",
    to: AMARA,
    type: "template",
    template: { name, language: { code: "en_US" } },
  });
}

function lists(tap: WireTap): string[] {
  return tap.tapped.splice(0).flatMap(({ method, url }) => {
    return method === "GET" && url.includes("/message_templates") ? [url] : [];
  });
}

test("[G7] templates are listed anew every six hours, and the gate knows at once", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await change(business, "hello_world", "PAUSED");

  await business.advance(6 * HOUR_MS - 60_000);
  const before = await standingOf(business, "hello_world");
  await business.advance(60_000);
  const after = await standingOf(business, "hello_world");
  const refused = await send(business, "hello_world");
  await change(business, "hello_world", undefined);
  await business.advance(6 * HOUR_MS);

  assert.deepEqual([before, after], ["approved", "paused"]);
  assert.deepEqual([refused.status, refused.body.error.code], [400, 132015]);
  assert.ok(refused.headers.has("x-casement-decision"), "it is the gate that refused");
  assert.equal(await standingOf(business, "hello_world"), undefined);
});

test("[G7] whoever may write templates can have them listed anew, and hears how many", async () => {
  await using business = await begin();
  await change(business, "hello_world", undefined);
  const listed = await business.ask("GET", `/api/v1/templates?number_id=${business.numberId}`);
  const body = { number_id: business.numberId };
  const reader = await business.hub.createKey({ name: "r", scopes: ["templates:read"] });

  const answer = await business.ask("POST", "/api/v1/templates/sync", body);
  const denied = await fetch(`${business.hub.url}/api/v1/templates/sync`, {
    method: "POST",
    headers: { authorization: `Bearer ${reader}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const strange = await business.ask("POST", "/api/v1/templates/sync", { number_id: "999" });

  assert.deepEqual(answer.body.data, {
    account_id: business.emulator.credentials.wabaId,
    templates: listed.body.data.length - 1,
  });
  assert.equal(await standingOf(business, "hello_world"), undefined);
  assert.deepEqual([denied.status, strange.status], [403, 404]);
});

test("[G7] when Meta does not answer, the templates stay, and six hours later it is asked", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  tap.instead = () => ({ status: 500, body: "" });
  await change(business, "hello_world", "PAUSED");

  const failed = await business.ask("POST", "/api/v1/templates/sync", {
    number_id: business.numberId,
  });
  await business.advance(6 * HOUR_MS);
  const between = await standingOf(business, "hello_world");
  tap.instead = () => undefined;
  await business.advance(6 * HOUR_MS);

  assert.deepEqual([failed.status, failed.body.error.code], [422, "failed"]);
  assert.equal(between, "approved");
  assert.equal(await standingOf(business, "hello_world"), "paused");
});

test("[G7] a change through the hub has the templates listed at once", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const { wabaId } = business.emulator.credentials;
  await change(business, "hello_world", undefined);
  tap.instead = ({ method }) =>
    method === "DELETE" ? { status: 200, body: '{"success":true}' } : undefined;
  lists(tap);

  await business.ask("DELETE", `/v23.0/${wabaId}/message_templates?name=hello_world`);
  await business.hub.quiet();

  assert.equal(lists(tap).length, 1);
  assert.equal(await standingOf(business, "hello_world"), undefined);
});

test("[G7] a stopped hub takes up its appointments when it starts again", async () => {
  await using business = await begin();
  await business.stop();
  await business.advance(5 * HOUR_MS);
  await business.startAgain();
  await change(business, "hello_world", "PAUSED");

  await business.advance(HOUR_MS);

  assert.equal(await standingOf(business, "hello_world"), "paused");
});

/** A template of the emulator's, like one of its own but for these parts. */
async function addTemplate(business: Business, name: string, components: unknown[]): Promise<void> {
  const { body: state } = await business.control("GET", "state");
  const [like] = Object.values<object>(state.world.templates);
  state.world.templates["100000000000199"] = {
    ...like,
    id: "100000000000199",
    name,
    language: "en_US",
    category: "MARKETING",
    status: "APPROVED",
    components,
  };
  assert.equal((await business.control("PUT", "state", state)).status, 200);
  await business.ask("POST", "/api/v1/templates/sync", { number_id: business.numberId });
}

test("a coupon, a password and the end of an address go into their buttons from the inbox", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  await addTemplate(business, "coupon", [
    { type: "BODY", text: "For you, {{1}}" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "COPY_CODE", example: ["SAVE10"] },
        { type: "URL", text: "Shop", url: "https://shop.example/{{1}}" },
      ],
    },
  ]);
  const threads = await business.ask("GET", "/api/v1/threads");
  const { number_id, thread_id } = threads.body.data[0];
  const path = `/api/v1/threads/${number_id}/${thread_id}/messages`;
  const draft = { kind: "template", language: "en_US" };

  const coupon = { ...draft, name: "coupon", values: ["Amara", "SAVE10", "sale"] };
  const sent = await business.ask("POST", path, coupon);
  const code = { ...draft, name: "verification_code", values: ["123456", "123456"] };
  const sentCode = await business.ask("POST", path, code);
  await business.advance(10_000);

  assert.deepEqual([sent.status, sentCode.status], [200, 200], JSON.stringify(sent.body));
  const contents = (await amara.messages()).flatMap(({ content }) => content.components ?? []);
  const buttons = contents.filter((one: { type: string }) => one.type === "button");
  assert.deepEqual(
    buttons.map(({ sub_type, parameters }: { sub_type: string; parameters: unknown[] }) => [
      sub_type,
      parameters,
    ]),
    [
      ["copy_code", [{ type: "coupon_code", coupon_code: "SAVE10" }]],
      ["url", [{ type: "text", text: "sale" }]],
      ["url", [{ type: "text", text: "123456" }]],
    ],
  );
});
