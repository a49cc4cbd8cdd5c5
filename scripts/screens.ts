import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { startDemo } from "../packages/cli/test/browser/demo-process.ts";
import { openBrowser } from "../packages/cli/test/browser/real-browser.ts";

// `npm run screens`: plays a scene on a real hub and emulator, and takes the pictures of
// docs/screens.

const FOLDER = join(import.meta.dirname, "..", "docs", "screens");
const AMARA = "447700900142";

await mkdir(FOLDER, { recursive: true });
await using demo = await startDemo();
await using browser = await openBrowser();
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const inbox = await context.newPage();
const phone = await context.newPage();
await inbox.goto(demo.inbox);
await phone.goto(`${demo.phone}?customer=${AMARA}`);

await inbox.getByRole("link", { name: /Amara Osei/ }).click();
await write(inbox, "It is not, but we have an almond one that is. Shall I swap it?");
await phone.getByText("Shall I swap it?").waitFor();
await write(phone, "Yes please, that would be lovely.");
await inbox.getByText("that would be lovely").last().waitFor();
await sendTemplate(inbox);
await phone.getByText(/1042/).last().waitFor();
await inbox
  .getByText(/opened by order_update/)
  .last()
  .waitFor();
await pictures(inbox, "inbox");
await pictures(phone, "phone");

await phone.getByRole("button", { name: "Advance 24 h" }).click();
await inbox.getByText(/The window closed/).waitFor();
await pictures(inbox, "inbox-closed");
await inbox.getByRole("link", { name: "Ledger" }).click();
await inbox.getByRole("region", { name: "Lines" }).waitFor();
await pictures(inbox, "ledger");

for (const [name, path, shown] of [
  ["templates", "/templates", "Standing"],
  ["settings-connect", "/settings/numbers/connect", "What is checked"],
  ["settings-keys", "/settings/keys", "Last used"],
  ["settings-people", "/settings/people", "Nobody has an account yet"],
  ["settings-you", "/settings/you", "Colours"],
] as const) {
  await inbox.goto(new URL(path, demo.inbox).href);
  await inbox.getByText(shown).first().waitFor();
  await pictures(inbox, name);
}
await inbox.goto(new URL("/settings/numbers", demo.inbox).href);
await inbox.getByRole("list", { name: "Numbers" }).getByRole("link").first().click();
await inbox.getByText("1,000 messages a second").waitFor();
await pictures(inbox, "settings-number");
await inbox.getByRole("link", { name: "You" }).click();
await inbox.getByRole("button", { name: "Sign out" }).click();
await inbox.getByRole("heading", { name: "Sign in" }).waitFor();
await pictures(inbox, "sign-in");

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

async function sendTemplate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Template", exact: true }).click();
  await page.getByRole("button", { name: /order_update/ }).click();
  await page.getByLabel("Text 1").fill("1042");
  await page.getByLabel("Text 2").fill("out for delivery");
  await page.getByRole("button", { name: "Send template" }).click();
}

/** A page in both schemes, wide and on a phone. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const [width, size] of [
    [1440, ""],
    [390, "-390"],
  ] as const) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(FOLDER, `${name}${size}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
