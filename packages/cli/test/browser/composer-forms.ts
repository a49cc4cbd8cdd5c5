import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Locator, Page } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";

/** What is no text and no file, and is filled in before it is sent to the thread that is open. */
export async function fillsInForms(t: TestContext, page: Page): Promise<void> {
  const ours = page.getByRole("article", { name: "From us" });
  await t.test("a question shows how it will look, and then looks so", async () => {
    await page.getByRole("button", { name: "Buttons" }).click();
    await page.getByLabel("Question").fill("How many figs?");
    await page.getByRole("textbox", { name: "Choice 1" }).fill("Six");
    await page.getByRole("textbox", { name: "Choice 2" }).fill("Six");
    await page.getByText("Two choices read the same").waitFor();
    await page.getByRole("textbox", { name: "Choice 2" }).fill("Twelve");
    await page.getByRole("figure", { name: "Preview" }).getByText("Twelve").waitFor();
    assert.deepEqual(await seriousFaultsOf(page), [], "a question");
    await page.getByRole("button", { name: "Send question" }).click();
    await ours.filter({ hasText: "How many figs?" }).getByText("Twelve").waitFor();
  });

  await t.test(
    "a place is sent from what was copied off a map, by the keyboard alone",
    async () => {
      await page.getByRole("button", { name: "Send a location" }).press("Enter");
      await page.getByLabel("Latitude").and(page.locator(":focus")).fill("51.5055, 200");
      await page.getByText("longitude from -180 to 180").waitFor();
      await page
        .getByLabel("Latitude")
        .fill("https://www.openstreetmap.org/#map=15/51.5055/-0.0911");
      assert.equal(await page.getByLabel("Longitude").inputValue(), "-0.0911");
      await page.getByLabel("Name (if wanted)").fill("The old market");
      assert.deepEqual(await seriousFaultsOf(page), [], "a location");
      await page.keyboard.press("Enter");
      await ours.filter({ hasText: "The old market" }).getByText("51.50550, -0.09110").waitFor();
      await page.getByRole("textbox", { name: "Message" }).waitFor();
    },
  );

  await t.test("a contact card is sent once there is a way to reach them", async () => {
    await page.getByRole("button", { name: "Send somebody’s contact card" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Grace Ampofo");
    await page.getByText("A phone number or an e-mail is needed").waitFor();
    await page.getByLabel("Phone").fill("+44 7700 900199");
    await page.getByRole("button", { name: "Send contact card" }).click();
    await ours.filter({ hasText: "Grace Ampofo" }).getByText("+44 7700 900199").waitFor();
  });

  await t.test("however narrow the page is, nothing in the thread lies outside of it", async () => {
    const before = page.viewportSize();
    for (const width of [1440, 1280, 1024, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const send = await endOf(page.getByRole("button", { name: "Send", exact: true }));
      assert.ok(send <= (await endOf(page.getByRole("textbox", { name: "Message" }))), `${width}`);
      const card = ours.filter({ hasText: "Grace Ampofo" });
      assert.ok((await endOf(card.locator("div").first())) < (await endOf(card)), `${width}`);
    }
    if (before !== null) await page.setViewportSize(before);
  });
}

/** How far to the right something reaches. */
async function endOf(drawn: Locator): Promise<number> {
  const box = await drawn.boundingBox();
  assert.ok(box !== null);
  return box.x + box.width;
}
