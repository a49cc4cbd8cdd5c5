import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DAY_MS, instantFromMs, later, MINUTE_MS } from "@casement/engine";
import { sequentialIds } from "@casement/hub";
import { FileFolder } from "../../src/media/file-folder.ts";
import { KEEPING } from "../../src/retention/keeping.ts";
import { sweep } from "../../src/retention/sweep.ts";
import { selectWaiting } from "../../src/threads/waiting-store.ts";
import { type Business, begin } from "../flows/begin.ts";
import { messageNotice, postNotices } from "../flows/notices.ts";
import { threadsOf } from "../flows/threads.ts";

const AT = instantFromMs(Date.UTC(2026, 10, 2, 9));

let business: Business;
before(async () => {
  business = await begin({ at: new Date(AT).toISOString() });
  await business.advance(60 * MINUTE_MS);
});
after(async () => {
  await business[Symbol.asyncDispose]();
});

/** A customer of their own for each test; what passes has minutes of one morning, in any order. */
function customer(phone: string) {
  const second = (minute: number): string => String((AT + minute * MINUTE_MS) / 1000);
  const post = (notices: object, field?: string) => postNotices(business, notices, field);
  return {
    writes: (minute: number, notice: object = {}) => {
      const said = { id: `wamid.in-${phone}-${minute}`, from: phone, text: "Is it ready?" };
      const message = messageNotice(business, { ...said, timestamp: second(minute) });
      return post({ messages: [{ ...message, ...notice }] });
    },
    /** They hear of us, out of the business's phone. */
    hears: (minute: number) => {
      const said = { id: `wamid.out-${phone}-${minute}`, from: "15550100000", to: phone };
      const text = { body: "It is." };
      const echo = { ...said, type: "text", timestamp: second(minute), text };
      return post({ message_echoes: [echo] }, "smb_message_echoes");
    },
    reports: (minute: number, status: string) => {
      const id = `wamid.out-${phone}-${minute}`;
      const about = { id, recipient_id: phone, timestamp: second(minute) };
      const errors = status === "failed" ? [{ code: 131000, title: "Something went wrong" }] : [];
      return post({ statuses: [{ ...about, status, errors }] });
    },
    /** The minute since which they wait; nothing: they do not. */
    waits: () => waitsSince(`+${phone}`),
  };
}

async function waitsSince(phone: string): Promise<number | undefined> {
  const thread = (await threadsOf(business)).find((one) => one.phone === phone);
  const since = thread.waiting_since;
  const counts = await business.ask("GET", "/api/v1/threads/counts");
  const queue = await business.ask("GET", "/api/v1/threads?queue=waiting");
  assert.equal(counts.body.data.waiting, queue.body.data.length);
  const isIn = queue.body.data.some((one: { phone: string }) => one.phone === phone);
  assert.equal(isIn, since !== null);
  for (const { stored, anew } of await selectWaiting(business.db, BigInt(business.numberId))) {
    assert.equal(stored, anew, "as a rebuild has it");
  }
  return since === null ? undefined : (Date.parse(since) - AT) / MINUTE_MS;
}

test("[N11] a customer waits from their first message without an answer, in whatever order it comes", async () => {
  const { writes, hears, waits } = customer("447700900101");
  await writes(20);
  assert.equal(await waits(), 20);
  await writes(30);
  assert.equal(await waits(), 20, "the second changes nothing");
  await writes(10);
  assert.equal(await waits(), 10, "one that came late was there before");

  await hears(15);

  assert.equal(await waits(), 20, "what was written after the answer");
  await hears(40);
  assert.equal(await waits(), undefined);
  await writes(35);
  assert.equal(await waits(), undefined, "one from before the answer that came late");
  await writes(41);
  assert.equal(await waits(), 41);
});

test("[N11] an answer that failed is none, unless it was delivered all the same", async () => {
  const { writes, hears, reports, waits } = customer("447700900102");
  await writes(10);
  await hears(15);
  assert.equal(await waits(), undefined);

  await reports(15, "failed");

  assert.equal(await waits(), 10);
  await reports(15, "delivered");
  assert.equal(await waits(), undefined, "to one of a group");
  await writes(20);
  await reports(25, "failed");
  assert.equal(await waits(), 20);
  await hears(25);
  assert.equal(await waits(), 20, "known to have failed before it was known as ours");
});

test("[N17] a template ends nobody's waiting; an answer by whichever way does", async () => {
  const phone = "447700900103";
  const { writes, waits } = customer(phone);
  const graph = (body: object) =>
    business.ask("POST", `/v25.0/${business.numberId}/messages`, {
      ...{ messaging_product: "whatsapp", to: phone },
      ...body,
    });
  await writes(10);
  const template = { name: "hello_world", language: { code: "en_US" } };

  assert.equal((await graph({ type: "template", template })).status, 200);

  assert.equal(await waits(), 10);
  const [thread] = (await threadsOf(business)).filter((one) => one.phone === `+${phone}`);
  assert.equal(thread.last_message.direction, "out");
  assert.equal((await graph({ type: "text", text: { body: "It is." } })).status, 200);
  assert.equal(await waits(), undefined);
});

test("[N11] a change of what was said makes nobody wait", async () => {
  const { writes, hears, waits } = customer("447700900104");
  await writes(10);
  await hears(15);
  const edit = { original_message_id: "wamid.in-447700900104-10", message: { type: "text" } };

  await writes(20, { type: "edit", edit, text: undefined });

  assert.equal(await waits(), undefined);
});

test("[N11] nobody waits for an answer to what is kept no more", async () => {
  const { writes, waits } = customer("447700900105");
  await writes(10);
  const { db, clock, folder } = business;
  const sweeping = { db, files: new FileFolder(folder, sequentialIds()), keeping: KEEPING };

  await sweep(sweeping, later(clock.now(), 430 * DAY_MS));

  assert.equal(await waits(), undefined);
});
