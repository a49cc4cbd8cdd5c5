import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page, Route } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";

const sends = (url: URL): boolean => url.pathname.endsWith("/messages");

type Control = (method: string, path: string, body: unknown) => Promise<unknown>;

/** What the open thread shows of a message between pressing Send and the answer. */
export async function seesWhatIsOnItsWay(
  t: TestContext,
  page: Page,
  control: Control,
): Promise<void> {
  const ours = page.getByRole("article", { name: "From us" });
  const box = page.getByRole("textbox", { name: "Message" });
  await t.test(
    "what is being sent is there at once, and becomes the message in place",
    async () => {
      const { promise: mayGo, resolve: letGo } = Promise.withResolvers<void>();
      const hold = async (route: Route): Promise<void> => {
        if (route.request().method() === "POST") await mayGo;
        await route.continue();
      };
      await page.route(sends, hold);
      await box.fill("Freshly picked");
      await page.keyboard.press("Enter");
      const sent = ours.filter({ hasText: "Freshly picked" });
      await sent.getByText("Sending").waitFor();
      assert.equal(await box.inputValue(), "");
      const place = await sent.elementHandle();
      letGo();
      await sent.getByText(/Sent|Delivered|Read/).waitFor();
      assert.equal(await place?.evaluate((element) => element.isConnected), true);
      assert.equal(await sent.count(), 1);
      await page.unroute(sends, hold);
    },
  );

  await t.test("what Meta refused says why, and its text goes back into the box", async () => {
    const match = { route: "POST /PN/messages" };
    const rule = { on: "request", match, do: { error: 131009 }, times: 1 };
    await control("PUT", "faults", [rule]);
    await box.fill("Not like this");
    await page.keyboard.press("Enter");
    const line = page.locator("li").filter({ hasText: "Not like this" });
    await line.getByText(/^Not sent: /).waitFor();
    assert.deepEqual(await seriousFaultsOf(page), [], "a refused message");
    await line.getByRole("button", { name: "Put the text back" }).click();
    await box.and(page.locator(":focus")).waitFor();
    assert.equal(await box.inputValue(), "Not like this");
    await box.fill("");
  });

  await t.test("what nobody answered is asked for again, and goes out once", async () => {
    await page.route(sends, (route) => route.abort(), { times: 1 });
    await box.fill("Sugared");
    await page.keyboard.press("Enter");
    const line = page.locator("li").filter({ hasText: "Sugared" });
    await line.getByText(/nobody knows yet/).waitFor();
    await line.getByRole("button", { name: "Send again" }).click();
    await ours
      .filter({ hasText: "Sugared" })
      .getByText(/Sent|Delivered|Read/)
      .waitFor();
    assert.equal(await ours.filter({ hasText: "Sugared" }).count(), 1);
  });
}
