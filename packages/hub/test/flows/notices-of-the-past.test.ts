import assert from "node:assert/strict";
import { test } from "node:test";
import { type Business, begin } from "./begin.ts";
import { envelopeOf, messageNotice, postEnvelope, postNotices, secondsNow } from "./notices.ts";
import { onlyMessages, onlyThread } from "./threads.ts";

const AMARA = "447700900142";
const OURS = "15550100000";

test("[F10] messages of the past are shown, open no window and cost nothing", async () => {
  await using business = await begin();
  await postNotices(business, { history: [aPieceOfThePast(business)] }, "history");

  assert.deepEqual(
    (await onlyMessages(business)).map(({ id, direction, origin, content }) => [
      id,
      direction,
      origin,
      content.text,
    ]),
    [
      ["wamid.1", "in", "customer", "do you deliver?"],
      ["wamid.2", "out", "phone_app", "we do"],
      ["wamid.3", "out", "phone_app", null],
    ],
  );
  assert.equal((await onlyThread(business)).window, null);
  const { rows } = await business.db.query("select count(*)::int as units from unit");
  assert.deepEqual(rows, [{ units: 0 }]);
});

test("[F10] a file of the past takes the place of its placeholder, whichever comes first", async () => {
  for (const order of ["past, file", "file, past", "in one post"]) {
    await using business = await begin();
    const history = [aPieceOfThePast(business)];
    const image = { id: "4711", mime_type: "image/jpeg", caption: "our van" };
    const timestamp = String(secondsNow(business) - 3580);
    const file = { id: "wamid.3", from: OURS, to: AMARA, timestamp, type: "image", image };
    const messages = [file];
    if (order === "in one post") {
      const past = envelopeOf(business, { history }, "history");
      const { entry } = envelopeOf(business, { messages }, "history");
      await postEnvelope(business, { ...past, entry: [...past.entry, ...entry] });
    }
    if (order === "file, past") await postNotices(business, { messages }, "history");
    if (order !== "in one post") await postNotices(business, { history }, "history");
    if (order === "past, file") await postNotices(business, { messages }, "history");

    const shown = (await onlyMessages(business)).find(({ id }) => id === "wamid.3");

    assert.deepEqual([shown.content.kind, shown.content.caption], ["media", "our van"], order);
  }
});

test("[F10] a message that also comes as itself opens the window that it opens", async () => {
  await using business = await begin();
  await postNotices(business, { history: [aPieceOfThePast(business)] }, "history");
  const timestamp = String(secondsNow(business) - 3600);
  const notice = { id: "wamid.1", from: AMARA, timestamp, text: "do you deliver?" };

  await postNotices(business, { messages: [messageNotice(business, notice)] });

  assert.notEqual((await onlyThread(business)).window, null);
  assert.equal((await onlyMessages(business)).length, 3);
});

test("[F10] a past that the business does not hand over is noted as an error with its code", async () => {
  await using business = await begin();
  const refusal = { code: 2593109, title: "History sharing is off" };

  await postNotices(business, { history: [{ errors: [refusal] }] }, "history");

  const { rows } = await business.db.query("select kind, said->>'code' as code from fact");
  assert.deepEqual(rows, [{ kind: "noted", code: "2593109" }]);
});

test("[F11] an edited and a revoked message say so, and keep what they said first", async () => {
  await using business = await begin();
  const at = secondsNow(business);
  for (const [id, text] of [
    ["wamid.1", "two tarts"],
    ["wamid.2", "no, wait"],
  ] as const) {
    await postNotices(business, { messages: [messageNotice(business, { id, from: AMARA, text })] });
  }
  const edit = {
    original_message_id: "wamid.1",
    message: { type: "text", text: { body: "three tarts" } },
  };
  const revoke = { original_message_id: "wamid.2" };
  await postNotices(business, {
    messages: [
      { id: "wamid.3", from: AMARA, timestamp: String(at + 60), type: "edit", edit },
      { id: "wamid.4", from: AMARA, timestamp: String(at + 90), type: "revoke", revoke },
    ],
  });

  const messages = await onlyMessages(business);

  assert.deepEqual(
    messages.map(({ id, content, edited_at, revoked_at, reply_to }) => [
      id,
      content.text,
      edited_at && Date.parse(edited_at) / 1000 - at,
      revoked_at && Date.parse(revoked_at) / 1000 - at,
      reply_to,
    ]),
    [
      ["wamid.1", "two tarts", 60, null, null],
      ["wamid.2", "no, wait", null, 90, null],
      ["wamid.3", "three tarts", null, null, "wamid.1"],
      ["wamid.4", null, null, null, "wamid.2"],
    ],
  );
  const { window } = await onlyThread(business);
  assert.equal(Date.parse(window.opened_at), at * 1000, "neither is a message of the customer's");
});

function aPieceOfThePast(business: Business): object {
  const at = secondsNow(business) - 3600;
  const messages = [
    { from: AMARA, id: "wamid.1", type: "text", text: { body: "do you deliver?" } },
    { from: OURS, id: "wamid.2", type: "text", text: { body: "we do" } },
    { from: OURS, id: "wamid.3", type: "media_placeholder" },
  ].map((message, i) => ({ ...message, timestamp: String(at + 10 * i) }));
  return { metadata: { phase: 0, progress: 100 }, threads: [{ id: AMARA, messages }] };
}
