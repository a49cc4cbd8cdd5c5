import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { type TestContext, test } from "node:test";
import { type CasementProcess, demoFolder } from "../casement-process.ts";

// What a demo that begins anew has behind it, as the hub's API shows it.

interface Message {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly at: string;
  readonly status: string;
  readonly content: {
    readonly kind: string;
    readonly name?: string;
    readonly text?: string;
    readonly category?: string;
    readonly media_id?: string;
  };
  readonly error: { readonly code: number; readonly title: string } | null;
  readonly conversation: { readonly category: string } | null;
  readonly charge: { readonly category: string; readonly amount: string } | null;
}

interface Thread {
  readonly thread_id: string;
  readonly name: string;
  readonly phone: string;
  readonly window: { readonly closes_at: string } | null;
  readonly entry_point_offer: { readonly lapses_at: string } | null;
  readonly conversations: readonly { readonly category: string }[];
  readonly unread: number;
  readonly messages: readonly Message[];
}

/** A told story: all threads with their messages, and how to ask for more. */
async function storyOf(demo: CasementProcess) {
  const [, hub, key] = await demo.says(/(http:\S+)\/enter\?key=(\S+)\n/);
  const [, emulator] = await demo.says(/(http:\S+)\/phone\//);
  const headers = { authorization: `Bearer ${key}` };
  const ask = (path: string): Promise<Response> => fetch(`${hub}/api/v1/${path}`, { headers });
  const dataAt = async (path: string) => ((await (await ask(path)).json()) as { data: never }).data;
  const numberId = "100000000000020";
  const listed: Thread[] = await dataAt("threads?limit=200");
  const threads = await Promise.all(
    listed.map(async (thread): Promise<Thread> => {
      const path = `threads/${numberId}/${thread.thread_id}/messages?limit=200`;
      return { ...thread, messages: await dataAt(path) };
    }),
  );
  const clock = (await (await fetch(`${emulator}/emulator/clock`)).json()) as { now: string };
  return {
    numberId,
    ask,
    dataAt,
    emulator,
    now: Date.parse(clock.now),
    threads,
    messages: threads.flatMap((thread) => thread.messages),
    of: (name: string): Thread => threads.find((thread) => thread.name === name)!,
  };
}

type Story = Awaited<ReturnType<typeof storyOf>>;

const MINUTE_MS = 60_000;

test("a demo that begins anew has the past of a shop behind it", async (t) => {
  await using place = await demoFolder();

  await t.test("a start that was stopped in the middle of it is begun anew", async () => {
    await using stopped = place.begin();
    await stopped.says(/Two days in the life of a bakery/);
    stopped.press();

    assert.equal(await stopped.end(), 0);
    assert.doesNotMatch(stopped.said, /Inbox/);
    assert.ok((await readdir(place.folder)).includes("half-told"));
  });

  await using demo = place.begin();
  const story = await storyOf(demo);
  await threadsStand(t, story);
  await messagesWent(t, story);
  await chargesCame(t, story);
  demo.press();
  assert.equal(await demo.end(), 0);
  assert.ok(!(await readdir(place.folder)).includes("half-told"));
});

async function threadsStand(t: TestContext, { threads, now, of }: Story): Promise<void> {
  await t.test("a dozen customers have a name, and none a number in +1", () => {
    assert.equal(threads.length, 12);
    for (const { name, phone } of threads) {
      assert.match(name, /^\p{Lu}\S+ \p{Lu}\S+$/u);
      assert.match(phone, /^\+(447700900\d{3}|55\d{11}|91\d{10})$/);
    }
  });

  await t.test("a conversation of each category is open", () => {
    const open = new Set(threads.flatMap((one) => one.conversations.map((it) => it.category)));
    const all = ["authentication", "marketing", "referral_conversion", "service", "utility"];
    assert.deepEqual([...open].sort(), all);
  });

  await t.test("one thread is about to close, and waits for an answer", () => {
    const closing = threads.filter(({ window }) => {
      const left = Date.parse(window?.closes_at ?? "") - now;
      return left > 0 && left < 60 * MINUTE_MS;
    });
    assert.deepEqual(
      closing.map(({ name, unread }) => ({ name, unread })),
      [{ name: "Tomás Keller", unread: 2 }],
    );
    assert.ok(Date.parse(closing[0]!.window!.closes_at) - now > 35 * MINUTE_MS);
  });

  await t.test("one thread has closed", () => {
    const { window, conversations } = of("Mei Tanaka");
    assert.ok(Date.parse(window!.closes_at) < now);
    assert.deepEqual(conversations, []);
  });

  await t.test("one free entry point is offered and waits for an answer", () => {
    const offered = threads.filter((one) => one.entry_point_offer !== null);
    assert.deepEqual(
      offered.map(({ name, unread }) => ({ name, unread })),
      [{ name: "Linh Nguyen", unread: 1 }],
    );
    assert.ok(Date.parse(offered[0]!.entry_point_offer!.lapses_at) > now);
  });

  await t.test("some threads are unread and some are not", () => {
    const unread = threads.filter((one) => one.unread > 0).map((one) => one.name);
    assert.deepEqual(unread.sort(), ["Amara Osei", "Hannah Clarke", "Linh Nguyen", "Tomás Keller"]);
  });
}

async function messagesWent(t: TestContext, { ask, messages, numberId, of }: Story): Promise<void> {
  await t.test("a code, a bill, an order and an offer went out as templates", () => {
    const names = messages.flatMap(({ content }) =>
      content.kind === "template" ? [`${content.name} ${content.category}`] : [],
    );
    assert.deepEqual([...new Set(names)].sort(), [
      "order_ready utility",
      "order_update utility",
      "payment_reminder utility",
      "verification_code authentication",
      "winter_box marketing",
    ]);
    const bill = of("Hannah Clarke").messages.find((one) => one.content.kind === "template");
    assert.match(bill!.content.text!, /^Your bill of £186\.40 is due on \d{1,2} [A-Z][a-z]+\./);
  });

  await t.test("messages were sent, delivered, read, and one failed for a reason", () => {
    const ours = messages.filter((one) => one.direction === "out");
    const statuses = new Set(ours.map((one) => one.status));
    assert.deepEqual([...statuses].sort(), ["delivered", "failed", "read", "sent"]);
    const failed = ours.filter((one) => one.status === "failed");
    assert.deepEqual(
      failed.map((one) => one.error?.code),
      [131_049],
    );
  });

  await t.test("there is all that a phone can show, and the picture can be seen", async () => {
    const kinds = new Set(messages.map((one) => one.content.kind));
    assert.deepEqual([...kinds].sort(), [
      "choice",
      "location",
      "media",
      "question",
      "reaction",
      "template",
      "text",
    ]);
    const picture = messages.find((one) => one.content.kind === "media")!;
    const answer = await ask(`media/${numberId}/${picture.content.media_id}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "image/jpeg");
  });
}

async function chargesCame(t: TestContext, { dataAt, emulator, messages, of }: Story) {
  // The story may have begun in the month before.
  const months = [...new Set(messages.map((one) => one.at.slice(0, 7)))];
  const ledgers: Ledger[] = await Promise.all(
    months.map((month) => dataAt(`ledger?month=${month}&limit=200`)),
  );

  await t.test(
    "one charge is reported otherwise than it was reckoned, and the ledger says so",
    () => {
      const lines = ledgers.flatMap((one) => one.lines).filter((one) => one.difference !== null);
      assert.deepEqual(
        lines.map(({ customer, charge, difference }) => ({
          customer,
          charge: charge.category,
          ours: difference?.ours.category,
          theirs: difference?.theirs.category,
        })),
        [{ customer: "Beatriz Costa", charge: "marketing", ours: "utility", theirs: "marketing" }],
      );
      const sent = of("Beatriz Costa").messages.find((one) => one.content.kind === "template");
      assert.equal(sent?.content.category, "utility");
      assert.equal(sent?.charge?.category, "marketing");
    },
  );

  await t.test("the ledger is what the emulator would invoice", async () => {
    for (const [index, month] of months.entries()) {
      const answer = await fetch(`${emulator}/emulator/invoice?month=${month}`);
      const { totalMicros } = (await answer.json()) as { totalMicros: { USD?: number } };
      const micros = Math.round(Number(ledgers[index]!.total) * 1_000_000);
      assert.equal(micros, totalMicros.USD ?? 0);
    }
  });
}

interface Ledger {
  readonly total: string;
  readonly lines: readonly {
    readonly customer: string;
    readonly charge: { readonly category: string };
    readonly difference: {
      readonly ours: { readonly category: string };
      readonly theirs: { readonly category: string };
    } | null;
  }[];
}

test("a large demo has as many threads as were asked for, beside those of the shop", async () => {
  await using place = await demoFolder();
  await using demo = place.begin("--size", "large", "--threads", "120");

  const { threads, dataAt } = await storyOf(demo);

  assert.match(demo.said, /\n {2}1,200 messages\n/);
  const many = threads.filter((one) => !/^\+447700900/.test(one.phone) && one.messages.length > 9);
  assert.equal(threads.length, 132);
  assert.equal(many.length, 120);
  assert.equal(new Set(many.map((one) => one.phone)).size, 120);
  for (const { messages, conversations, unread } of many) {
    const texts = messages.filter((one) => one.content.kind === "text");
    const directions = texts.map((one) => one.direction).join(" ");
    const lastTurn = unread > 0 ? "out in" : "in out";
    assert.equal(directions, `in out in out in out in out ${lastTurn}`);
    assert.deepEqual(conversations, []);
  }
  assert.deepEqual(
    many.filter((one) => one.unread > 0).map((one) => one.unread),
    Array<number>(12).fill(1),
  );
  assert.equal(
    many.filter((one) => one.messages.some(({ charge }) => isCharged(charge))).length,
    24,
  );
  const [number] = (await dataAt("numbers")) as { health: { not_understood: number } }[];
  assert.equal(number?.health.not_understood, 0);
  demo.press();
  assert.equal(await demo.end(), 0);
});

function isCharged(charge: Message["charge"]): boolean {
  return charge?.category === "utility" && Number(charge.amount) > 0;
}
