import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWorld } from "./world.ts";

test("POST /PN/message_qrdls, GET /PN/message_qrdls, GET /PN/message_qrdls/QR: a code, its link, its picture", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/message_qrdls`;

  const made = await graph("POST", path, {
    prefilled_message: "Cyber Monday",
    generate_qr_image: "SVG",
  });
  // As whatsapp-api-js does it: in the query, in small letters.
  const other = await graph("POST", `${path}?prefilled_message=Hi+there&generate_qr_image=png`);
  const { code } = made.body;
  const one = await graph("GET", `${path}/${code}/`);
  const all = await graph("GET", `${path}?limit=1`);
  const pictures = await graph("GET", `${path}?fields=code,qr_image_url.format(SVG)`);

  assert.match(code, /^[A-Z0-9]{14}$/);
  assert.equal(made.body.deep_link_url, `https://wa.me/message/${code}`);
  assert.match(made.body.qr_image_url, /\.svg$/);
  assert.match(other.body.qr_image_url, /\.png$/);
  assert.deepEqual(one.body.data, [
    { code, prefilled_message: "Cyber Monday", deep_link_url: made.body.deep_link_url },
  ]);
  assert.equal(all.body.data[0].code, other.body.code);
  assert.ok(all.body.paging.next);
  assert.match(pictures.body.data[1].qr_image_url, /\.svg$/);
});

test("POST /PN/message_qrdls/QR, DELETE /PN/message_qrdls/QR: other words, and gone", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/message_qrdls`;
  const { code } = (await graph("POST", path, { prefilled_message: "one" })).body;

  const inPath = await graph("POST", `${path}/${code}?prefilled_message=two`);
  const inBody = await graph("POST", path, { code, prefilled_message: "three" });
  const deleted = await graph("DELETE", `${path}/${code}`);
  const gone = await graph("GET", `${path}/${code}`);

  assert.equal(inPath.body.prefilled_message, "two");
  assert.equal(inBody.body.prefilled_message, "three");
  assert.deepEqual(deleted.body, { success: true });
  assert.deepEqual([gone.status, gone.body.error.error_subcode], [400, 33]);
  assert.deepEqual((await graph("GET", path)).body, { data: [] });
});

test("POST /PN/message_qrdls: words that are missing or too long, and a picture of no kind", async () => {
  const { graph, emulator } = beginWorld();
  const path = `/v24.0/${emulator.credentials.phoneNumberId}/message_qrdls`;
  for (const body of [
    {},
    { prefilled_message: "x".repeat(141) },
    { prefilled_message: "x", generate_qr_image: "GIF" },
  ]) {
    const answer = await graph("POST", path, body);
    assert.deepEqual([answer.status, answer.body.error.code], [400, 100]);
  }
});
