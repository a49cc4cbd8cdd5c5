import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";

/** Goes on from the queue of the closed, which was chosen after that of those that close soon. */
export async function findsListByItsAddress(t: TestContext, page: Page): Promise<void> {
  await t.test(
    "the address has queue and search: they survive going back and a reload",
    async () => {
      const pressed = page.getByRole("group", { name: "Queues" }).locator("[aria-pressed=true]");
      const row = page.getByRole("link", { name: /Zadie Quill/ });
      const box = page.getByRole("searchbox", { name: "Filter threads" });
      await page.goBack();
      await pressed.getByText("Closing soon").waitFor();
      await page.goForward();
      await pressed.getByText("Closed").waitFor();
      await box.pressSequentially("zadie");
      await page.waitForURL((url) => url.search === "?queue=closed&q=zadie");
      await page.reload();
      await row.waitFor();
      await pressed.getByText("Closed").waitFor();
      assert.equal(await box.inputValue(), "zadie");
      await page
        .getByRole("group", { name: "Queues" })
        .getByRole("button", { name: "All" })
        .click();
      await box.fill("zadie fig");
      await page.goBack();
      await pressed.getByText("Closed").waitFor();
      assert.equal(await box.inputValue(), "zadie");
      await box.fill("");
    },
  );
}
