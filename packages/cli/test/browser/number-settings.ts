import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { silentLog } from "@casement/hub";
import { openPool } from "@casement/hub/database";
import type { Page } from "playwright-core";
import type { HubAtWork } from "./hub-at-work.ts";

interface Scene {
  readonly page: Page;
  readonly work: HubAtWork;
}

/** What somebody does on the page of a number, step by step. */
export async function looksAfterNumber(t: TestContext, { page, work }: Scene): Promise<void> {
  const { credentials } = work.emulator;
  await t.test("a number says when it was last heard of, and what was not understood", async () => {
    await postUnreadable(work);
    await page.getByRole("link", { name: "Settings" }).click();
    const row = page.getByRole("list", { name: "Numbers" }).getByRole("link");
    await row.getByText("1 not understood").waitFor();
    await row.click();
    const notices = page.getByRole("list", { name: "Not understood" });
    await notices.getByRole("listitem").first().waitFor();
    await page.getByText("Nothing waits").waitFor();
  });

  await t.test("it says its id, how it stands with Meta, and what is entered there", async () => {
    const standing = page.getByRole("region", { name: "Standing with Meta" });
    await standing.getByText("1,000 messages a second").waitFor();
    await standing.getByText("Connected").waitFor();
    const programs = page.getByRole("region", { name: "For programs" });
    const numberId = programs.getByLabel("Phone number id", { exact: true });
    assert.equal(await numberId.inputValue(), credentials.phoneNumberId);
    await copies(page, "Phone number id");
    const account = page.getByRole("region", { name: "Account", exact: true });
    const accountId = account.getByText("Account id").locator("xpath=..");
    await accountId.getByText(credentials.wabaId).waitFor();
    const webhook = page.getByRole("region", { name: "Webhook", exact: true });
    const callback = webhook.getByLabel("Callback URL", { exact: true });
    assert.equal(await callback.inputValue(), `${work.hub.url}/webhooks/whatsapp`);
    const token = webhook.getByLabel("Verify token", { exact: true });
    assert.equal(await token.inputValue(), credentials.verifyToken);
    await copies(page, "Verify token");
  });

  await t.test(
    "of two secrets of its app the old one is retired, and the last one stays",
    async () => {
      const webhook = page.getByRole("region", { name: "Webhook", exact: true });
      const secrets = webhook.getByRole("list", { name: "App secrets" }).getByRole("listitem");
      await secrets.getByText("Version 1,").waitFor();
      assert.equal(await webhook.getByRole("button", { name: /^Retire/ }).count(), 0);
      await addSecret(work);
      await page.reload();
      await webhook.getByRole("button", { name: "Retire version 1" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Retire it" }).click();
      await secrets.getByText("Version 1,").waitFor({ state: "detached" });
      await secrets.getByText("Version 2,").waitFor();
      assert.equal(await webhook.getByRole("button", { name: /^Retire/ }).count(), 0);
    },
  );

  await choosesForNumber(t, { page });
}

/** A second version of the app's secret: the emulator knows no other, so it says the same. */
async function addSecret({ databaseUrl }: HubAtWork): Promise<void> {
  const db = openPool({ databaseUrl, log: silentLog });
  await db.query("insert into app_secret select app_id, 2, sealed, created_at from app_secret");
  await db.end();
}

/** That it is copied is said for two seconds, so it is the page itself that looks for it. */
async function copies(page: Page, label: string): Promise<void> {
  const isSaid = page.evaluate(`new Promise((said) => {
    const button = document.querySelector('[aria-label="Copy: ${label}"]');
    const look = () => button.textContent === "Copied" && said();
    const all = { characterData: true, childList: true, subtree: true };
    new MutationObserver(look).observe(button, all);
  })`);
  await Promise.all([isSaid, page.getByRole("button", { name: `Copy: ${label}` }).click()]);
}

async function choosesForNumber(t: TestContext, { page }: Pick<Scene, "page">): Promise<void> {
  await t.test("what becomes of messages that stay unknown can be chosen", async () => {
    const unknown = page.getByRole("region", { name: "Sent or not?" });
    await unknown.getByText("Hold", { exact: true }).waitFor();
    await unknown.getByRole("button", { name: "Change what becomes of them" }).click();
    await unknown.getByLabel("What becomes of them").selectOption("Give up");
    await unknown.getByLabel("After how many hours").fill("48");
    await page.keyboard.press("Enter");
    await unknown.getByText("Give up after 48 hours").waitFor();
    await unknown.getByRole("button", { name: "Add an exception for a template" }).click();
    await unknown.getByLabel("Template").selectOption("order_update");
    await unknown.getByLabel("What becomes of them").selectOption("Send again");
    await unknown.getByRole("button", { name: "Save" }).click();
    const exceptions = unknown.getByRole("list", { name: "Exceptions" });
    await exceptions.getByText("Send again after 24 hours").waitFor();
    await exceptions.getByText("order_update").waitFor();
  });

  await t.test("whether an opt-in is needed is told by what the number then does", async () => {
    const optIns = page.getByRole("region", { name: "Opt-ins" });
    await optIns.getByRole("button", { name: "Send only to who opted in" }).click();
    await optIns.getByText("templates go only to customers whose opt-in is recorded").waitFor();
    await optIns.getByRole("button", { name: "Send to all who did not opt out" }).click();
    await optIns.getByText("Templates go to every customer who did not opt out.").waitFor();
  });

  await t.test("the time zone of its account is shown, and can be set right", async () => {
    const account = page.getByRole("region", { name: "Account", exact: true });
    await account.getByRole("button", { name: "Change the time zone" }).click();
    await account.getByLabel("Time zone").fill("Europe/Berlin");
    await page.keyboard.press("Enter");
    await account.getByText("Europe/Berlin,").waitFor();
    await account.getByText("Chosen here.").waitFor();
  });
}

/** A post that Meta signed and nobody understands. */
async function postUnreadable({ emulator, hub, clock }: HubAtWork): Promise<void> {
  const { phoneNumberId, wabaId, appSecret } = emulator.credentials;
  const value = {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: "15550100000", phone_number_id: phoneNumberId },
    statuses: [{ id: 7, status: "sent" }],
  };
  const body = new TextEncoder().encode(
    JSON.stringify({
      object: "whatsapp_business_account",
      entry: [{ id: wabaId, changes: [{ field: "messages", value }] }],
    }),
  );
  const answer = await fetch(`${hub.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-hub-signature-256": signatureOf(body, appSecret),
    },
    body,
  });
  assert.equal(answer.status, 200);
  await clock.advanceBy(0);
}
