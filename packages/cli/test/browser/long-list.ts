import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Page, Route } from "playwright-core";
import type { CuttableLine } from "./cuttable-line.ts";
import { until } from "./until.ts";

type Control = (method: string, path: string, body: unknown) => Promise<unknown>;

/** More than are loaded at once, and than a screen draws. */
const GUESTS = 70;

const isList = (url: URL): boolean => url.pathname === "/api/v1/threads";

interface Scene {
  readonly page: Page;
  readonly line: CuttableLine;
}

/** Fills the list with threads, so it comes last of what is done in it. */
export async function goesThroughALongList(
  t: TestContext,
  scene: Scene,
  control: Control,
): Promise<void> {
  await goesOnAtItsEnd(t, scene, control);
  await asksAgainForWhatFailed(t, scene.page);
  await goesOnWithoutItsLast(t, scene.page);
}

const rowOf = (page: Page, index: number) => page.locator(`li[data-index="${index}"]`);

async function goesOnAtItsEnd(
  t: TestContext,
  { page, line }: Scene,
  control: Control,
): Promise<void> {
  await t.test("the list goes on at its end, also if it was being loaded again", async () => {
    for (let guest = 0; guest < GUESTS; guest += 1) {
      const text = { type: "text", text: { body: "A table for two, please" } };
      await control("POST", `customers/${447_700_900_200 + guest}/messages`, text);
    }
    // Whoever the hub hears of later comes into the list beyond what was loaded of it.
    await until(page, async () => (await knownGuests(page)) === GUESTS);
    await page.getByRole("searchbox").fill("");
    await page.getByRole("button", { name: "All", exact: false }).first().click();
    await page.reload();
    await rowOf(page, 0).waitFor();
    const { promise: mayGo, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: isAsked, resolve: asked } = Promise.withResolvers<void>();
    const hold = async (route: Route): Promise<void> => {
      asked();
      await mayGo;
      await route.continue();
    };
    await page.route(isList, hold);
    line.cut();
    await page.getByText("The hub does not answer").waitFor();
    line.mend();
    await isAsked;
    await rowOf(page, 0).locator("a").focus();
    await page.keyboard.press("End");
    await rowOf(page, 49).waitFor();
    assert.equal(await rowOf(page, 50).count(), 0);
    letGo();
    await rowOf(page, 52).waitFor({ state: "attached" });
    await page.unroute(isList, hold);
  });
}

async function asksAgainForWhatFailed(t: TestContext, page: Page): Promise<void> {
  await t.test("a page of the list that fails says so, and is asked for again", async () => {
    const refused = { status: 403, json: { error: { code: "forbidden", message: "Not now." } } };
    const refuse = async (route: Route): Promise<void> => {
      if (new URL(route.request().url()).searchParams.has("cursor")) await route.fulfill(refused);
      else await route.fallback();
    };
    await page.route(isList, refuse);
    // Once the line stands, the list is loaded again by itself.
    const live = page.waitForResponse((response) => response.url().endsWith("/api/v1/events"));
    await page.reload();
    await live;
    await rowOf(page, 0).locator("a").focus();
    await page.keyboard.press("End");
    const alert = page.getByRole("region", { name: "Inbox" }).getByRole("alert");
    await alert.getByText("Not now.").waitFor();
    await page.unroute(isList, refuse);
    await alert.getByRole("button", { name: "Try again" }).click();
    await rowOf(page, 52).waitFor({ state: "attached" });
    assert.equal(await alert.count(), 0);
  });
}

async function goesOnWithoutItsLast(t: TestContext, page: Page): Promise<void> {
  await t.test("a queue goes on, also if the last thread that was loaded leaves it", async () => {
    const waiting = page.getByRole("button", { name: /^Waiting/ });
    await waiting.click();
    await page.waitForURL((url) => url.search === "?queue=waiting");
    await page.reload();
    await rowOf(page, 5).waitFor();
    // The queues are counted by another request, which may take longer than the list.
    const counted = waiting.getByText(/^\d+$/);
    const count = Number(await counted.innerText());
    await page.evaluate(async () => {
      const textAt = async (path: string): Promise<string> => (await fetch(path)).text();
      const { data } = JSON.parse(await textAt("/api/v1/threads?queue=waiting&limit=50"));
      const { number_id, thread_id } = data.at(-1);
      await fetch(`/api/v1/threads/${number_id}/${thread_id}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ kind: "text", text: "Here you are" }),
      });
    });
    await waiting.getByText(String(count - 1), { exact: true }).waitFor();
    await rowOf(page, 5).waitFor();
  });
}

/** How many of those who ask for a table the hub has heard of. */
function knownGuests(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch("/api/v1/threads?q=table&limit=100");
    return JSON.parse(await answer.text()).data.length;
  });
}
