import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";
import { startDemo } from "./demo-process.ts";
import { holdNextAnswer } from "./late-answer.ts";
import { openNewestPost, postsOf, switchesAFault } from "./phone-webhooks.ts";
import { PICTURE } from "./picture.ts";
import { type Platform, platformAt, sendTemplate, untilInLedger } from "./platform-beside.ts";
import { complaintsOf, MANY_STEPS, openBrowser } from "./real-browser.ts";
import { until } from "./until.ts";

const CUSTOMER = "447700900166";

interface Scene {
  readonly phone: Page;
  readonly inbox: Page;
  readonly platform: Platform;
}

test(
  "a person is a customer on the phone page, and reads in the ledger what it cost",
  MANY_STEPS,
  isACustomerAndReadsTheLedger,
);

async function isACustomerAndReadsTheLedger(t: TestContext): Promise<void> {
  await using demo = await startDemo();
  await using browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [phone, inbox] = [await context.newPage(), await context.newPage()];
  const complaints = [complaintsOf(phone), complaintsOf(inbox)];
  await inbox.goto(demo.inbox);
  await phone.goto(demo.phone);
  const scene = { phone, inbox, platform: await platformAt(new URL(demo.phone).origin, CUSTOMER) };

  await becomesSomebody(t, scene);
  await sendsEveryKind(t, scene);
  await pressesAndReacts(t, scene);
  await callsAndGoesAway(t, scene);
  await turnsTheClock(t, scene);
  await readsTheWebhooks(t, scene);
  await readsTheMonth(t, scene);
  await checksTheMonth(t, scene);
  await goesDownToThePost(t, scene);
  assert.deepEqual(complaints.flat(), []);
}

async function becomesSomebody(t: TestContext, { phone }: Scene): Promise<void> {
  await t.test("by keyboard alone one becomes somebody new, by number and name", async () => {
    await phone.getByText("Be somebody else…").focus();
    await phone.keyboard.press("Enter");
    await phone.keyboard.press("Tab");
    await phone.keyboard.type("+44 7700 900166");
    await phone.keyboard.press("Tab");
    await phone.keyboard.type("Wanda Pryce");
    await phone.keyboard.press("Enter");
    await phone.getByText(/You are Wanda Pryce \+44 7700 900166/).waitFor();
    const pressed = phone.getByRole("button", { name: /Wanda Pryce/, pressed: true });
    await pressed.waitFor();
    assert.match(phone.url(), new RegExp(`customer=${CUSTOMER}`));
  });

  await t.test("a text is sent by Enter, and shown with WhatsApp's marks", async () => {
    await phone.getByRole("textbox", { name: "Message" }).fill("Is the *almond tart* _vegan_?");
    await phone.keyboard.press("Enter");
    const mine = phone.getByRole("article", { name: "From you" });
    await mine.locator("strong", { hasText: "almond tart" }).waitFor();
  });
}

async function sendsEveryKind(t: TestContext, { phone }: Scene): Promise<void> {
  const attach = async (kind: string, fill = async (): Promise<void> => {}): Promise<void> => {
    await phone.getByRole("button", { name: "Attach", exact: true }).click();
    await phone.getByRole("button", { name: kind, exact: true }).click();
    await fill();
    await phone.getByRole("button", { name: "Send it" }).click();
    await phone.getByRole("region", { name: "Attach" }).waitFor({ state: "detached" });
  };
  const mine = phone.getByRole("article", { name: "From you" });

  await t.test("a picture of one's own goes with its caption, and is shown", async () => {
    await attach("Photo", async () => {
      const file = { name: "tart.png", mimeType: "image/png", buffer: PICTURE };
      await phone.getByLabel("File").setInputFiles(file);
      await phone.getByLabel("Caption").fill("This one");
    });
    const picture = mine.getByRole("img", { name: "This one" });
    await picture.waitFor();
    const widthOf = (): Promise<number> =>
      picture.evaluate((one) => Number(Reflect.get(one, "naturalWidth")));
    await until(phone, async () => (await widthOf()) === 1);
  });

  await t.test("so do sound, a document, a sticker, a place, a person and an order", async () => {
    for (const kind of ["Voice", "Document", "Sticker", "Location", "Contact card", "Order"]) {
      await attach(kind);
    }
    await mine.getByLabel("Voice message").waitFor();
    await mine.getByRole("link", { name: /\.pdf/ }).waitFor();
    await mine.getByRole("img", { name: "Sticker" }).waitFor();
    await mine.getByText("The old market").waitFor();
    await mine.getByText("Grace Ampofo").waitFor();
    await mine.getByText("2 × almond-tart at 14.5 EUR").waitFor();
    const log = phone.getByRole("region", { name: "Webhooks" });
    for (const type of ["audio", "document", "sticker", "location", "contacts", "order"]) {
      await log.getByText(`${type} from the customer`).first().waitFor();
    }
  });

  await t.test("who arrives by an ad says so with the next message", async () => {
    await phone.getByRole("button", { name: "Arrive by an ad" }).click();
    await phone.getByText(/You arrive by an ad/).waitFor();
    const before = await postsOf(phone, "text from the customer").count();
    await phone.getByRole("textbox", { name: "Message" }).fill("I saw your ad");
    await phone.getByRole("button", { name: "Send", exact: true }).click();
    await mine.getByText("I saw your ad").waitFor();
    await phone.getByText(/You arrive by an ad/).waitFor({ state: "detached" });
    await postsOf(phone, "text from the customer").nth(before).waitFor();
    await openNewestPost(phone, "text from the customer");
    await phone
      .getByRole("region", { name: "The bytes of the post" })
      .getByText(/"referral"/)
      .waitFor();
  });
}

async function pressesAndReacts(t: TestContext, { phone, platform }: Scene): Promise<void> {
  const mine = phone.getByRole("article", { name: "From you" });
  const theirs = phone.getByRole("article", { name: "From the business" });

  await t.test("buttons and lists of the business are pressed, and answer", async () => {
    const reply = { type: "reply", reply: { id: "y", title: "Yes, a box" } };
    const body = { text: "Shall we pack it?" };
    await platform.send(interactive({ type: "button", body, action: { buttons: [reply] } }));
    await phone.getByRole("button", { name: "Yes, a box" }).click();
    await mine.getByText("Yes, a box").waitFor();
    await mine.getByRole("blockquote").getByText("Shall we pack it?").waitFor();

    const rows = [{ id: "a", title: "Before noon", description: "9 to 12" }];
    const list = { button: "Choose a time", sections: [{ title: "Today", rows }] };
    await platform.send(interactive({ type: "list", body: { text: "When?" }, action: list }));
    await phone.getByRole("button", { name: "Choose a time" }).click();
    await phone
      .getByRole("dialog")
      .getByRole("button", { name: /Before noon/ })
      .click();
    await mine.getByText("9 to 12").waitFor();
  });

  await t.test("a message is answered and reacted to by keyboard", async () => {
    const wamid = await platform.send({ type: "text", text: { body: "See you at ten" } });
    await theirs.getByText("See you at ten").waitFor();
    const message = phone.getByRole("listitem").filter({ has: theirs.getByText("See you at ten") });
    await message.getByRole("button", { name: "React to this message" }).focus();
    await phone.keyboard.press("Enter");
    await phone.getByRole("button", { name: "React 👍" }).focus();
    // The emulator answers so late that the customer is at the next message by then.
    const letGo = await holdNextAnswer(phone);
    await phone.keyboard.press("Enter");
    await message.getByRole("list", { name: "Reactions" }).getByText("👍").waitFor();

    await message.getByRole("button", { name: "Answer this message" }).focus();
    await phone.keyboard.press("Enter");
    await phone.getByText("Answer to the business").waitFor();
    await letGo();
    await phone.keyboard.type("Ten it is");
    await phone.keyboard.press("Enter");
    const answer = mine.filter({ hasText: "Ten it is" });
    await answer.getByRole("blockquote").getByText("See you at ten").waitFor();
    assert.match(wamid, /^wamid\./);
  });
}

async function callsAndGoesAway(t: TestContext, { phone, platform }: Scene): Promise<void> {
  await t.test("one calls the business and hangs up", async () => {
    await platform.graph("settings", { calling: { status: "ENABLED" } });
    await phone.getByRole("button", { name: "Call the business" }).click();
    const call = phone.getByRole("region", { name: "Call" });
    await call.getByText("Calling…").waitFor();
    await call.getByRole("button", { name: "Hang up" }).click();
    await call.waitFor({ state: "detached" });
  });

  await t.test("what comes to a phone that is offline waits, and arrives", async () => {
    const offline = phone.getByRole("switch", { name: "Phone is offline" });
    await offline.click();
    await phone.getByText(/This phone is offline/).waitFor();
    await platform.send({ type: "text", text: { body: "Are you there?" } });
    assert.equal(await phone.getByText("Are you there?").count(), 0);
    await offline.click();
    await phone.getByText("Are you there?").waitFor();
  });

  await t.test("who does not read leaves no tick, and who blocks hears nothing", async () => {
    await phone.getByRole("switch", { name: "Reads what arrives" }).click();
    await platform.send({ type: "text", text: { body: "Read this" } });
    await phone.getByText("Read this").waitFor();
    await phone.getByRole("switch", { name: "Blocks the business" }).click();
    await phone.getByText(/You have blocked the business/).waitFor();
    await phone.getByRole("switch", { name: "Blocks the business" }).click();
    await phone.getByText(/You have blocked the business/).waitFor({ state: "detached" });
    const log = phone.getByRole("region", { name: "Webhooks" });
    await log.getByText("message delivered").first().waitFor();
    await phone.getByRole("switch", { name: "Reads what arrives" }).click();
    await log.getByText("message read").first().waitFor();
  });
}

async function turnsTheClock(t: TestContext, { phone }: Scene): Promise<void> {
  const clock = phone.getByRole("region", { name: "Clock" });
  const now = async (): Promise<number> =>
    Date.parse((await clock.locator("time").first().getAttribute("datetime")) ?? "");

  await t.test("a frozen clock stands, and turns by a span in one's own words", async () => {
    await clock.getByRole("button", { name: "Freeze" }).click();
    await clock.getByRole("button", { name: "Freeze", pressed: true }).waitFor();
    const before = await now();
    await clock.getByRole("textbox", { name: "Advance by" }).fill("23h59m");
    // Until the answer to the last turn is there it cannot be turned, and Enter would do nothing.
    await clock.getByRole("button", { name: "Advance", exact: true }).click();
    await clock.locator(timeAt(before + 86_340_000)).waitFor();
    await clock.getByRole("button", { name: "Advance 1 h" }).click();
    await clock.locator(timeAt(before + 89_940_000)).waitFor();
  });

  await t.test("it runs sixty times as fast, and says what comes next", async () => {
    await clock.getByRole("button", { name: "60 × as fast" }).click();
    await clock.getByRole("button", { name: "60 × as fast", pressed: true }).waitFor();
    const before = await now();
    await until(phone, async () => (await now()) >= before + 30_000);
    await clock.getByRole("button", { name: "Run" }).click();
    await clock.getByRole("button", { name: "Run", pressed: true }).waitFor();
    await clock.getByRole("list", { name: "Next events" }).getByRole("listitem").first().waitFor();
  });
}

async function readsTheWebhooks(t: TestContext, { phone }: Scene): Promise<void> {
  await t.test("a post shows its bytes, its signature and its answer, and goes again", async () => {
    const post = await openNewestPost(phone, "message read");
    await post.getByText(/^sha256=[0-9a-f]{64}$/).waitFor();
    await post
      .getByRole("region", { name: "The bytes of the post" })
      .getByText(/"statuses"/)
      .waitFor();
    const attempts = post.getByRole("list", { name: "Attempts" }).getByRole("listitem");
    assert.equal(await attempts.count(), 1);
    await post.getByRole("button", { name: "Redeliver" }).click();
    await post.getByText("Answered 200").waitFor();
    await attempts.nth(1).waitFor();
  });

  await switchesAFault(t, phone);

  await t.test("axe finds nothing serious on the phone page", async () => {
    await phone.getByRole("button", { name: "Attach", exact: true }).click();
    assert.deepEqual(await seriousFaultsOf(phone), []);
    await phone.getByRole("button", { name: "Attach", exact: true }).click();
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.getByRole("button", { name: "Clock" }).click();
    await phone.getByRole("dialog", { name: "Clock" }).waitFor();
    assert.deepEqual(await seriousFaultsOf(phone), []);
    await phone.keyboard.press("Escape");
    await phone.setViewportSize({ width: 1440, height: 900 });
  });
}

async function readsTheMonth(t: TestContext, { inbox, platform }: Scene): Promise<void> {
  await t.test("the month shows what it cost, by day, category, market and template", async () => {
    // On a month's last day the clock was turned into the next, where nothing was said before.
    await platform.send({ type: "text", text: { body: "Your box is packed" } });
    await untilInLedger(inbox);
    const wamid = await sendTemplate(inbox, {
      customer: CUSTOMER,
      name: "order_update",
      values: ["1042", "ready"],
    });
    await platform.report(wamid, { category: "marketing", billable: true });
    await inbox.getByRole("link", { name: "Ledger" }).click();
    await inbox.getByRole("region", { name: "Sums" }).getByText(/^\$\d/).waitFor();
    await inbox.getByRole("link", { name: /^[1-9]\d* by other tools: show/ }).waitFor();
    await inbox.getByRole("img", { name: /Spend by day and category in/ }).waitFor();
    for (const name of ["By category", "By market", "By template", "Conversations opened"]) {
      await inbox.getByRole("region", { name }).getByRole("row").nth(1).waitFor();
    }
    await inbox
      .getByRole("region", { name: "Conversations opened" })
      .getByRole("columnheader", { name: "By a customer’s message, answered by us" })
      .waitFor();
    await inbox
      .getByRole("region", { name: "Free messages" })
      .getByText(/left of 1,000/)
      .waitFor();
  });

  await t.test(
    "the chart's figures are a table, and each number opens to its messages",
    async () => {
      await inbox.getByRole("button", { name: "Messages" }).click();
      await inbox.getByRole("button", { name: "Table" }).click();
      const table = inbox.getByRole("region", { name: "By day and category" });
      const figure = table.getByRole("link", { name: /^Entry point on .*, \d+: show/ }).last();
      const count = Number(await figure.textContent());
      await figure.focus();
      await inbox.keyboard.press("Enter");
      const lines = inbox.getByRole("region", { name: "Lines" });
      await lines.getByRole("link", { name: "Do not narrow to Entry point" }).waitFor();
      await until(inbox, async () => (await linesIn(lines)) === count);
      await inbox
        .getByRole("region", { name: "By category" })
        .getByRole("link", { name: /^Marketing, \$\d.*: show the messages/ })
        .click();
      await lines.getByRole("link", { name: "Do not narrow to Marketing" }).waitFor();
      await inbox.goBack();
      await lines.getByRole("link", { name: "Do not narrow to Entry point" }).click();
      await lines
        .getByRole("link", { name: "Do not narrow to Entry point" })
        .waitFor({ state: "detached" });
      await until(inbox, async () => (await linesIn(lines)) > count);
    },
  );
}

async function checksTheMonth(t: TestContext, { inbox }: Scene): Promise<void> {
  await t.test("where Meta's word is not ours it says so, and why", async () => {
    const differing = inbox.getByRole("region", { name: "Reported and derived" });
    await differing
      .getByText(/Meta says marketing, our rules say utility/)
      .first()
      .waitFor();
    await inbox
      .getByRole("link", { name: /where Meta differs/ })
      .first()
      .click();
    const lines = inbox.getByRole("region", { name: "Lines" });
    await lines.getByText("Meta’s word differs.").first().waitFor();
  });

  await t.test(
    "a month is exported, another is chosen, and axe finds nothing serious",
    async () => {
      assert.deepEqual(await seriousFaultsOf(inbox), []);
      const saving = inbox.waitForEvent("download");
      await inbox.getByRole("link", { name: "CSV" }).click();
      assert.match((await saving).suggestedFilename(), /^ledger-\d{4}-\d\d\.csv$/);
      await inbox.getByRole("link", { name: "Month after" }).click();
      await inbox.getByText(/No messages were delivered in/).waitFor();
      await inbox.goBack();
      await inbox.getByRole("region", { name: "Lines" }).waitFor();
    },
  );
}

async function goesDownToThePost(t: TestContext, { inbox }: Scene): Promise<void> {
  await t.test(
    "a message tells its rule, its facts, its postings and the post of each",
    async () => {
      const lines = inbox.getByRole("region", { name: "Lines" });
      await lines.getByText("Meta’s word differs.").first().waitFor();
      const line = lines.getByRole("row").filter({ hasText: "Wanda Pryce" });
      await line
        .getByRole("link", { name: /What the message rests on/ })
        .first()
        .click();
      await inbox.getByRole("heading", { name: "order_update to Wanda Pryce" }).waitFor();
      const cost = inbox.getByRole("region", { name: "What it cost" });
      await cost.getByText(/^Rule P6\. From 2025-07-01 each delivered template/).waitFor();
      await cost.getByText("Taken from Meta’s report: rule P15").click();
      await cost.getByText(/^The platform's word on category/).waitFor();
      await inbox.getByText("Meta’s word is not ours").waitFor();
      await inbox
        .getByRole("region", { name: "Postings" })
        .getByText(/the cost of marketing/)
        .first()
        .waitFor();
      await inbox.getByText(/Meta reports: delivered, marketing, charged/).click();
      const kept = inbox.getByRole("region", { name: "The kept post" });
      await kept.getByText(/"category": "marketing"/).waitFor();
      await inbox
        .getByText(/The notice stands at entry\[0\]\.changes\[0\]\.value\.statuses\[0\]/)
        .waitFor();
      assert.deepEqual(await seriousFaultsOf(inbox), []);
      await inbox.getByRole("link", { name: "Back to the ledger" }).click();
      await lines.getByText("Meta’s word differs.").first().waitFor();
    },
  );
}

function interactive(content: object): Record<string, unknown> {
  return { type: "interactive", interactive: content };
}

async function linesIn(lines: Locator): Promise<number> {
  return await lines.getByRole("link", { name: /What the message rests on/ }).count();
}

/** The clock's face at this moment. */
function timeAt(ms: number): string {
  return `time[datetime="${new Date(ms).toISOString()}"]`;
}
