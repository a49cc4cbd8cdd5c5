import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { beginOffice, type Made, type Office } from "../downstream/office.ts";
import { messageNotice, postNotices } from "../flows/notices.ts";
import { proveRebuilt } from "../flows/prove-rebuilt.ts";
import { threadsOf } from "../flows/threads.ts";

// One business for the whole file; each test has customers of its own.

let office: Office;
let made: Made;

before(async () => {
  office = await beginOffice();
  made = await office.endpoint("/merges", { events: ["thread.merged", "thread.unmerged"] });
  assert.ok(made.endpoint_id);
});

after(async () => {
  await office[Symbol.asyncDispose]();
});

test("[F13] [H9] somebody says that two are one customer, and takes it back: logged, told and shown", async () => {
  const { business } = office;
  await hear({ id: "wamid.1", from: "447700900101" }, "Amara");
  await hear({ id: "wamid.2", from_user_id: "GB.1001" }, "amara_o");
  const [phone, user] = await threadsNamed("Amara", "amara_o");
  await using stream = await streamOf();

  const merged = await business.ask("POST", `${pathOf(phone)}/merges`, {
    thread_id: user.thread_id,
  });

  assert.equal(merged.status, 200, JSON.stringify(merged.body));
  assert.equal(merged.body.data.thread.unread, 2);
  assert.equal((await business.ask("GET", pathOf(user))).status, 404);
  assert.deepEqual(await idsIn(phone), ["wamid.1", "wamid.2"]);
  const { merge_id } = merged.body.data;
  const [merge] = (await business.ask("GET", pathOf(phone))).body.data.merges;
  assert.deepEqual([merge.merge_id, merge.name, merge.who], [merge_id, "amara_o", "test"]);
  assert.deepEqual(
    await stream.regrouped(),
    [
      [phone.thread_id, "Amara"],
      [user.thread_id, null],
    ].toSorted(),
  );
  await hear({ id: "wamid.3", from_user_id: "GB.1001" });
  assert.deepEqual(await idsIn(phone), ["wamid.1", "wamid.2", "wamid.3"]);

  const undone = await business.ask("DELETE", `${pathOf(phone)}/merges/${merge_id}`);

  assert.equal(undone.status, 200, JSON.stringify(undone.body));
  const back = await threadsNamed("Amara", "amara_o");
  assert.deepEqual(
    back.map((one) => [one.phone, one.unread]),
    [
      ["+447700900101", 1],
      [null, 2],
    ],
  );
  assert.deepEqual(await idsIn(back[0]), ["wamid.1"]);
  assert.deepEqual(await idsIn(back[1]), ["wamid.2", "wamid.3"]);
  assert.equal((await stream.regrouped()).length, 2);
  const again = await business.ask("DELETE", `${pathOf(phone)}/merges/${merge_id}`);
  assert.equal(again.status, 404);
  const log = await business.ask("GET", "/api/v1/audit-log?limit=2");
  assert.deepEqual(
    log.body.data.map((one: { what: string; about: object }) => [one.what, one.about]),
    ["threads_unmerged", "threads_merged"].map((what) => [
      what,
      {
        ...{ number_id: business.numberId, merge_id },
        ...{ thread_id: phone.thread_id, other_thread_id: user.thread_id },
      },
    ]),
  );
  assert.deepEqual(toldAt(), [
    ["thread.merged", phone.thread_id, user.thread_id, "person"],
    ["thread.unmerged", phone.thread_id, user.thread_id, "person"],
  ]);
});

test("[F13] once Meta says so too, the two are one for good, and the merge is no longer there to undo", async () => {
  const { business } = office;
  await hear({ id: "wamid.11", from: "447700900102" }, "Ben");
  await hear({ id: "wamid.12", from_user_id: "GB.1002" }, "ben_o");
  const [phone, user] = await threadsNamed("Ben", "ben_o");
  await business.ask("POST", `${pathOf(phone)}/merges`, { thread_id: user.thread_id });

  await hear({ id: "wamid.13", from: "447700900102", from_user_id: "GB.1002" });

  const { merges } = (await business.ask("GET", pathOf(phone))).body.data;
  assert.deepEqual(merges, []);
  assert.equal((await idsIn(phone)).length, 3);
});

test("[F13] a draft goes with the one to whom it is addressed, and what Meta merges is told too", async () => {
  const { business } = office;
  await hear({ id: "wamid.21", from: "447700900103" }, "Cleo");
  await hear({ id: "wamid.22", from: "447700900104" }, "Cleo at work");
  const [one, other] = await threadsNamed("Cleo", "Cleo at work");
  const merged = await business.ask("POST", `${pathOf(one)}/merges`, {
    thread_id: other.thread_id,
  });
  const text = { kind: "text", text: "hello" };
  await business.ask("POST", `${pathOf(one)}/messages`, text);
  await business.advance(1_000);

  const { merge_id } = merged.body.data;
  assert.equal((await business.ask("DELETE", `${pathOf(one)}/merges/${merge_id}`)).status, 200);

  const { rows } = await business.db.query(
    "select thread_id, body->>'to' as to from draft order by created_at",
  );
  assert.deepEqual(rows, [{ thread_id: other.thread_id, to: "447700900104" }]);
  assert.equal((await idsIn(other)).length, 2);
  await hear({ id: "wamid.23", from_user_id: "GB.1004" }, "cleo_o");
  await hear({ id: "wamid.24", from: "447700900104", from_user_id: "GB.1004" });
  assert.equal(toldAt().at(-1)?.[3], "platform");
});

test("[F13] a thread is not merged with itself, with a group's or with one that is not there", async () => {
  const { business } = office;
  await hear({ id: "wamid.31", from: "447700900105" }, "Dina");
  const [dina] = await threadsNamed("Dina");
  const merge = async (thread_id: string): Promise<number> =>
    (await business.ask("POST", `${pathOf(dina)}/merges`, { thread_id })).status;

  assert.equal(await merge(dina.thread_id), 409);
  assert.equal(await merge("00000000-0000-4000-8000-000000000001"), 404);
  await hear({ id: "wamid.32", from: "447700900105", group_id: "group-1" });
  const group = (await threadsOf(business)).find((one) => one.last_message.id === "wamid.32");
  assert.equal(await merge(group.thread_id), 409);
});

test("[F13] [F9] who was erased is merged with nobody, and the sides of an erased merge keep their prices", async () => {
  const { business } = office;
  await hear({ id: "wamid.41", from: "447700900106" }, "Ella");
  await hear({ id: "wamid.42", from: "919876543210" }, "Ella in Pune");
  await hear({ id: "wamid.43", from: "447700900107" }, "Finn");
  const [ella, pune] = await threadsNamed("Ella", "Ella in Pune");
  const [finn] = await threadsNamed("Finn");
  const template = { kind: "template", name: "order_update", language: "en_US" };
  for (const thread of [ella, pune]) {
    await business.advance(25 * 3_600_000);
    const asked = { ...template, values: ["1", "sent"] };
    const sent = await business.ask("POST", `${pathOf(thread)}/messages`, asked);
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    await business.advance(60_000);
  }
  const merged = await business.ask("POST", `${pathOf(ella)}/merges`, {
    thread_id: pune.thread_id,
  });
  assert.equal(merged.status, 200, JSON.stringify(merged.body));
  const { body } = await business.ask("POST", `${pathOf(ella)}/erasure`);
  const erased = { number_id: ella.number_id, thread_id: body.data.thread_id };

  const refused = [
    await business.ask("POST", `${pathOf(finn)}/merges`, { thread_id: erased.thread_id }),
    await business.ask("POST", `${pathOf(erased)}/merges`, { thread_id: finn.thread_id }),
  ];

  for (const answer of refused) {
    assert.deepEqual([answer.status, answer.body.error.code], [409, "conflict"]);
    assert.match(answer.body.error.message, /was erased/);
  }
  const { rows } = await business.db.query(
    "select distinct charge ->> 'market' as market from unit where thread_id = $1 order by 1",
    [erased.thread_id],
  );
  assert.deepEqual(rows, [{ market: "India" }, { market: "United Kingdom" }]);
  await proveRebuilt(business.db, BigInt(business.numberId));
});

interface Thread {
  readonly number_id: string;
  readonly thread_id: string;
  readonly phone: string | null;
  readonly unread: number;
}

async function hear(who: Record<string, string>, name?: string): Promise<void> {
  const { business } = office;
  const notice = messageNotice(business, { ...who, text: "hello" });
  const { from: wa_id, from_user_id: user_id } = who;
  const contacts = name === undefined ? {} : { contacts: [{ wa_id, user_id, profile: { name } }] };
  await postNotices(business, { messages: [notice], ...contacts });
  await business.advance(1_000);
}

async function threadsNamed(...names: string[]): Promise<[Thread, Thread]> {
  const threads = await threadsOf(office.business);
  const [a, b] = names.map((name) => threads.find((one) => one.name === name));
  return [a, b];
}

function pathOf({ number_id, thread_id }: Pick<Thread, "number_id" | "thread_id">): string {
  return `/api/v1/threads/${number_id}/${thread_id}`;
}

async function idsIn(thread: Thread): Promise<string[]> {
  const { body } = await office.business.ask("GET", `${pathOf(thread)}/messages`);
  return body.data.map((one: { id: string }) => one.id);
}

/** What the endpoint was told, in short. */
function toldAt(): unknown[][] {
  return office.at("/merges").map(({ body }) => {
    const { type, data } = JSON.parse(String(body));
    return [type, data.thread, data.other_thread, data.by];
  });
}

/** The hub's event stream, of which only the regrouping of threads is read, two at a time. */
async function streamOf(): Promise<AsyncDisposable & { regrouped(): Promise<unknown[][]> }> {
  const { hub, key } = office.business;
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${hub.url}/api/v1/events`, { headers });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const regrouped = async (): Promise<unknown[][]> => {
    for (;;) {
      const found = [...text.matchAll(/^event: regrouped\ndata: (.*)\n\n/gm)];
      if (found.length === 2) {
        text = "";
        return found
          .map(([, data]) => JSON.parse(data ?? ""))
          .map((one) => [one.thread_id, one.thread === null ? null : one.thread.name])
          .toSorted();
      }
      text += (await reader.read()).value ?? "";
    }
  };
  return { regrouped, [Symbol.asyncDispose]: () => reader.cancel() };
}
