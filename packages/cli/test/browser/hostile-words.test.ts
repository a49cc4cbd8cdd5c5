import assert from "node:assert/strict";
import { test } from "node:test";
import { startHubAtWork } from "./hub-at-work.ts";
import { complaintsOf, openBrowser } from "./real-browser.ts";

// All that a customer writes, is called and sends is a stranger's text. Drawn as anything but text
// it runs with the rights of whoever reads it.

const PHONE = "447700900142";
const RUNS = `<img src=x onerror="window.ran=1"><script>window.ran=2</script>"'><b>`;

const FROM_THE_RIGHT = "مرحبا، هل المربى جاهز؟ (2 kg)";

const MESSAGES: readonly Record<string, unknown>[] = [
  { type: "text", text: { body: `text ${RUNS}` } },
  { type: "text", text: { body: "javascript:window.ran=3 and https://example.com/?a=<b>&c" } },
  { type: "text", text: { body: FROM_THE_RIGHT } },
  { type: "location", location: { latitude: 1, longitude: 2, name: RUNS, address: RUNS } },
  { type: "button", button: { text: RUNS, payload: RUNS } },
  {
    type: "contacts",
    contacts: [
      {
        name: { formatted_name: RUNS, first_name: RUNS },
        urls: [{ url: "javascript:window.ran=4" }],
      },
    ],
  },
  {
    type: "document",
    document: {
      data: Buffer.from("<script>window.ran=5</script>").toString("base64"),
      mime_type: "text/html",
      filename: `${RUNS}.html`,
      caption: RUNS,
    },
  },
  {
    type: "image",
    image: {
      data: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="window.ran=6"/>`).toString(
        "base64",
      ),
      mime_type: "image/svg+xml",
      caption: RUNS,
    },
  },
];

test("nothing that a customer can say, send or be called runs in the inbox, or is drawn as markup", async () => {
  await using work = await startHubAtWork();
  await using browser = await openBrowser();
  const page = await (await browser.newContext()).newPage();
  const complaints = complaintsOf(page);
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  const customer = `emulator/customers/${PHONE}`;
  await work.control("PUT", customer, { name: RUNS });
  for (const message of MESSAGES) await work.control("POST", `${customer}/messages`, message);
  await page.goto((await work.hub.ownerLink()) ?? "");
  await page.getByLabel("Your name").fill(RUNS);
  await page.getByLabel("E-mail").fill("ada@aurora.test");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Go in" }).click();

  await page
    .getByRole("link", { name: /onerror/ })
    .first()
    .click();
  await page.getByText("text <img src=x", { exact: false }).first().waitFor();
  await page.getByText("javascript:window.ran=3", { exact: false }).first().waitFor();

  const arabic = page.getByRole("article").getByText(FROM_THE_RIGHT);
  assert.ok(await arabic.evaluate((drawn) => drawn.matches(":dir(rtl)")), "drawn from the right");
  assert.equal(await page.evaluate("window.ran"), undefined);
  assert.equal(await page.locator('img[src="x"], main script, [onerror], [onload]').count(), 0);
  const links: string[] = await page.evaluate(
    "[...document.querySelectorAll('a[href]')].map((one) => one.protocol)",
  );
  assert.deepEqual([...new Set(links)].sort(), ["http:", "https:"]);
  assert.deepEqual(complaints, []);
});
