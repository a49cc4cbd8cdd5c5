import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { type HubAtWork, startHubAtWork } from "./hub-at-work.ts";
import { complaintsOf, openBrowser } from "./real-browser.ts";

// All that a customer writes, is called and sends is a stranger's text, and so is what the platform
// says of a failure or of a template. Drawn as anything but text it runs with the rights of whoever
// reads it.

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
    type: "text",
    text: { body: RUNS },
    referral: {
      ...{ source_type: "post", source_id: "1", source_url: "javascript:window.ran=7" },
      ...{ headline: `ad ${RUNS}`, body: RUNS },
    },
  },
  {
    type: "interactive",
    interactive: {
      type: "list_reply",
      list_reply: { id: RUNS, title: `row ${RUNS}`, description: RUNS },
    },
  },
  {
    type: "order",
    order: {
      ...{ catalog_id: RUNS, text: RUNS },
      product_items: [
        { product_retailer_id: `goods ${RUNS}`, quantity: 2, item_price: 3, currency: RUNS },
      ],
    },
  },
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

/** A message of ours that failed, and a template: what they say is the platform's. */
function platformSays({ emulator, clock }: HubAtWork): object {
  const time = Math.ceil(clock.now() / 1_000) + 1;
  const { phoneNumberId, wabaId } = emulator.credentials;
  const template = { message_template_name: `name ${RUNS}`, message_template_language: "en" };
  const failure = { code: 131026, title: RUNS, message: RUNS, error_data: { details: RUNS } };
  const status = {
    ...{ id: "wamid.failed", status: "failed", timestamp: String(time), recipient_id: PHONE },
    errors: [{ ...failure, href: "javascript:window.ran=8" }],
  };
  const changes = [
    {
      field: "messages",
      value: {
        messaging_product: "whatsapp",
        metadata: { phone_number_id: phoneNumberId, display_phone_number: "15550100000" },
        statuses: [status],
      },
    },
    {
      field: "message_template_status_update",
      value: {
        ...{ ...template, message_template_id: 77, message_template_category: "UTILITY" },
        ...{ event: "REJECTED", reason: RUNS },
      },
    },
    {
      field: "message_template_components_update",
      value: {
        ...{ ...template, message_template_id: 77, message_template_element: `body ${RUNS}` },
        ...{ message_template_footer: RUNS, message_template_title: RUNS },
      },
    },
  ];
  return {
    object: "whatsapp_business_account",
    entry: [{ id: wabaId, time, changes }],
  };
}

async function hears({ hub, emulator }: HubAtWork, envelope: object): Promise<void> {
  const body = JSON.stringify(envelope);
  const signature = signatureOf(Buffer.from(body), emulator.credentials.appSecret);
  const { status } = await fetch(`${hub.url}/webhooks/whatsapp`, {
    ...{ method: "POST", body, headers: { "x-hub-signature-256": signature } },
  });
  assert.equal(status, 200);
  await hub.quiet();
}

test("nothing that a customer can say, send or be called runs in the inbox, or is drawn as markup", async () => {
  await using work = await startHubAtWork();
  await using browser = await openBrowser();
  const page = await (await browser.newContext()).newPage();
  const complaints = complaintsOf(page);
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  const customer = `emulator/customers/${PHONE}`;
  await work.control("PUT", customer, { name: RUNS });
  for (const message of MESSAGES) await work.control("POST", `${customer}/messages`, message);
  await hears(work, platformSays(work));
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
  for (const said of ["ad <img", "row <img", "goods <img", "Not sent: "]) {
    await page.getByText(said, { exact: false }).first().waitFor();
  }

  const arabic = page.getByRole("article").getByText(FROM_THE_RIGHT);
  assert.ok(await arabic.evaluate((drawn) => drawn.matches(":dir(rtl)")), "drawn from the right");
  assert.equal(await page.evaluate("window.ran"), undefined);
  assert.equal(await page.locator('img[src="x"], main script, [onerror], [onload]').count(), 0);
  const links: string[] = await page.evaluate(
    "[...document.querySelectorAll('a[href]')].map((one) => one.protocol)",
  );
  assert.deepEqual([...new Set(links)].sort(), ["http:", "https:"]);

  await page.goto(`${work.hub.url}/templates`);
  await page.getByText("name <img", { exact: false }).first().click();
  await page.getByText("body <img", { exact: false }).first().waitFor();
  assert.equal(await page.evaluate("window.ran"), undefined);
  assert.equal(await page.locator('img[src="x"], main script, [onerror], [onload]').count(), 0);
  assert.deepEqual(complaints, []);
});
