import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Browser, Page } from "playwright-core";
import type { HubAtWork } from "./hub-at-work.ts";
import { complaintsOf } from "./real-browser.ts";
import { tabTo } from "./tabbing.ts";

interface Scene {
  readonly page: Page;
  readonly browser: Browser;
  readonly work: HubAtWork;
}

/** What somebody does with the keys of programs, step by step. */
export async function makesKey(t: TestContext, { page, browser, work }: Scene): Promise<void> {
  const keys = page.getByRole("list", { name: "Keys", exact: true });
  const asks = async (key: string, path: string): Promise<number> => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${work.hub.url}/api/v1${path}`, { headers })).status;
  };
  let key = "";
  await t.test(
    "the keyboard alone makes a key, which is shown once and does what it may",
    async () => {
      await tabTo(page, page.getByRole("link", { name: "API keys" }));
      await page.keyboard.press("Enter");
      await page.getByText("No key is in force").waitFor();
      await tabTo(page, page.getByRole("button", { name: "Make a key" }).first());
      await page.keyboard.press("Enter");
      await tabTo(page, page.getByLabel("Name"));
      await page.keyboard.type("A monthly report");
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      key = await page.getByLabel("Key", { exact: true }).inputValue();
      assert.equal(await asks(key, "/ledger"), 200);
      assert.equal(await asks(key, "/threads"), 403);
      assert.equal(await page.getByLabel("Command", { exact: true }).count(), 0);
      await page.getByRole("button", { name: "I have it" }).click();
      assert.equal(await page.getByText(key).count(), 0);
      assert.equal(await page.getByLabel("Key", { exact: true }).count(), 0);
    },
  );

  await sendsAtOnce(t, { page, work });
  await triesKey(t, { browser, work }, key);

  await t.test("a key says when it was last used, and once revoked lets nobody in", async () => {
    await page.reload();
    const row = keys.getByRole("listitem").filter({ hasText: "A monthly report" });
    await row.getByText("A report", { exact: true }).waitFor();
    assert.equal(await row.getByText("just now").count(), 2);
    await row.getByRole("button", { name: "Revoke A monthly report" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke it" }).click();
    await page.getByText("1 revoked").waitFor();
    assert.equal(await asks(key, "/ledger"), 401);
  });
}

async function sendsAtOnce(t: TestContext, { page, work }: Omit<Scene, "browser">): Promise<void> {
  await t.test("a key for sending comes with a command that sends as it stands", async () => {
    const from = "447700900042";
    const message = { type: "text", text: { body: "hello" } };
    await work.control("POST", `emulator/customers/${from}/messages`, message);
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByLabel("Name").fill("Web shop");
    await page.keyboard.press("Enter");
    await page.getByLabel("Customer’s phone number").fill(`+${from}`);
    const command = await page.getByLabel("Command", { exact: true }).inputValue();

    assert.equal(await statusOf(command), 200, command);
    const reference = page.getByRole("navigation", { name: "Settings" });
    const link = reference.getByRole("link", { name: "API reference" });
    assert.equal(await link.getAttribute("href"), "/api/docs");
    await page.getByRole("button", { name: "I have it" }).click();
  });
}

/** Of the screens by night (`tokens.css`). */
const GROUND = "rgb(19, 19, 17)";

async function triesKey(
  t: TestContext,
  { browser, work }: Pick<Scene, "browser" | "work">,
  key: string,
): Promise<void> {
  await t.test("the page of the API says how a key goes in, and takes it", async () => {
    const context = await browser.newContext({ colorScheme: "dark" });
    const docs = await context.newPage();
    const complaints = complaintsOf(docs);
    await docs.goto(`${work.hub.url}/api/docs`);
    await docs.getByText("Authorization: Bearer csm_…").first().waitFor();
    const ground = "getComputedStyle(document.querySelector('.swagger-ui')).backgroundColor";
    assert.equal(await docs.evaluate<string>(ground), GROUND);
    await docs.getByRole("button", { name: "Authorize" }).click();
    await docs.getByLabel("auth-bearer-value").fill(key);
    await docs.getByRole("button", { name: "Apply credentials" }).click();
    await docs.getByRole("button", { name: "Close", exact: true }).click();
    const ledger = docs.locator("#operations-ledger-getLedger");
    await ledger.getByRole("button").first().click();
    await ledger.getByRole("button", { name: "Try it out" }).click();
    await ledger.getByRole("button", { name: "Execute" }).click();
    const answer = ledger.locator(".live-responses-table .response-col_status");
    await answer.getByText("200").waitFor();
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

/** Runs a command for curl without one, as not every machine that tests has it. */
async function statusOf(command: string): Promise<number> {
  const [, url = ""] = /^curl (\S+) /.exec(command) ?? [];
  const headers = [...command.matchAll(/ -H '([^:]+): ([^']+)'/g)];
  const [, body = ""] = / -d '([^']+)'$/.exec(command) ?? [];
  const answer = await fetch(url, {
    method: "POST",
    headers: headers.map(([, name = "", value = ""]): [string, string] => [name, value]),
    body,
  });
  return answer.status;
}
