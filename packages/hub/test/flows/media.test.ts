import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { graphJson, missingObjectError } from "@casement/cloud-api";
import { DAY_MS, HOUR_MS } from "@casement/engine";
import { type Business, begin } from "./begin.ts";
import { bytesIn, bytesOf, fileOf, get, sendsFile } from "./files.ts";
import { openTap } from "./wire-tap.ts";

const AMARA = "447700900142";

test("[I12] a file that came with a message is fetched, kept by a random name, and handed out", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  const bytes = bytesOf(1);

  await sendsFile(amara, "image", { bytes, mime_type: "image/jpeg" });

  const path = await fileOf(business);
  const answer = await get(business, path);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "image/jpeg");
  assert.deepEqual(await bytesIn(answer), bytes);
  const { rows } = await business.db.query("select place, sha256, size_bytes from media");
  assert.match(rows[0].place, /^[0-9a-f]{2}\/[0-9a-f]{32}$/);
  assert.deepEqual(Buffer.from(rows[0].sha256), createHash("sha256").update(bytes).digest());
  assert.equal(rows[0].size_bytes, 100n);
  assert.deepEqual(await appointmentsOf(business), ["hearing", "month_seal", "template_sync"]);
});

test("[I12] a file of every kind is fetched, and the same notice twice fetches it once", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const amara = business.customer(AMARA);

  for (const type of ["image", "video", "audio", "document", "sticker"]) {
    const mime_type = type === "sticker" ? "image/webp" : "application/octet-stream";
    await sendsFile(amara, type, { bytes: bytesOf(9), mime_type });
  }
  const posts = await business.control("GET", "webhooks");
  for (const { id } of posts.body.data) await business.control("POST", `webhooks/${id}/redeliver`);
  await business.advance(60_000);

  const { rows } = await business.db.query(
    "select count(*)::int as kept from media where place is not null",
  );
  assert.equal(rows[0].kept, 5);
  const fetched = tap.tapped.filter(({ url }) => url.startsWith("/whatsapp_business/attachments"));
  assert.equal(fetched.length, 5);
});

test("[I12] what cannot be fetched is tried again, each time later, until it is there", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const amara = business.customer(AMARA);
  const tries: number[] = [];
  const start = business.clock.now();
  tap.instead = ({ url }) => {
    if (!url.includes("?phone_number_id=")) return undefined;
    tries.push((business.clock.now() - start) / 1_000);
    return { status: 500, body: "" };
  };
  await sendsFile(amara, "image", { bytes: bytesOf(2), mime_type: "image/png" });
  const path = await fileOf(business);

  const before = await get(business, path);
  await business.advance(160_000);
  const broken = [...tries];
  tap.instead = () => undefined;
  await business.advance(3_600_000);
  const after = await get(business, path);

  assert.deepEqual([before.status, before.headers.get("retry-after")], [503, "10"]);
  assert.deepEqual(broken, [0, 10, 20, 40, 80, 160]);
  assert.deepEqual(await bytesIn(after), bytesOf(2));
});

test("[I12] a body that breaks off is no file, and is fetched whole another time", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  tap.instead = ({ url }) =>
    url.startsWith("/whatsapp_business/attachments")
      ? { status: 200, headers: { "content-length": "100", connection: "close" }, body: "half" }
      : undefined;
  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(3), mime_type: "image/png" });
  const path = await fileOf(business);

  const before = await get(business, path);
  tap.instead = () => undefined;
  await business.advance(10_000);

  assert.equal(before.status, 503);
  assert.deepEqual(await bytesIn(await get(business, path)), bytesOf(3));
  assert.equal((await filesIn(business)).length, 1);
});

test("[I12] a refusal in a file's place is no file and harms nobody, whoever asked for it", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const body = "gone";
  tap.instead = ({ url }) =>
    url.startsWith("/whatsapp_business/attachments") ? { status: 404, body } : undefined;
  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(6), mime_type: "image/png" });
  const path = await fileOf(business);
  const mediaId = path.split("/").at(-1);

  const throughGraph = await get(business, `/whatsapp_business/attachments/${mediaId}`);
  const before = await get(business, path);
  tap.instead = () => undefined;
  await business.advance(10_000);

  assert.deepEqual([throughGraph.status, before.status], [404, 503]);
  assert.deepEqual(await bytesIn(await get(business, path)), bytesOf(6));
});

test("[I12] what Meta says is not there may only be hidden from the token: it is asked for again", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const tries: number[] = [];
  const start = business.clock.now();
  tap.instead = ({ url }) => {
    if (!url.includes("?phone_number_id=")) return undefined;
    tries.push((business.clock.now() - start) / HOUR_MS);
    const { status, body } = missingObjectError("1", { method: "get" });
    return { status, body: graphJson(body) };
  };
  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(7), mime_type: "image/png" });
  const path = await fileOf(business);

  const before = await get(business, path);
  await business.advance(9 * HOUR_MS);
  tap.instead = () => undefined;
  const later = await get(business, path);
  const connected = await business.ask("POST", "/api/v1/numbers", await connectionOf(business));
  await business.advance(0);

  assert.deepEqual([before.status, before.headers.get("retry-after")], [503, "3600"]);
  assert.match(await before.text(), /Meta did not give it. It is asked for again in 60 minutes/);
  assert.match(await later.text(), /asked for again in 5 hours/);
  assert.deepEqual(tries, [0, 1, 2, 4, 8]);
  assert.equal(connected.status, 200, JSON.stringify(connected.body));
  assert.deepEqual(await bytesIn(await get(business, path)), bytesOf(7));
});

test("[I12] what was not to be had for seven days is given up, and the message stays", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  const amara = business.customer(AMARA);
  await amara.writes("", { type: "image", image: { id: "404404404404", mime_type: "image/png" } });
  tap.instead = ({ url }) => (url.includes("?phone_number_id=") ? "cut" : undefined);
  await sendsFile(amara, "image", { bytes: bytesOf(4), mime_type: "image/png" });
  const path = await fileOf(business);

  await business.advance(8 * DAY_MS);

  assert.deepEqual(await appointmentsOf(business), ["hearing", "month_seal", "template_sync"]);
  for (const one of [path, path.replace(/\d+$/, "404404404404")]) {
    assert.equal((await get(business, one)).status, 404);
  }
});

test("[I12] a hub that was stopped before it fetched a file fetches it when it starts", async () => {
  await using tap = await openTap();
  await using business = await begin({ through: (apiUrl) => tap.lead(apiUrl) });
  tap.instead = ({ url }) => (url.includes("?phone_number_id=") ? "cut" : undefined);
  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(5), mime_type: "image/png" });

  await business.stop();
  tap.instead = () => undefined;
  await business.advance(60_000);
  await business.startAgain();
  await business.advance(0);

  assert.deepEqual(await bytesIn(await get(business, await fileOf(business))), bytesOf(5));
});

test("[I13] a file is for who may read media and reaches its number, and in spans if asked", async () => {
  await using business = await begin();
  await sendsFile(business.customer(AMARA), "image", { bytes: bytesOf(8), mime_type: "image/png" });
  const path = await fileOf(business);
  const blind = await business.hub.createKey({ name: "blind", scopes: ["threads:read"] });
  const authorization = `Bearer ${blind}`;

  const answers = await Promise.all([
    fetch(`${business.hub.url}${path}`),
    get(business, path, { authorization }),
    get(business, path.replace(/\d+$/, "1")),
    get(business, path.replace(business.numberId, "999")),
    get(business, path.replace(/\d+$/, "..%2f..%2fsecret.key")),
    get(business, path, { range: "bytes=90-" }),
    get(business, path, { range: "bytes=500-" }),
  ]);

  assert.deepEqual(
    answers.map(({ status }) => status),
    [401, 403, 404, 404, 400, 206, 200],
  );
  assert.equal(answers[5]?.headers.get("content-range"), "bytes 90-99/100");
  assert.equal((await bytesIn(answers[5] ?? new Response())).length, 10);
});

async function appointmentsOf(business: Business): Promise<string[]> {
  const { rows } = await business.db.query<{ kind: string }>(
    "select kind from appointment order by kind",
  );
  return rows.map((row) => row.kind);
}

/** What it takes to connect the business's account anew. */
async function connectionOf({ emulator, db }: Business): Promise<object> {
  const { token, wabaId, appId, appSecret, verifyToken } = emulator.credentials;
  const { rows } = await db.query("select api_url from account");
  return {
    ...{ access_token: token, account_id: wabaId, api_url: rows[0].api_url },
    ...{ app_id: appId, app_secret: appSecret, verify_token: verifyToken },
  };
}

async function filesIn(business: Business): Promise<string[]> {
  const entries = await readdir(join(business.folder, "media"), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
