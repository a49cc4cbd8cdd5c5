import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import type { Log } from "@casement/hub";
import { begin } from "../flows/begin.ts";
import { messageNotice, postNotices } from "../flows/notices.ts";
import { rawPathOf } from "../flows/raw-path.ts";
import { openTap } from "../flows/wire-tap.ts";

// Logs, errors and metrics are read by more people than secrets are for. Canaries are put wherever
// a secret, a text or a phone number goes, things are made to fail, and all that was said is
// searched.

test("[O7] no token, secret, key, phone number or text reaches a log, an error or a metric", async () => {
  const said: string[] = [];
  const note = (what: string, fields?: object): void => {
    said.push(JSON.stringify([what, fields]));
  };
  const log: Log = { info: note, warn: note, error: note };
  await using tap = await openTap();
  await using business = await begin({ log, through: (apiUrl) => tap.lead(apiUrl) });
  const { appSecret, token, verifyToken } = business.emulator.credentials;
  const [phone, text] = ["447700900142", "canary in the text"];
  const raw = rawPathOf(business);
  const hear = async (path: string, init: RequestInit = {}): Promise<void> => {
    const answer = await fetch(`${business.hub.url}${path}`, init);
    said.push(await answer.text(), JSON.stringify([...answer.headers]));
  };
  const send = (key: string): RequestInit => ({
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ messaging_product: "whatsapp", to: phone, text: { body: text } }),
  });
  const messages = `/v23.0/${business.numberId}/messages`;

  await postNotices(business, {
    messages: [
      messageNotice(business, { from: phone, id: "wamid.a", text }),
      { text, from: phone },
    ],
  });
  said.push((await raw.post(text, { "x-hub-signature-256": raw.signed(`${text}!`) })).text);
  await hear(`/webhooks/whatsapp?hub.mode=subscribe&hub.verify_token=${verifyToken}x`);
  await hear(messages, send(`${business.key}x`));
  tap.instead = () => "cut";
  await hear(messages, send(business.key));
  tap.instead = ({ headers }) => ({ status: 400, body: `{"error":"${headers.authorization}"` });
  await hear(`/v23.0/${business.numberId}?access_token=${token}`);
  await hear("/%ff", { headers: { authorization: `Bearer ${business.key}` } });
  await business.db.query("alter table post rename to post_away");
  await hear("/webhooks/whatsapp", {
    method: "POST",
    headers: { "x-hub-signature-256": raw.signed(raw.bodyOf("wamid.b")) },
    body: raw.bodyOf("wamid.b"),
  });
  await business.db.query("alter table post_away rename to post");
  await hear("/metrics", { headers: { authorization: `Bearer ${business.key}` } });

  const all = said.join("\n");
  assert.match(all, /post_not_kept/, "something failed and was logged");
  for (const canary of [appSecret, token, verifyToken, business.key, phone, text]) {
    assert.equal(all.includes(canary), false, canary);
  }
});

test("[O7] a line of the log has the fields of its list, and nothing else that is put into one", () => {
  const secrets = { body: "canary in the text", token: "EAAcanary", phone: "447700900142" };
  const fields = { ...secrets, numberId: "7", status: 401, error: secrets, fields: [secrets] };
  const module = new URL("../../src/json-log.ts", import.meta.url);
  const program = `
import { jsonLog } from "${module.href}";
const log = jsonLog();
for (const level of ["info", "warn", "error"]) log[level]("said", ${JSON.stringify(fields)});
log.info("nothing more");`;

  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ["--conditions=casement-source", "--input-type=module", "--eval", program],
    { encoding: "utf8" },
  );

  assert.deepEqual([status, stdout], [0, ""]);
  const lines = stderr.trim().split("\n");
  const said = lines.map((line) => ({ ...JSON.parse(line), level: undefined, time: undefined }));
  const plain = { level: undefined, time: undefined };
  const known = { ...plain, numberId: "7", status: 401, msg: "said" };
  assert.deepEqual(said, [known, known, known, { ...plain, msg: "nothing more" }]);
});
