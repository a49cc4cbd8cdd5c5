import assert from "node:assert/strict";
import { mkdir, readdir, rmdir } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, before, test } from "node:test";
import { DAY_MS, HOUR_MS, later } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";
import { hubConfigFrom, sequentialIds } from "@casement/hub";
import { FileFolder } from "../../src/media/file-folder.ts";
import { openFiles } from "../../src/media/open-files.ts";
import { KEEPING, messagesKeptFrom, postsKeptFrom } from "../../src/retention/keeping.ts";
import { sweep } from "../../src/retention/sweep.ts";
import { beginOffice, messagePost, type Office } from "../downstream/office.ts";
import { messageNotice, postNotices, secondsNow } from "../flows/notices.ts";
import { postSigned } from "../flows/signed-post.ts";

let office: Office;
before(async () => {
  office = await beginOffice({ keeping: { ...KEEPING, postsDays: 2 } });
});
after(async () => {
  await office[Symbol.asyncDispose]();
});

test("[R1] posts and deliveries go when their days are over, and later if something asks for them", async () => {
  const { business, receiver } = office;
  const { db, numberId } = business;
  const dead = await office.endpoint("/dead");
  const well = await office.endpoint("/well");
  receiver.answer = ({ path }) => (path === "/dead" ? 410 : 200);
  await office.post("no JSON at all");
  await office.post(messagePost(numberId, "first"));
  await business.ask("DELETE", `/api/v1/endpoints/${dead.endpoint_id}`);
  const waiting = await office.endpoint("/dead");
  await office.post(messagePost(numberId, "waiting"));
  assert.deepEqual(await textsOfPosts(), ["no JSON at all", "first", "waiting"]);

  await business.advance(2 * DAY_MS);
  assert.equal((await textsOfPosts()).length, 3, "two days, and the hours of the first");
  await business.advance(2 * DAY_MS);

  assert.deepEqual(await textsOfPosts(), ["no JSON at all", "waiting"]);
  assert.deepEqual(await office.log(well), []);
  assert.deepEqual(
    (await office.log(waiting)).map((one) => one.state),
    ["waiting"],
  );
  receiver.answer = () => 200;
  await office.change(waiting, { paused: false });
  await business.advance(0);
  assert.equal(office.at("/dead").at(-1)?.body.includes("waiting"), true);
  await db.query("delete from not_understood");
  const files = new FileFolder("/nowhere", sequentialIds());
  await sweep({ db, files, keeping: KEEPING }, later(business.clock.now(), 32 * DAY_MS));
  assert.deepEqual(await textsOfPosts(), []);
  assert.equal(await partsOf("post"), 0);
  const { rows } = await db.query("select wamid from message order by wamid");
  assert.equal(rows.length, 2);
});

test("[R1] what is booked for an endpoint that is removed at that moment holds nothing back", async () => {
  const { business } = office;
  const { db } = business;
  const others = (await business.ask("GET", "/api/v1/endpoints")).body.data;
  for (const one of others) await business.ask("DELETE", `/api/v1/endpoints/${one.endpoint_id}`);
  const made = [
    await removedAmidBooking("post for nobody", {}),
    await removedAmidBooking("event for nobody", { events: ["message.received"] }),
  ];
  const booked = await db.query("select from delivery where endpoint_id = any ($1)", [made]);
  assert.equal(booked.rowCount, 2);
  assert.deepEqual(await textsOfPosts(), ["post for nobody", "event for nobody"]);

  await business.advance(4 * DAY_MS);

  assert.deepEqual(await textsOfPosts(), []);
  assert.deepEqual(await counted(["delivery"]), { delivery: 0 });
  const kept = await db.query("select from event where event_id is not null");
  assert.equal(kept.rowCount, 0);
});

test("[R2] messages, their words, files and drafts go after 13 months; units and postings stay", async () => {
  const { business } = office;
  const { db, clock, folder } = business;
  const files = new FileFolder(join(folder, "media"), sequentialIds());
  const { place } = await files.write(Readable.from(["bytes"]));
  const now = clock.now();
  await db.query(
    "insert into media (number_id, media_id, mime_type, place, created_at) values ($1, $2, $3, $4, $5)",
    [business.numberId, "m1", "image/png", place, new Date(now)],
  );
  const kept = await counted(["unit", "posting", "fact", "thread", "conversation"]);
  const sweeping = { db, files, keeping: KEEPING };

  await sweep(sweeping, later(now, 390 * DAY_MS));
  assert.equal((await counted(["media"]))["media"], 1);
  await sweep(sweeping, later(now, 430 * DAY_MS));

  assert.deepEqual(await counted(["message", "message_content", "draft", "media"]), {
    message: 0,
    message_content: 0,
    draft: 0,
    media: 0,
  });
  assert.equal(await partsOf("message_content"), 0);
  assert.deepEqual(await readdir(join(folder, "media", place.slice(0, 2))), []);
  assert.deepEqual(await counted(["unit", "posting", "fact", "thread", "conversation"]), kept);
  const listed = await business.ask("GET", "/api/v1/threads");
  assert.deepEqual([listed.status, listed.body.data[0].last_message], [200, null]);
});

test("[R2] messages of which no words came go as well, but for those of whom we were asked to forget", async () => {
  const { business } = office;
  const { db, clock } = business;
  const at = { status: "delivered", timestamp: String(secondsNow(business)) };
  const from = "447700900145";
  const revoke = { type: "revoke", revoke: { original_message_id: "wamid.never-seen" } };
  await postNotices(business, {
    statuses: [{ ...at, id: "wamid.of-another-tool", recipient_id: "447700900144" }],
    messages: [
      messageNotice(business, { id: "wamid.forgotten", from, text: "hello" }),
      { ...messageNotice(business, { id: "wamid.revoke", from: "447700900146" }), ...revoke },
    ],
  });
  const { body: threads } = await business.ask("GET", "/api/v1/threads");
  const forgotten = threads.data.find(({ phone }: { phone: string }) => phone === `+${from}`);
  const path = `/api/v1/threads/${business.numberId}/${forgotten?.thread_id}/erasure`;
  const sweeping = { db, files: new FileFolder("/nowhere", sequentialIds()), keeping: KEEPING };
  const units = await counted(["unit", "posting"]);

  await sweep(sweeping, later(clock.now(), 390 * DAY_MS));
  const kept = await wordless();
  const { status } = await business.ask("POST", path);
  const swept = await sweep(sweeping, later(clock.now(), 430 * DAY_MS));

  assert.deepEqual(kept, ["wamid.never-seen", "wamid.of-another-tool"]);
  assert.equal(status, 200);
  assert.deepEqual(await wordless(), ["wamid.forgotten"]);
  assert.equal(swept.messages, 3);
  assert.deepEqual(await counted(["unit", "posting"]), units);
});

test("[R2] a file that cannot be taken away stays for the next sweep, and holds up no other", async () => {
  const { business, logged } = office;
  const { db, folder } = business;
  const files = new FileFolder(join(folder, "media"), sequentialIds());
  const { place } = await files.write(Readable.from(["bytes"]));
  const stuck = `ff/${"0".repeat(32)}`;
  await mkdir(join(folder, "media", stuck), { recursive: true });
  for (const [days, where] of [[431, stuck] as const, [430, place] as const])
    await bookFile(days, where);

  await business.advance(DAY_MS);
  const left = await db.query("select media_id from media");
  await rmdir(join(folder, "media", stuck));
  await business.advance(DAY_MS);

  assert.deepEqual(left.rows, [{ media_id: "of 431" }]);
  assert.equal((await counted(["media"]))["media"], 0);
  assert.deepEqual(
    logged.filter((line) => line.includes("sweep_failed")),
    ['{"what":"sweep_failed","count":1}'],
  );
});

test("[R3] a part of a sweep that fails is told, and holds up no other", async () => {
  const { business, logged } = office;
  const { db, folder } = business;
  const files = new FileFolder(join(folder, "media"), sequentialIds());
  const { place } = await files.write(Readable.from(["bytes"]));
  await bookFile(430, place);
  const before = logged.length;
  await db.query("alter table delivery rename to delivery_elsewhere");

  await business.advance(DAY_MS);
  await db.query("alter table delivery_elsewhere rename to delivery");

  assert.equal((await counted(["media"]))["media"], 0);
  const told = logged.slice(before).filter((line) => line.includes("sweep_failed"));
  assert.deepEqual(
    told.map((line) => JSON.parse(line).code),
    ["deliveries", "program_events"],
  );
});

test("[R2] a store that is away is asked once in a sweep, and what is in the folder goes all the same", async () => {
  const { db, clock, folder } = office.business;
  let calls = 0;
  const cutting = createServer((socket) => {
    calls += 1;
    socket.resetAndDestroy();
  });
  await new Promise<void>((done) => void cutting.listen(0, "127.0.0.1", done));
  const { port } = cutting.address() as AddressInfo;
  const bucket = {
    ...{ endpoint: `http://127.0.0.1:${port}`, region: "r", bucket: "b", isPathStyle: true },
    ...{ keyId: "k", secret: "s" },
  };
  const known = { ids: sequentialIds(), machine: machineTime };
  const files = openFiles({ folder: join(folder, "media"), bucket }, known);
  const { place } = await new FileFolder(join(folder, "media"), known.ids).write(
    Readable.from(["bytes"]),
  );
  const far = `s3:ff/${"0".repeat(32)}`;
  for (const [days, where] of [[433, far] as const, [432, far] as const, [431, place] as const])
    await bookFile(days, where);

  const swept = await sweep({ db, files, keeping: KEEPING }, clock.now());

  await files.close();
  await new Promise((done) => void cutting.close(done));
  assert.deepEqual([swept.files, swept.filesLeft], [1, 2]);
  assert.equal(calls, 2, "one call, made anew once");
});

test("[R3] how long is a setting; forever is for ever, and what is unfit is told by its name", () => {
  const { keeping } = hubConfigFrom({
    CASEMENT_KEEP_POSTS_DAYS: "90",
    CASEMENT_KEEP_MESSAGES_MONTHS: "forever",
    CASEMENT_KEEP_FACTS_MONTHS: "24",
    CASEMENT_KEEP_SCREEN_EVENTS_DAYS: "1",
    CASEMENT_SEAL_AFTER_DAYS: "31",
  });
  const now = later(office.business.clock.now(), 3 * HOUR_MS);

  assert.deepEqual(hubConfigFrom({}).keeping, {
    postsDays: 30,
    messagesMonths: 13,
    factsMonths: 13,
    screenEventsDays: 7,
    sealAfterDays: 8,
  });
  assert.deepEqual(keeping, {
    postsDays: 90,
    messagesMonths: null,
    factsMonths: 24,
    screenEventsDays: 1,
    sealAfterDays: 31,
  });
  assert.equal(messagesKeptFrom(keeping ?? KEEPING, now), undefined);
  assert.equal(postsKeptFrom({ ...KEEPING, postsDays: null }, now), undefined);
  for (const wrong of ["0", "-1", "1.5", "ever"]) {
    assert.throws(
      () => hubConfigFrom({ CASEMENT_KEEP_POSTS_DAYS: wrong }),
      /CASEMENT_KEEP_POSTS_DAYS is .*forever/,
    );
    assert.throws(
      () => hubConfigFrom({ CASEMENT_SEAL_AFTER_DAYS: wrong }),
      /CASEMENT_SEAL_AFTER_DAYS is .* from 1 to 99/,
    );
  }
});

/** Makes an endpoint, and removes it between the reading and the booking of a batch; says which. */
async function removedAmidBooking(text: string, more: object): Promise<string> {
  const { business } = office;
  const { endpoint_id } = await office.endpoint("/removed", more);
  const holder = await business.db.connect();
  await holder.query("begin");
  await holder.query("lock table delivery in share mode");
  const post = Buffer.from(messagePost(business.numberId, text));
  assert.equal(await postSigned(business, post), 200);
  while ((await business.db.query(WAITS_FOR_DELIVERY)).rowCount === 0);
  const removed = await business.ask("DELETE", `/api/v1/endpoints/${endpoint_id}`);
  assert.equal(removed.status, 200);
  await holder.query("commit");
  holder.release();
  await business.advance(0);
  return endpoint_id;
}

/** One server has the databases of all tests that run: only in ours does anybody wait for this. */
const WAITS_FOR_DELIVERY = `
select from pg_locks l
join pg_database b on b.oid = l.database and b.datname = current_database()
where l.relation = 'delivery'::regclass and not l.granted`;

/** The ids of the messages that are kept without words. */
async function wordless(): Promise<string[]> {
  const { rows } = await office.business.db.query<{ wamid: string }>(
    "select wamid from message where content_month is null order by wamid",
  );
  return rows.map((row) => row.wamid);
}

/** A file that is in the database since some days ago. */
async function bookFile(days: number, place: string): Promise<void> {
  const { db, clock, numberId } = office.business;
  await db.query(
    "insert into media (number_id, media_id, mime_type, place, created_at) values ($1, $2, $3, $4, $5)",
    [numberId, `of ${days}`, "image/png", place, new Date(later(clock.now(), -days * DAY_MS))],
  );
}

/** What is in each kept post, told by a word of it. */
async function textsOfPosts(): Promise<string[]> {
  const { rows } = await office.business.db.query<{ bytes: Buffer }>(
    "select bytes from post order by post_id",
  );
  const words = ["no JSON at all", "first", "waiting", "post for nobody", "event for nobody"];
  return rows.flatMap(({ bytes }) =>
    words.filter((word) => bytes.includes(word === words[0] ? word : `"${word}"`)),
  );
}

async function partsOf(table: string): Promise<number> {
  const { rows } = await office.business.db.query(
    "select from pg_inherits where inhparent = $1::text::regclass",
    [table],
  );
  return rows.length;
}

async function counted(tables: readonly string[]): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await office.business.db.query(`select count(*)::int as n from ${table}`);
    all[table] = rows[0].n;
  }
  return all;
}
