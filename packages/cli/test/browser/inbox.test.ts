import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { seriousFaultsOf } from "./accessibility.ts";
import { fillsInForms } from "./composer-forms.ts";
import { type CuttableLine, cuttableLine } from "./cuttable-line.ts";
import { startDemo } from "./demo-process.ts";
import { findsListByItsAddress } from "./list-address.ts";
import { goesThroughALongList } from "./long-list.ts";
import { seesWhatIsOnItsWay } from "./on-its-way.ts";
import { PICTURE } from "./picture.ts";
import { complaintsOf, MANY_STEPS, openBrowser } from "./real-browser.ts";
import { until } from "./until.ts";

const CUSTOMER = "447700900188";

/** What a customer does, by the emulator's control API. */
interface Customer {
  writes(message: Record<string, unknown>): Promise<string>;
}

interface Scene {
  readonly page: Page;
  /** Another window on the same inbox, straight to the hub. */
  readonly other: Page;
  readonly line: CuttableLine;
  readonly customer: Customer;
  readonly advance: (span: string) => Promise<void>;
}

test("a person works through an inbox", MANY_STEPS, async (t) => {
  await using demo = await startDemo();
  await using browser = await openBrowser();
  await using line = await cuttableLine(demo.inbox);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const other = await context.newPage();
  const complaints = [complaintsOf(page), complaintsOf(other)];
  const control = controlOf(new URL(demo.phone).origin);
  await control("PUT", `customers/${CUSTOMER}`, { name: "Zadie Quill" });
  const customer: Customer = {
    writes: async (message) =>
      (await control("POST", `customers/${CUSTOMER}/messages`, message)).id ?? "",
  };
  const advance = async (span: string): Promise<void> => {
    await control("POST", "clock", { advance: span });
  };
  await customer.writes({ type: "text", text: { body: "Do you have *marzipan* figs?" } });
  await page.goto(line.through(demo.inbox));
  await other.goto(demo.inbox);
  const scene = { page, other, line, customer, advance };

  await worksByKeyboardAlone(t, scene);
  await showsEveryKind(t, scene);
  await answersInEveryWay(t, scene);
  await fillsInForms(t, page);
  await seesWhatIsOnItsWay(t, page, control);
  await takesBackWhatIsForLater(t, scene);
  await agreesAcrossWindows(t, scene);
  await goesBackInTime(t, scene);
  await worksThroughQueues(t, scene);
  await goesThroughALongList(t, scene, control);
  // A file that the hub is still fetching is asked for again once it tells that it is there.
  const unexpected = complaints.flat().filter((one) => !/^503 \S+\/api\/v1\/media\//.test(one));
  assert.deepEqual(unexpected, []);
});

async function worksByKeyboardAlone(t: TestContext, { page }: Scene): Promise<void> {
  await t.test("by keyboard alone one finds a thread by what was said, and answers", async () => {
    await page.getByRole("list", { name: "Threads" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("marzi");
    await page
      .getByRole("link", { name: /Zadie Quill/ })
      .getByText("marzi")
      .waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "From the customer" }).getByText("marzipan").waitFor();
    await page.locator('li[id^="message-"]:focus, textarea:focus').waitFor();
    await page.keyboard.press("Escape");
    await page
      .getByRole("link", { name: /Zadie Quill/ })
      .and(page.locator(":focus"))
      .waitFor();
    for (const key of ["/", "Escape", "Escape"]) await page.keyboard.press(key);
    const rows = page.getByRole("list", { name: "Threads" }).getByRole("link");
    await rows.nth(4).waitFor();
    for (const [key, index] of [
      ["j", 0],
      ["ArrowDown", 1],
      ["j", 2],
      ["k", 1],
      ["ArrowUp", 0],
    ] as const) {
      await page.keyboard.press(key);
      await rows.nth(index).and(page.locator(":focus")).waitFor();
    }
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: "Message" }).focus();
    await page.keyboard.type("We have ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("six");
    await page.keyboard.press("Enter");
    await page
      .getByRole("article", { name: "From us" })
      .locator("strong", { hasText: "six" })
      .waitFor();
  });

  await t.test("a price says its rule in the rule's words, and what else it rests on", async () => {
    const composer = page.getByRole("region", { name: "Composer" });
    await composer.getByRole("button", { name: /^Why / }).first().click();
    const why = page.getByRole("dialog", { name: /^Why / });
    await why.getByText(/^Rule P11\. From 2026-10-01 what is no template/).waitFor();
    await why.getByText("That it may be sent: rule A2").click();
    await why.getByText(/^What is no template may be sent only in an open window/).waitFor();
    assert.deepEqual(await seriousFaultsOf(page), []);
    await page.keyboard.press("Escape");
  });

  await t.test("axe finds nothing serious, in either scheme", async () => {
    assert.deepEqual(await seriousFaultsOf(page), []);
  });
}

async function showsEveryKind(t: TestContext, { page, customer }: Scene): Promise<void> {
  await t.test(
    "a picture is shown from what the hub kept, and a document can be saved",
    async () => {
      const data = PICTURE.toString("base64");
      await customer.writes({
        type: "image",
        image: { data, mime_type: "image/png", caption: "These ones" },
      });
      await customer.writes({
        type: "document",
        document: { data, filename: "../figs.pdf", mime_type: "application/pdf" },
      });
      await isDrawn(page, "These ones");
      const coming = page.waitForEvent("download");
      await page.getByRole("link", { name: /Save .*figs\.pdf/ }).click();
      assert.match((await coming).suggestedFilename(), /figs\.pdf$/);
    },
  );

  await t.test(
    "a picture that was asked for a moment too early is drawn all the same",
    async () => {
      const early = { status: 503, json: { error: { code: "unavailable", message: "Not yet." } } };
      await page.route("**/api/v1/media/**", (route) => route.fulfill(early), { times: 1 });
      const data = PICTURE.toString("base64");
      const image = { data, mime_type: "image/png", caption: "And these" };
      await customer.writes({ type: "image", image });
      await isDrawn(page, "And these");
    },
  );

  await t.test(
    "places, people, orders and what cannot be shown each look like what they are",
    async () => {
      await customer.writes({
        type: "location",
        location: { latitude: 51.5, longitude: -0.12, name: "The gate" },
      });
      await customer.writes({
        type: "contacts",
        contacts: [{ name: { formatted_name: "Kofi Osei" }, phones: [{ phone: "+447700900111" }] }],
      });
      await customer.writes({
        type: "order",
        order: {
          catalog_id: "1",
          product_items: [
            { product_retailer_id: "fig", quantity: 2, item_price: 4.5, currency: "GBP" },
          ],
        },
      });
      await customer.writes({ type: "unsupported" });
      for (const words of ["The gate", "Kofi Osei", "£9.00", "only on phones"]) {
        await page.getByRole("article").getByText(words).last().waitFor();
      }
    },
  );
}

async function answersInEveryWay(t: TestContext, { page, customer }: Scene): Promise<void> {
  const ours = page.getByRole("article", { name: "From us" });
  await t.test(
    "a file goes up with its progress, and is in the thread with its words",
    async () => {
      const files = [
        { name: "figs.png", mimeType: "image/png", buffer: PICTURE },
        { name: "icon.svg", mimeType: "image/svg+xml", buffer: PICTURE },
      ];
      await page.locator("input[type=file]").setInputFiles(files);
      await page.getByText("Ready to send").waitFor();
      await page.getByText("WhatsApp takes no files of image/svg+xml.").waitFor();
      await page.getByRole("button", { name: "Remove icon.svg" }).click();
      await page.getByRole("textbox", { name: "Message" }).fill("Ours look like this");
      await page.getByRole("button", { name: "Send", exact: true }).click();
      await ours.getByRole("img", { name: "Ours look like this" }).waitFor();
    },
  );

  await t.test("a reply quotes its message, and the quotation leads back to it", async () => {
    const id = await customer.writes({ type: "text", text: { body: "Are they *gluten free*?" } });
    await page.locator(`[id="message-${id}"]`).hover();
    await page.locator(`[id="message-${id}"]`).getByRole("button", { name: "Reply" }).click();
    await page.getByRole("textbox", { name: "Message" }).fill("They are");
    await page.keyboard.press("Enter");
    const reply = ours.filter({ hasText: "They are" });
    await reply.getByText("Are they gluten free?").waitFor();
    await reply.getByRole("button", { name: "Show the message that this answers" }).click();
    await page.locator(`[id="message-${id}"]:focus`).waitFor();
  });

  await t.test("a reaction hangs on its message", async () => {
    const id = await customer.writes({ type: "text", text: { body: "Wonderful" } });
    const message = page.locator(`[id="message-${id}"]`);
    await message.hover();
    await message.getByRole("button", { name: "React" }).click();
    await page.getByRole("button", { name: "React 👍" }).click();
    await message.getByRole("img", { name: "We reacted with 👍" }).waitFor();
  });
}

async function takesBackWhatIsForLater(t: TestContext, { page }: Scene): Promise<void> {
  const ours = page.getByRole("article", { name: "From us" });
  await t.test("a message for later says when it goes out, and can be taken back", async () => {
    await page.evaluate(async () => {
      const textAt = async (path: string): Promise<string> => (await fetch(path)).text();
      const [{ number_id, thread_id }] = JSON.parse(await textAt("/api/v1/threads?q=Zadie")).data;
      const now = Date.parse(JSON.parse(await textAt("/api/v1/clock")).data.now);
      await fetch("/api/v1/messages", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          ...{ number_id, thread_id, draft: { kind: "text", text: "The figs are ready" } },
          send_at: new Date(now + 40 * 3_600_000).toISOString(),
        }),
      });
    });
    const note = page.getByText(/^Goes out on /);
    await note.waitFor();
    await page.getByRole("button", { name: "Take it back" }).click();
    await note.waitFor({ state: "detached" });
    await ours.filter({ hasText: "The figs are ready" }).getByTitle("Taken back").waitFor();
  });
}

async function agreesAcrossWindows(t: TestContext, scene: Scene): Promise<void> {
  const { page, other, line, customer } = scene;
  await t.test("what happened while the line was cut is there once it stands again", async () => {
    await other.goto(`${new URL(other.url()).origin}${new URL(page.url()).pathname}`);
    await other.getByText("How many figs?").first().waitFor();
    line.cut();
    await page.getByText("The hub does not answer").waitFor();
    for (const n of [1, 2, 3]) await customer.writes({ type: "text", text: { body: `Fig ${n}` } });
    await other.getByRole("article").getByText("Fig 3").waitFor();
    line.mend();
    await page.getByRole("article").getByText("Fig 3").waitFor();
  });

  await t.test("two windows show the same, and each message once", async () => {
    await other.getByRole("textbox", { name: "Message" }).fill("Noted");
    await other.keyboard.press("Enter");
    for (const one of [page, other]) {
      await one
        .getByRole("article")
        .filter({ hasText: "Noted" })
        .getByText(/Read|Delivered/)
        .waitFor();
    }
    // The last report may have reached one of them a moment before the other.
    let here: string[] = [];
    await until(page, async () => {
      here = await linesOf(page);
      return here.join() === (await linesOf(other)).join();
    });
    assert.equal(here.filter((text) => text.startsWith("Fig 2")).length, 1);
  });
}

/** The messages of the open thread as their readers see them, without the times of their states. */
async function linesOf(page: Page): Promise<string[]> {
  const texts = await page.getByRole("article").allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, " ").replace(/(Sent|Delivered|Read)$/, ""));
}

async function goesBackInTime(t: TestContext, { page, customer }: Scene): Promise<void> {
  await t.test(
    "older messages come in as one scrolls up, and what is read stays in place",
    async () => {
      for (let n = 1; n <= 120; n += 1) {
        await customer.writes({ type: "text", text: { body: `Crumb ${n}` } });
      }
      await page.getByRole("article").getByText("Crumb 120", { exact: true }).waitFor();
      await page.reload();
      await page.getByRole("article").getByText("Crumb 120", { exact: true }).waitFor();
      // What comes below the messages later takes whoever is at their end back there.
      const composer = page.getByRole("region", { name: "Composer" });
      await composer.getByRole("button", { name: /^Why / }).first().waitFor();
      const messages = page.getByRole("region", { name: "Messages" });
      const before = await page.getByRole("article").count();
      await messages.evaluate((box) => {
        box.scrollTop = 600;
      });
      await page.getByRole("article").nth(before).waitFor({ state: "attached" });
      const top = await messages.evaluate((box) => box.scrollTop);
      assert.ok(top > 900, `the place was lost: ${top}`);
    },
  );

  await t.test("a jump leads to the first message, loading what lies between", async () => {
    await page.getByRole("button", { name: "To the newest message" }).click();
    const message = page.getByRole("article").getByText("marzipan");
    while ((await message.count()) === 0) {
      await page.getByRole("region", { name: "Messages" }).evaluate((box) => {
        box.scrollTop = 0;
      });
    }
    await page
      .getByRole("button", { name: /Jump to another day/ })
      .first()
      .click();
    await page.getByRole("button", { name: "First message" }).click();
    await message.waitFor();
  });
}

async function worksThroughQueues(t: TestContext, { page, advance }: Scene): Promise<void> {
  await t.test(
    "a thread is in the queue of those that close soon, and then of the closed",
    async () => {
      const queues = page.getByRole("group", { name: "Queues" });
      const row = page.getByRole("link", { name: /Zadie Quill/ });
      await advance("22h30m");
      await queues.getByRole("button", { name: /Closing soon/ }).click();
      await row.waitFor();
      await page.getByText(/Window closes .* in 1 h/).waitFor();
      await advance("2h");
      await row.waitFor({ state: "detached" });
      await queues.getByRole("button", { name: /Closed/ }).click();
      await row.waitFor();
      await page.getByText(/The window closed/).waitFor();
      assert.deepEqual(await seriousFaultsOf(page), [], "the closed window");
    },
  );

  await findsListByItsAddress(t, page);

  await t.test("a customer who asks for it is forgotten, and found no more", async () => {
    const row = page.getByRole("link", { name: /Zadie Quill/ });
    await row.click();
    await page.getByRole("button", { name: "Erase this customer" }).click();
    await page.getByRole("dialog").getByText("This cannot be undone").waitFor();
    await page.getByRole("button", { name: "Erase for good" }).click();
    await page.waitForURL((url) => url.pathname === "/");
    await page.getByRole("searchbox").fill("Zadie");
    await page
      .getByText(/Nothing found/)
      .first()
      .waitFor();
    assert.equal(await row.count(), 0);
  });
}

/** Calls the emulator's control API. */
function controlOf(origin: string) {
  return async (method: string, path: string, body: unknown): Promise<{ id?: string }> => {
    const answer = await fetch(`${origin}/emulator/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${method} ${path}: ${await answer.clone().text()}`);
    const told: { id?: string } = JSON.parse(await answer.text());
    return told;
  };
}

/** Waits until a picture is on the page with its pixels: until then it has no width. */
async function isDrawn(page: Page, name: string): Promise<void> {
  const picture = page.getByRole("img", { name, exact: true });
  const widthOf = () => picture.evaluate((image) => Number(Reflect.get(image, "naturalWidth")));
  await until(page, async () => (await widthOf()) === 1);
}
