import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";

/** What somebody writes down of the customer whose thread is open, beside it. */
export async function writesDownWhoTheyAre(t: TestContext, page: Page): Promise<void> {
  const details = page.getByRole("complementary", { name: "Details" });

  await t.test(
    "a note is kept as it was written, and what they agreed to with its source",
    async () => {
      await details.getByLabel("A note for your colleagues").fill("Likes <b>figs</b>");
      await details.getByRole("button", { name: "Keep note" }).click();
      await details.getByText("Likes <b>figs</b>").waitFor();
      await details.getByRole("button", { name: "Record what they said" }).click();
      await details.getByLabel("Where it is from").fill("Order form");
      await details.getByRole("button", { name: "Record", exact: true }).click();
      await details.getByText("They agreed to marketing.").waitFor();
      await details.getByText("Recorded once").click();
      await details.getByText(/Order form; recorded by/).waitFor();
    },
  );

  await t.test(
    "a thread of the same customer joins this one on every screen, and leaves it",
    async () => {
      const messages = page.getByRole("article");
      await messages.first().waitFor();
      const before = await messages.count();
      const other = page.getByRole("link", { name: /Grace Adeyemi/ });
      await other.waitFor();
      await details.getByRole("button", { name: "Merge with another thread" }).click();
      await page.getByLabel("Name, phone number or words").fill("Grace");
      await page.getByRole("button", { name: "Grace Adeyemi is the same customer" }).click();
      await other.waitFor({ state: "detached" });
      await details.getByText(/With Grace Adeyemi, said by/).waitFor();
      await messages.nth(before).waitFor();
      await details.getByRole("button", { name: "Undo" }).click();
      await other.waitFor();
      // The thread is dropped and loads again: for a moment it has no messages at all.
      await messages.nth(before).waitFor({ state: "detached" });
      await messages.nth(before - 1).waitFor();
      assert.equal(await messages.count(), before);
    },
  );
}
