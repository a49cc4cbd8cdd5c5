import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { writesDownWhoTheyAre } from "./customer-details.ts";
import { type CuttableLine, cuttableLine } from "./cuttable-line.ts";
import { startDemo } from "./demo-process.ts";
import { complaintsOf, MANY_STEPS, openBrowser } from "./real-browser.ts";

const CUSTOMER = "447700900177";

test(
  "a thread walks from the phone to the inbox, through a closed window, to the ledger",
  MANY_STEPS,
  walksToTheLedger,
);

async function walksToTheLedger(t: TestContext): Promise<void> {
  await using demo = await startDemo();
  await using browser = await openBrowser();
  await using line = await cuttableLine(demo.phone);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const inbox = await context.newPage();
  const phone = await context.newPage();
  const complaints = [complaintsOf(inbox), complaintsOf(phone)];
  await inbox.goto(demo.inbox);
  await phone.goto(`${line.through(demo.phone)}?customer=${CUSTOMER}`);

  await t.test("a text from the phone page is in the inbox", async () => {
    await write(phone, "Is the almond tart vegan?");
    await inbox.getByRole("link", { name: /Is the almond tart vegan/ }).click();
    await shown(inbox, "From the customer", "Is the almond tart vegan?");
  });

  await t.test("the reply is on the phone, and opens a service conversation", async () => {
    await write(inbox, "It is!");
    await shown(phone, "From the business", "It is!");
    await inbox.getByText("conversation opened by a customer’s message, answered by us").waitFor();
    const details = inbox.getByRole("complementary", { name: "Details" });
    await details.getByText(/^Only the window decides what may be written/).waitFor();
    await details.getByText(/^Opened by a customer’s message, answered by us at /).waitFor();
  });

  await writesDownWhoTheyAre(t, inbox);
  await closesAndRefuses(t, inbox, phone);
  await goesOnWithTemplate(t, inbox, phone);
  await clockIsAway(t, phone, line);
  // Next to each other: wrong keys are counted from the first, for a minute.
  await isNotWhole(t, browser, demo.inbox.slice(0, -1));
  await doorIsShut(t, browser, demo.inbox.slice(0, -1));
  assert.deepEqual(complaints.flat(), []);
}

async function closesAndRefuses(t: TestContext, inbox: Page, phone: Page): Promise<void> {
  await t.test("after 24 h the composer is closed, says why, and offers templates", async () => {
    await phone.getByRole("button", { name: "Advance 24 h" }).click();
    await inbox.getByText(/The window closed/).waitFor();
    assert.equal(await inbox.getByRole("textbox", { name: "Message" }).count(), 0);
    await inbox.getByRole("button", { name: "Why not free-form?" }).click();
    await inbox
      .getByRole("dialog")
      .getByText(/last wrote or called on .* For 24 hours after that .* that ended on /)
      .waitFor();
    await inbox.keyboard.press("Escape");
  });

  await t.test("a send that goes past the composer is refused with the reason", async () => {
    const { number, thread } =
      /threads\/(?<number>[^/]+)\/(?<thread>[^/?]+)/.exec(inbox.url())?.groups ?? {};
    const refused = await inbox.evaluate(async (path) => {
      const answer = await fetch(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind: "text", text: "Still there?" }),
      });
      return { status: answer.status, body: await answer.text() };
    }, `/api/v1/threads/${number}/${thread}/messages`);
    assert.equal(refused.status, 422);
    assert.match(refused.body, /"code":131047/);
    assert.match(refused.body, /the service window is closed/);
  });
}

async function goesOnWithTemplate(t: TestContext, inbox: Page, phone: Page): Promise<void> {
  await t.test("a template goes through and opens a conversation", async () => {
    await inbox.getByRole("button", { name: /order_update/ }).click();
    await inbox.getByLabel("Text 1").fill("1042");
    await inbox.getByLabel("Text 2").fill("out for delivery");
    await inbox.getByRole("button", { name: "Send template" }).click();
    await shown(phone, "From the business", "Your order 1042 has a new status: out for delivery.");
    await inbox.getByText(/opened by order_update/).waitFor();
  });

  await t.test("the ledger shows the charge by the date's rules", async () => {
    await inbox.getByRole("link", { name: "Ledger" }).click();
    const lines = inbox.getByRole("region", { name: "Lines" });
    await lines.getByRole("button", { name: "Why $0.0220?" }).first().click();
    await inbox
      .getByRole("dialog")
      .getByText(/0\.0220 USD as utility to United Kingdom/)
      .waitFor();
  });
}

async function clockIsAway(t: TestContext, phone: Page, line: CuttableLine): Promise<void> {
  await t.test("while the emulator is away its clock is not offered, and it says why", async () => {
    const freeze = phone.getByRole("button", { name: "Freeze" });
    await phone.getByRole("button", { name: "Freeze", disabled: false }).waitFor();
    line.cut();
    await phone.getByText(/can be turned again when the emulator answers/).waitFor();
    assert.equal(await freeze.isDisabled(), true);
    assert.equal(await phone.getByRole("button", { name: "Advance 24 h" }).isDisabled(), true);
    line.mend();
    const next = phone.getByRole("list", { name: "Next events" });
    await next.getByText("Hub: templates are fetched from Meta").first().waitFor();
    assert.equal(await next.getByText("Something in the hub").count(), 0);
    assert.equal(await freeze.isEnabled(), true);
  });
}

async function isNotWhole(t: TestContext, browser: Browser, wrong: string): Promise<void> {
  await t.test("a link that is not whole says so, and where the right one is", async () => {
    const stranger = await (await browser.newContext()).newPage();
    const answer = await stranger.goto(wrong);
    assert.equal(answer?.status(), 401);
    await stranger.getByRole("heading", { name: "This link lets nobody in" }).waitFor();
    await stranger.getByText("the link that Casement printed when it was started last").waitFor();
    assert.equal(new URL(stranger.url()).search, "");
  });
}

async function doorIsShut(t: TestContext, browser: Browser, wrong: string): Promise<void> {
  await t.test(
    "after too many wrong keys the link says to wait, and can be tried again",
    async () => {
      const stranger = await (await browser.newContext()).newPage();
      for (let tries = 0; tries < 20; tries++) await stranger.request.get(wrong);
      const answer = await stranger.goto(wrong);
      assert.equal(answer?.status(), 429);
      await stranger.getByRole("heading", { name: "Wait a minute" }).waitFor();
      assert.equal(new URL(stranger.url()).search, "");
      const [again] = await Promise.all([
        stranger.waitForResponse(wrong),
        stranger.getByRole("button", { name: "Try again" }).click(),
      ]);
      assert.equal(again.status(), 429);
      await stranger.getByRole("heading", { name: "Wait a minute" }).waitFor();
    },
  );
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

async function shown(page: Page, from: string, text: string): Promise<void> {
  await page.getByRole("article", { name: from }).filter({ hasText: text }).waitFor();
}
