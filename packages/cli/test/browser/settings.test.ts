import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";
import { type HubAtWork, startHubAtWork } from "./hub-at-work.ts";
import { makesKey } from "./key-settings.ts";
import { looksAfterNumber } from "./number-settings.ts";
import { complaintsOf, MANY_STEPS, openBrowser } from "./real-browser.ts";
import { hasFocus, tabTo } from "./tabbing.ts";

const OWNER = { name: "Ada Obi", email: "ada@aurora.test", password: "correct horse battery" };
const AGENT = { name: "Ben Roy", email: "ben@aurora.test", password: "staple staple staple" };

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
/** As narrow as a page must still be read without scrolling sideways (WCAG 1.4.10). */
const NARROWEST = { width: 320, height: 640 };

interface Scene {
  readonly page: Page;
  readonly browser: Browser;
  readonly work: HubAtWork;
}

test(
  "somebody comes in by the printed link, and runs a hub from its settings",
  MANY_STEPS,
  runsAHub,
);

async function runsAHub(t: TestContext): Promise<void> {
  await using work = await startHubAtWork();
  await using browser = await openBrowser();
  const page = await pageOf(browser);
  const complaints = complaintsOf(page);
  const scene = { page, browser, work };

  await comesIn(t, scene);
  await signsInByKeyboardAlone(t, scene);
  await looksAtTemplates(t, scene);
  await looksAfterNumber(t, scene);
  await connectsNumber(t, scene);
  await makesKey(t, scene);
  await addsEndpoint(t, scene);
  await letsColleagueIn(t, scene);
  await isForEverybody(t, scene);
  assert.deepEqual(complaints, []);
}

async function pageOf(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: DESK });
  return context.newPage();
}

async function comesIn(t: TestContext, { page, work }: Scene): Promise<void> {
  await t.test("the printed link asks who one is, and lets one in", async () => {
    const link = (await work.hub.ownerLink()) ?? "";
    await page.goto(link);
    await page.getByRole("heading", { name: "Welcome to Casement" }).waitFor();
    assert.equal(page.url(), `${work.hub.url}/welcome`);
    assert.deepEqual(await seriousFaultsOf(page), [], "the welcome");
    await introduce(page, OWNER);
    await page.getByRole("navigation", { name: "Pages" }).waitFor();

    await page.goto(link);
    await page.getByRole("heading", { name: "This link lets nobody in" }).waitFor();
    assert.equal(await work.hub.ownerLink(), undefined);
    assert.equal((await fetch(`${work.hub.url}/enter?key=csm_x`)).status, 404);
  });
}

async function introduce(page: Page, one: typeof OWNER): Promise<void> {
  await page.getByLabel("Your name").fill(one.name);
  await page.getByLabel("E-mail").fill(one.email);
  await page.getByLabel("Password").fill(one.password);
  await page.getByRole("button", { name: "Go in" }).click();
}

async function signsInByKeyboardAlone(t: TestContext, { page, work }: Scene): Promise<void> {
  await t.test("who signs out is out, also of a page that was open", async () => {
    await page.goto(`${work.hub.url}/settings/you`);
    await page.getByText("ada@aurora.test").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await page.goto(`${work.hub.url}/templates`);
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
  });

  await t.test(
    "the keyboard alone signs in, past a wrong password, to where one wanted",
    async () => {
      await tabTo(page, page.getByLabel("E-mail"));
      await page.keyboard.type(OWNER.email);
      await page.keyboard.press("Tab");
      await page.keyboard.type("not it at all");
      await page.keyboard.press("Enter");
      await page
        .getByRole("alert")
        .getByText("The address or the password is not right.")
        .waitFor();
      assert.deepEqual(await seriousFaultsOf(page), [], "the sign-in, after a wrong password");
      await tabTo(page, page.getByLabel("Password"));
      await page.keyboard.press("ControlOrMeta+A");
      await page.keyboard.type(OWNER.password);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Templates", exact: true }).waitFor();
    },
  );
}

async function looksAtTemplates(t: TestContext, { page, work }: Scene): Promise<void> {
  const list = page.getByRole("list", { name: "Templates" });
  await t.test("the list is narrowed by words, by category and by status", async () => {
    await list.getByRole("link").first().waitFor();
    const all = await list.getByRole("link").count();
    assert.ok(all >= 5);
    await page.getByLabel("Search templates").fill("order status");
    await list.getByRole("link").nth(1).waitFor({ state: "detached" });
    await list.getByRole("link", { name: /order_update/ }).waitFor();
    await page.getByLabel("Search templates").fill("");
    await list
      .getByRole("link")
      .nth(all - 1)
      .waitFor();
    await page.getByRole("combobox", { name: "Category" }).selectOption({ label: "Marketing (1)" });
    await list.getByRole("link").nth(1).waitFor({ state: "detached" });
    await list.getByRole("link").waitFor();
    await page.getByLabel("Search templates").fill("nothing like it");
    await page.getByRole("button", { name: `Show all ${all}` }).click();
    await list
      .getByRole("link")
      .nth(all - 1)
      .waitFor();
  });

  await t.test("arrows go through the list, and Enter shows one as it is on a phone", async () => {
    await tabTo(page, list.getByRole("link").first());
    const wanted = list.getByRole("link", { name: /payment_reminder/ });
    while (!(await hasFocus(page, wanted))) {
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    const phone = page.getByRole("figure", { name: "payment_reminder on a phone" });
    await phone.getByText("Your bill of €42.00 is due on 1 March.").waitFor();
    await phone.getByRole("list", { name: "Buttons" }).getByText("Pay the bill").waitFor();
    await page.getByText("Its words read as utility, and utility it is.").waitFor();
  });

  await t.test(
    "what Meta decides of one is shown with its reason, and the list can be had anew",
    async () => {
      const id = await idOf(work, "payment_reminder");
      await work.control("POST", `emulator/templates/${id}/review`, {
        status: "REJECTED",
        reason: "INVALID_FORMAT",
      });
      await page.getByRole("button", { name: "Sync now" }).click();
      await page.getByText("Meta’s reason: Invalid format").waitFor();
      await page.getByRole("status").getByText("Listed at Meta just now").waitFor();
      await page.getByRole("combobox", { name: "Status" }).selectOption({ label: "Rejected (1)" });
      await list.getByRole("link").nth(1).waitFor({ state: "detached" });
      await list.getByRole("link").waitFor();
    },
  );
}

/** The id of a template, as Meta lists it. */
async function idOf({ emulator }: HubAtWork, name: string): Promise<string> {
  const { wabaId, token } = emulator.credentials;
  const address = `http://emulator/v25.0/${wabaId}/message_templates?name=${name}&fields=id`;
  const headers = { authorization: `Bearer ${token}` };
  const listed = await (await emulator.fetch(new Request(address, { headers }))).text();
  return /"id":"(\d+)"/.exec(listed)?.[1] ?? "";
}

async function connectsNumber(t: TestContext, { page, work }: Scene): Promise<void> {
  const { credentials } = work.emulator;
  const checks = page.getByRole("list", { name: "Checks" });
  await t.test(
    "what is wrong with a connection is told check by check, with what to do",
    async () => {
      await page.getByRole("link", { name: "All numbers" }).click();
      await page.getByRole("link", { name: "Connect a number" }).click();
      const verify = page.getByLabel("Verify token", { exact: true });
      const offered = await verify.inputValue();
      await page.reload();
      assert.equal(await verify.inputValue(), offered);
      await page.getByLabel("Access token").fill(credentials.token);
      await page.getByLabel("WhatsApp Business account id").fill(credentials.wabaId);
      await page.getByLabel("App id").fill(credentials.appId);
      await page.getByLabel("App secret").fill("not the secret");
      await page.getByText("Another address than Meta’s").click();
      await page.getByLabel("API address").fill(work.emulatorUrl);
      await page.getByRole("button", { name: "Check and connect" }).click();
      await page.getByText("Not connected. Nothing was written down.").waitFor();
      const secret = checks.getByRole("listitem").filter({ hasText: "App secret" });
      await secret.getByRole("img", { name: "Wrong" }).waitFor();
      await secret.getByText(/Copy it again from the app's settings/).waitFor();
    },
  );

  await t.test("and once it is right, the number is connected", async () => {
    await page.getByLabel("App secret").fill(credentials.appSecret);
    await page.getByLabel("Free messages used this month (if any)").fill("420");
    await page.keyboard.press("Enter");
    await page.getByText("Each number has its own free units: name the number.").waitFor();
    await page.getByLabel("Phone number id").fill(credentials.phoneNumberId);
    await page.keyboard.press("Enter");
    await page.getByText("Connected.").waitFor();
    await checks.getByRole("img", { name: "Right" }).nth(5).waitFor();
    await page.getByRole("link", { name: "See the number" }).click();
    await page.getByRole("list", { name: "Numbers" }).waitFor();
  });
}

async function addsEndpoint(t: TestContext, { page, work }: Scene): Promise<void> {
  await t.test("a program is told of what happens, and its secret is shown once", async () => {
    await page.goto(`${work.hub.url}/settings/endpoints`);
    await page.getByText("No program is told of anything").waitFor();
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByLabel("Name").fill("CRM");
    await page.getByLabel("Address").fill("http://crm.internal/");
    await page.getByLabel("Events of this hub").check();
    await page.getByLabel("charge.booked").uncheck();
    for (const size of [PHONE, DESK]) {
      await page.setViewportSize(size);
      await page.getByLabel("Name").scrollIntoViewIfNeeded();
      assert.ok(await isWholeInView(page, "Add it"), `at ${size.width} × ${size.height}`);
    }
    await page.getByRole("button", { name: "Add it" }).click();
    await page.getByText("The hub posts to https").waitFor();
    await page.getByLabel("Address").fill("https://localhost:1/");
    await page.getByRole("button", { name: "Add it" }).click();
    const secret = await page.getByLabel("Secret", { exact: true }).inputValue();
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    await page.getByRole("button", { name: "I have it" }).click();
    assert.equal(await page.getByText(secret).count(), 0);
    assert.deepEqual(await seriousFaultsOf(page), [], "the endpoints");
  });

  await t.test(
    "what became of each event is shown, and an endpoint is paused and removed",
    async () => {
      await work.control("POST", "emulator/customers/447700900055/messages", {
        type: "text",
        text: { body: "hello" },
      });
      const row = page.getByRole("list", { name: "Endpoints" }).getByRole("listitem").first();
      await row.getByRole("button", { name: "Log of CRM" }).click();
      await row.getByText("it leads into a private network").waitFor();
      await page.getByRole("button", { name: "Pause CRM" }).click();
      await row.getByText("Somebody paused it.").waitFor();
      await page.getByRole("button", { name: "Remove CRM" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Remove it" }).click();
      await page.getByText("No program is told of anything").waitFor();
    },
  );
}

/** Whether all of a button of the dialog is seen, with what the dialog is called above it. */
async function isWholeInView(page: Page, button: string): Promise<boolean> {
  const dialog = page.getByRole("dialog");
  const box = await dialog.boundingBox();
  const foot = await dialog.getByRole("button", { name: button }).boundingBox();
  const head = await dialog.getByRole("heading").boundingBox();
  if (box === null || foot === null || head === null) return false;
  return head.y >= box.y && foot.y + foot.height <= box.y + box.height;
}

async function letsColleagueIn(t: TestContext, { page, browser, work }: Scene): Promise<void> {
  const colleague = await pageOf(browser);
  await t.test("a colleague comes in by a link, answers customers, and sees no keys", async () => {
    await page.getByRole("link", { name: "People" }).click();
    await page.getByRole("button", { name: "Invite a colleague" }).click();
    await page.getByRole("button", { name: "Make a link" }).click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    await page.getByRole("list", { name: "Links" }).getByText("For one agent").waitFor();
    await colleague.goto(link);
    await colleague.getByRole("heading", { name: "Ada Obi lets you in" }).waitFor();
    await introduce(colleague, AGENT);
    await colleague.getByRole("link", { name: "Settings" }).click();
    await colleague.getByRole("link", { name: "You" }).waitFor();
    assert.equal(await colleague.getByRole("link", { name: "API keys" }).count(), 0);
    await colleague.goto(`${work.hub.url}/settings/keys`);
    await colleague.getByText(/lacks the scope keys:read/).waitFor();
  });

  await t.test("the owner changes what they are, and sends them away", async () => {
    await page.reload();
    const people = page.getByRole("list", { name: "People" });
    const saved = page.waitForResponse((answer) => answer.request().method() !== "GET");
    await people.getByLabel("Role of Ben Roy").selectOption("owner");
    await saved;
    await colleague.reload();
    await colleague.getByText("1 revoked").waitFor();
    await people.getByRole("button", { name: "Remove Ben Roy" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await people.getByText("Ben Roy").waitFor({ state: "detached" });
    await colleague.reload();
    await colleague.getByRole("heading", { name: "Sign in" }).waitFor();
  });
  await colleague.context().close();
}

/** By how much the page is wider than the screen. */
const OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";

async function isForEverybody(t: TestContext, { page, work }: Scene): Promise<void> {
  await t.test("axe finds nothing serious on any of these pages, in either scheme", async () => {
    const { phoneNumberId } = work.emulator.credentials;
    const places = ["/templates", "/settings/keys", "/settings/people", "/settings/you"];
    places.push(`/settings/numbers/${phoneNumberId}`, "/settings/numbers/connect");
    for (const path of places) {
      await page.goto(`${work.hub.url}${path}`);
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      assert.deepEqual(await seriousFaultsOf(page), [], path);
    }
    await page.goto(`${work.hub.url}/settings/keys`);
    await page.getByRole("button", { name: "Make a key" }).first().click();
    assert.deepEqual(await seriousFaultsOf(page), [], "the dialog");
  });

  await t.test(
    "on the narrowest phone nothing is wider than the screen, and a template opens over the list",
    async () => {
      await page.setViewportSize(NARROWEST);
      for (const path of ["/", "/ledger", "/settings/numbers/connect", "/templates"]) {
        await page.goto(`${work.hub.url}${path}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        const over = await page.evaluate<number>(OVER);
        assert.equal(over, 0, path);
      }
      await page.getByRole("link", { name: /order_update/ }).click();
      await page.getByRole("figure", { name: "order_update on a phone" }).waitFor();
      await page.getByRole("button", { name: "Back to the list" }).click();
      await page.getByRole("link", { name: /order_update/ }).waitFor();
    },
  );
}
