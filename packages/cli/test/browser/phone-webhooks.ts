import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Locator, Page } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";

/**
 * Opens the newest post of the log that says this, and gives it. It is the only one that is open,
 * and found by that: others come before it meanwhile.
 */
export async function openNewestPost(phone: Page, saying: string): Promise<Locator> {
  const log = phone.getByRole("region", { name: "Webhooks" });
  const open = log.locator("li > details[open]");
  for (const one of await open.all()) await one.locator("summary").first().click();
  await postsOf(phone, saying).first().getByText(saying).click();
  return log.getByRole("listitem").filter({ has: phone.locator("details[open]") });
}

/** The posts in the log that say something, newest first; one comes later than its message. */
export function postsOf(phone: Page, saying: string): Locator {
  return phone
    .getByRole("region", { name: "Webhooks" })
    .getByRole("listitem")
    .filter({ has: phone.getByText(saying) });
}

/** A switch on the phone page makes webhooks come twice, for one message. */
export async function switchesAFault(t: TestContext, phone: Page): Promise<void> {
  await t.test("a fault is switched on, strikes, and is let go", async () => {
    const faults = phone.getByRole("region", { name: "Faults" });
    await faults.getByText("none").click();
    await faults.getByRole("switch", { name: "Webhooks come twice" }).click();
    await faults.getByText("Has not struck yet").waitFor();
    const texts = postsOf(phone, "text from the customer");
    const before = await texts.count();
    await phone.getByRole("textbox", { name: "Message" }).fill("Said once");
    await phone.keyboard.press("Enter");
    await faults.getByText("Struck once").waitFor();
    await texts.nth(before).waitFor();
    const post = await openNewestPost(phone, "text from the customer");
    await post.getByRole("list", { name: "Attempts" }).getByText("200").nth(1).waitFor();
    assert.deepEqual(await seriousFaultsOf(phone), []);
    await faults.getByRole("button", { name: "Let nothing go wrong" }).click();
    await faults.getByText("none").waitFor();
    await faults.getByText("Faults").click();
  });
}
