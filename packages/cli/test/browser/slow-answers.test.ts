import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HOUR_MS, SECOND_MS } from "@casement/engine";
import type { Page, Route } from "playwright-core";
import { type HubAtWork, startHubAtWork } from "./hub-at-work.ts";
import { holdAnswer } from "./late-answer.ts";
import { complaintsOf, MANY_STEPS, openBrowser } from "./real-browser.ts";

// What a screen does when the hub is slow, says no, or answers after something else has happened.

const CUSTOMER = "447700900166";

interface Scene {
  readonly page: Page;
  readonly work: HubAtWork;
  /** The customer writes, and the hub has heard of it. */
  readonly writes: (text: string) => Promise<void>;
}

test(
  "a screen stays true when answers are late, fail, or come in another order",
  MANY_STEPS,
  staysTrue,
);

async function staysTrue(t: TestContext): Promise<void> {
  await using work = await startHubAtWork();
  await using browser = await openBrowser();
  const page = await (await browser.newContext()).newPage();
  await page.setViewportSize({ width: 1440, height: 900 });
  const complaints = complaintsOf(page);
  const writes = async (text: string): Promise<void> => {
    // What is written in the second in which somebody looked was seen.
    await work.clock.advanceBy(2 * SECOND_MS);
    const message = { type: "text", text: { body: text } };
    await work.control("POST", `emulator/customers/${CUSTOMER}/messages`, message);
  };
  const scene = { page, work, writes };
  await writes("Is the quince jam ready?");
  await comesIn(page, (await work.hub.ownerLink()) ?? "");
  await opensThread(t, scene);
  await countsInABusyHour(t, scene);
  await sendsOnce(t, scene);
  await keepsWhatIsTyped(t, scene);
  await keepsFiguresApart(t, scene);
  await typesIntoTheMiddle(t, scene);
  await doesNotWaitForMeta(t, scene);
  await saysWhatFailed(t, scene);
  assert.deepEqual(complaints, []);
}

async function comesIn(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel("Your name").fill("Ada Obi");
  await page.getByLabel("E-mail").fill("ada@aurora.test");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Go in" }).click();
  await page.getByRole("list", { name: "Threads" }).getByRole("link").first().click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
}

const isThread = ({ pathname }: URL): boolean => /^\/api\/v1\/threads\/\d+\/[^/]+$/.test(pathname);
const isMessages = ({ pathname }: URL): boolean =>
  pathname.startsWith("/api/v1/") && pathname.endsWith("/messages");
const isReading = ({ pathname }: URL): boolean => pathname.endsWith("/read");
const isCustomer = ({ pathname }: URL): boolean => pathname.endsWith("/customer");

const REFUSED = { status: 403, json: { error: { code: "forbidden", message: "Not for you." } } };

async function opensThread(t: TestContext, { page, work, writes }: Scene): Promise<void> {
  const row = page.getByRole("list", { name: "Threads" }).getByRole("link").first();
  const unread = row.getByText("unread");
  const box = page.getByRole("textbox", { name: "Message" });

  await t.test(
    "what is told while a thread is being loaded is not lost to its answer",
    async () => {
      await work.clock.advanceBy(25 * HOUR_MS);
      await page.getByRole("heading", { name: "Choose a template" }).waitFor();
      const { isAnswered, letGo, leave } = await holdAnswer(page, isThread, "GET");
      await page.reload();
      await isAnswered;
      await row.waitFor();
      await writes("And the pears?");
      await page.getByRole("article").getByText("And the pears?").waitFor();
      await unread.waitFor({ state: "detached" });
      letGo();
      await box.waitFor();
      await leave();
    },
  );

  await t.test("what comes while a thread is being marked as read is read as well", async () => {
    const { isAnswered, letGo, leave } = await holdAnswer(page, isReading, "POST");
    await writes("Two jars");
    await isAnswered;
    await writes("Or three");
    await page.getByRole("article").getByText("Or three").waitFor();
    await unread.waitFor();
    letGo();
    await unread.waitFor({ state: "detached" });
    await leave();
  });
}

async function countsInABusyHour(t: TestContext, { page, work }: Scene): Promise<void> {
  const isCounts = ({ pathname }: URL): boolean => pathname === "/api/v1/threads/counts";

  await t.test("the queues are counted, also where there is always news", async () => {
    const { isAnswered, letGo, leave } = await holdAnswer(page, isCounts, "GET");
    const writesAs = async (guest: string, body: string): Promise<void> => {
      const text = { type: "text", text: { body } };
      await work.control("POST", `emulator/customers/${guest}/messages`, text);
      await page.getByRole("link").filter({ hasText: body }).waitFor();
    };
    await writesAs("447700900181", "A table for 2");
    await isAnswered;
    let askedMeanwhile = 0;
    page.on("request", (request) => {
      if (isCounts(new URL(request.url()))) askedMeanwhile += 1;
    });
    // For longer than is waited between two counts.
    for (let seats = 3; seats < 23; seats += 1) {
      await writesAs("447700900181", `A table for ${seats}`);
    }
    await writesAs("447700900182", "One for us as well");
    assert.equal(askedMeanwhile, 0, "none calls off another");
    letGo();
    await page.getByRole("button", { name: /^Waiting 3/ }).waitFor();
    await leave();
  });
}

async function sendsOnce(t: TestContext, { page }: Scene): Promise<void> {
  const places = page.getByRole("article", { name: "From us" });
  const box = page.getByRole("textbox", { name: "Message" });
  const fillIn = async (name: string): Promise<void> => {
    await page.getByRole("button", { name: "Send a location" }).click();
    await page.getByLabel("Latitude").fill("51.5, -0.1");
    await page.getByLabel("Name (if wanted)").fill(name);
  };

  await t.test(
    "what a form was told will go out once does, wherever it is asked again",
    async () => {
      const lose = async (route: Route): Promise<void> => {
        if (route.request().method() === "POST") await route.abort();
        else await route.fallback();
      };
      await fillIn("The north gate");
      await page.route(isMessages, lose);
      await page.getByRole("button", { name: "Send location" }).click();
      await page.getByText("it will go out once").waitFor();
      await page.unroute(isMessages, lose);
      await page.getByRole("button", { name: "Send again" }).click();
      const sent = places.filter({ hasText: "The north gate" });
      await sent.getByText(/Accepted|Sent|Delivered|Read/).waitFor();
      await page.getByRole("button", { name: "Send location" }).click();
      await box.waitFor();
      assert.equal(await sent.count(), 1);
    },
  );

  await t.test("an answer that comes late closes no form but its own", async () => {
    const { isAnswered, letGo, leave } = await holdAnswer(page, isMessages, "POST");
    await fillIn("The south gate");
    await page.getByRole("button", { name: "Send location" }).click();
    await isAnswered;
    await page.getByRole("button", { name: "Back to writing" }).click();
    await page.getByRole("button", { name: "Buttons" }).click();
    await page.getByLabel("Question").fill("Which gate?");
    const answer = page.waitForResponse((response) => isMessages(new URL(response.url())));
    letGo();
    await (await answer).finished();
    await places
      .filter({ hasText: "The south gate" })
      .getByText(/Accepted|Sent|Delivered|Read/)
      .waitFor();
    assert.equal(await page.getByLabel("Question").inputValue(), "Which gate?");
    await leave();
  });
}

async function keepsWhatIsTyped(t: TestContext, { page, work, writes }: Scene): Promise<void> {
  const articles = page.getByRole("article", { name: "From the customer" });

  await t.test(
    "a question waits behind a window that closes, and is there when it opens",
    async () => {
      await work.clock.advanceBy(25 * HOUR_MS);
      await page.getByRole("heading", { name: "Choose a template" }).waitFor();
      await page.getByLabel("Question").waitFor({ state: "hidden" });
      await writes("The one by the river");
      await page.getByLabel("Question").waitFor();
      assert.equal(await page.getByLabel("Question").inputValue(), "Which gate?");
      await page.getByRole("button", { name: "Back to writing" }).click();
    },
  );

  await t.test(
    "who fills in a template goes on, also if the customer writes meanwhile",
    async () => {
      await work.clock.advanceBy(25 * HOUR_MS);
      await page
        .getByRole("list", { name: "Templates" })
        .getByRole("button", { name: /order_update/ })
        .click();
      await page.keyboard.type("Ada");
      await writes("Hello again");
      await articles.getByText("Hello again").waitFor();
      // The message is told first, and then that it has opened the window.
      await page.getByText("The window closed").waitFor({ state: "detached" });
      await page.keyboard.type(" Obi");
      assert.equal(await page.locator(":focus").inputValue(), "Ada Obi");
      assert.equal(await page.getByRole("textbox", { name: "Message" }).count(), 0);
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.getByRole("textbox", { name: "Message" }).waitFor();
    },
  );

  await t.test(
    "a note that is being written stays, if the customer cannot be asked for",
    async () => {
      const note = page.getByLabel("A note for your colleagues");
      await note.fill("Allergic to nuts");
      const failed = page.waitForResponse(
        (response) => isCustomer(new URL(response.url())) && response.status() === 403,
      );
      await page.route(isCustomer, (route) => route.fulfill(REFUSED), { times: 1 });
      await writes("Without nuts, please");
      await failed;
      await articles.getByText("Without nuts, please").waitFor();
      await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
      assert.equal(await note.inputValue(), "Allergic to nuts");
    },
  );
}

async function typesIntoTheMiddle(t: TestContext, { page }: Scene): Promise<void> {
  await t.test("a word is mended in its middle, though the address follows later", async () => {
    await page.getByRole("link", { name: "Templates" }).click();
    const box = page.getByLabel("Search templates");
    await box.fill("ordte");
    await page.waitForURL((url) => url.search === "?q=ordte");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("er_upda");
    assert.equal(await box.inputValue(), "order_update");
    await page.waitForURL((url) => url.search === "?q=order_update");
    await page.getByRole("link", { name: "Templates" }).click();
    await page.waitForURL((url) => url.search === "");
    assert.equal(await box.inputValue(), "");
  });
}

async function saysWhatFailed(t: TestContext, { page }: Scene): Promise<void> {
  await t.test("messages that could not be loaded are not said to be none", async () => {
    const refuse = (route: Route): Promise<void> => route.fulfill(REFUSED);
    await page.route(isMessages, refuse);
    await page.reload();
    const alert = page.getByRole("main", { name: "Thread" }).getByRole("alert");
    await alert.getByText("The messages could not be loaded").waitFor();
    assert.equal(await page.getByText("No messages yet").count(), 0);
    await page.unroute(isMessages, refuse);
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("article").getByText("Without nuts, please").waitFor();
  });

  await t.test("a link to a message says if it could not be loaded, or is not there", async () => {
    let isAway = true;
    const nothing = { json: { data: [], next_cursor: null } };
    const asIfThereWereMore = async (route: Route): Promise<void> => {
      const { searchParams } = new URL(route.request().url());
      if (searchParams.has("before")) return await route.fulfill(isAway ? REFUSED : nothing);
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), next_cursor: "more" } });
    };
    await page.route(isMessages, asIfThereWereMore);
    await page.goto(`${page.url()}#wamid.of-long-ago`);
    await page.reload();
    const alert = page.getByRole("alert").filter({ hasText: "It could not be loaded." });
    await alert.waitFor();
    isAway = false;
    await alert.getByRole("button", { name: "Try again" }).click();
    const nowhere = page.getByRole("alert").filter({ hasText: "That message is not kept here." });
    await nowhere.getByRole("button", { name: "OK" }).click();
    await nowhere.waitFor({ state: "detached" });
    await page.unroute(isMessages, asIfThereWereMore);
  });

  await t.test("on a phone, a thread that is not there leads back to the list", async () => {
    const { origin, pathname } = new URL(page.url());
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(
      `${origin}${pathname.replace(/[^/]+$/, "01a00000-0000-7000-8000-000000000000")}`,
    );
    await page.getByText("This thread could not be loaded").waitFor();
    await page.getByRole("link", { name: "Back to the threads" }).click();
    await page.getByRole("list", { name: "Threads" }).getByRole("link").first().waitFor();
  });

  await t.test(
    "a link for a newcomer that could not be looked at is not called broken",
    async () => {
      const newcomer = await page.context().newPage();
      const away = { status: 503, json: { error: { code: "unavailable", message: "Not now." } } };
      await newcomer.route("**/welcome/look", (route) => route.fulfill(away), { times: 1 });
      await newcomer.goto(`${new URL(page.url()).origin}/welcome?code=no-code-of-ours`);
      await newcomer.getByRole("button", { name: "Try again" }).click();
      await newcomer.getByRole("heading", { name: "This link lets nobody in" }).waitFor();
      await newcomer.close();
    },
  );
}

async function keepsFiguresApart(t: TestContext, { page, work, writes }: Scene): Promise<void> {
  const lines = page.getByRole("region", { name: "Lines" });
  const isLines = ({ pathname }: URL): boolean => pathname === "/api/v1/ledger/lines";

  await t.test("lines that are here stay, if there are more that could not be loaded", async () => {
    await writes("When do you close?");
    await page.getByRole("textbox", { name: "Message" }).fill("At six");
    await page.keyboard.press("Enter");
    const sent = page.getByRole("article", { name: "From us" }).filter({ hasText: "At six" });
    await sent.getByText(/Accepted|Sent|Delivered|Read/).waitFor();
    await work.clock.advanceBy(10 * SECOND_MS);
    await sent.getByText(/Delivered|Read/).waitFor();
    const half = async (route: Route): Promise<void> => {
      const { searchParams } = new URL(route.request().url());
      if (searchParams.has("cursor")) return await route.fulfill(REFUSED);
      const response = await route.fetch();
      await route.fulfill({ json: { ...(await response.json()), next_cursor: "more" } });
    };
    await page.route(isLines, half);
    await page.getByRole("link", { name: "Ledger" }).click();
    await lines.getByRole("button", { name: "Show more lines" }).click();
    await lines.getByRole("alert").getByText("Not for you.").waitFor();
    await lines.getByRole("button", { name: "Try again" }).waitFor();
    await lines
      .getByRole("link", { name: /What the message rests on/ })
      .first()
      .waitFor();
    await page.unroute(isLines, half);
  });

  await t.test("no figures of one month stand under the name of another", async () => {
    const told = await page.evaluate(async () => (await fetch("/api/v1/accounts")).text());
    const [{ account_id: account }] = JSON.parse(told).data;
    await page.goto(`${new URL(page.url()).origin}/ledger?account=${account}`);
    await page.getByRole("region", { name: "Sums" }).waitFor();
    const isMonth = ({ pathname }: URL): boolean => pathname === "/api/v1/ledger/month";
    const { isAnswered, letGo, leave } = await holdAnswer(page, isMonth, "GET");
    await page.getByRole("link", { name: "Month before" }).click();
    await isAnswered;
    const loading = page.getByRole("status").getByText("Loading the ledger");
    await loading.waitFor();
    assert.equal(await page.getByRole("region", { name: "Sums" }).count(), 0);
    letGo();
    await loading.waitFor({ state: "detached" });
    await leave();
  });
}

async function doesNotWaitForMeta(t: TestContext, { page }: Scene): Promise<void> {
  await t.test("what is chosen here is kept, however long Meta takes to answer", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("list", { name: "Numbers" }).getByRole("link").first().click();
    await page.getByRole("region", { name: "Standing with Meta" }).getByText("Quality").waitFor();
    const isStanding = ({ pathname }: URL): boolean => pathname.endsWith("/standing");
    const { letGo, leave } = await holdAnswer(page, isStanding, "GET");
    await page.getByRole("button", { name: "Send only to who opted in" }).click();
    await page.getByRole("button", { name: "Send to all who did not opt out" }).click();
    await page.getByRole("button", { name: "Send only to who opted in" }).waitFor();
    letGo();
    await leave();
  });

  await t.test("who could not be signed out is told so", async () => {
    await page.getByRole("link", { name: "You" }).click();
    const refuse = async (route: Route): Promise<void> => {
      if (route.request().method() === "DELETE") await route.fulfill(REFUSED);
      else await route.fallback();
    };
    await page.route("**/api/v1/session", refuse);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("alert").getByText("Not for you.").waitFor();
    await page.unroute("**/api/v1/session", refuse);
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("list", { name: "Threads" }).getByRole("link").first().click();
  });
}
