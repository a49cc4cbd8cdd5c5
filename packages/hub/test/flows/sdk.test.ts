import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { WhatsAppAPI } from "whatsapp-api-js";
import { apiJsMessages } from "./api-js-messages.ts";
import { type Business, begin } from "./begin.ts";
import { kapsoMessages } from "./kapso-messages.ts";
import { assertTwins, type Twin, twinFetch } from "./twin-fetch.ts";
import { openTap } from "./wire-tap.ts";

const AMARA = "447700900142";

test("[G2] an unmodified SDK sends through the hub to the emulator, text and template", async () => {
  await using business = await begin();
  const amara = business.customer(AMARA);
  await amara.writes("hello");
  const client = new WhatsAppClient({ accessToken: business.key, baseUrl: business.hub.url });

  const text = await client.messages.sendText({
    phoneNumberId: business.numberId,
    to: `+${AMARA}`,
    body: "Hi Amara",
  });
  const template = await client.messages.sendTemplate({
    phoneNumberId: business.numberId,
    to: AMARA,
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [
        {
          type: "body",
          parameters: [
            { type: "text", text: "1042" },
            { type: "text", text: "on its way" },
          ],
        },
      ],
    },
  });
  await business.advance(10_000);

  assert.match(text.messages[0]?.id ?? "", /^wamid\./);
  assert.match(template.messages[0]?.id ?? "", /^wamid\./);
  assert.deepEqual(
    (await amara.messages()).map((message) => message.shown?.body ?? message.content.body),
    [
      "hello",
      "Hi Amara",
      "Your order 1042 has a new status: on its way. Thank you for shopping with us.",
    ],
  );
});

test("[G2] what the gate refuses reaches an unmodified SDK as Meta's own error", async () => {
  await using business = await begin();
  await business.customer(AMARA).writes("hello");
  await business.advance(86_400_000);
  const client = new WhatsAppClient({ accessToken: business.key, baseUrl: business.hub.url });

  const refused = client.messages.sendText({
    phoneNumberId: business.numberId,
    to: AMARA,
    body: "too late",
  });

  await assert.rejects(refused, (error) => error instanceof GraphApiError && error.code === 131047);
});

test("[G2] a wrong key, another's number and a malformed body get Meta's errors", async () => {
  await using business = await begin();
  const path = `/v23.0/${business.numberId}/messages`;

  const noKey = await fetch(`${business.hub.url}${path}`, { method: "POST" });
  const foreign = await business.ask("POST", "/v23.0/999/messages", { to: AMARA });
  const noProduct = await business.ask("POST", path, { to: AMARA, text: { body: "x" } });
  const noJson = await fetch(`${business.hub.url}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${business.key}`, "content-type": "application/json" },
    body: "{",
  });

  assert.deepEqual(
    [noKey.status, foreign.status, noProduct.status, noJson.status],
    [401, 400, 400, 400],
  );
  assert.equal(foreign.body.error.error_subcode, 33);
  assert.equal(noProduct.body.error.message, "(#100) The parameter messaging_product is required.");
});

/** A business to whom Amara has written, and the two SDKs, of whose calls each is made twice. */
interface Office extends AsyncDisposable {
  readonly business: Business;
  readonly kapso: WhatsAppClient;
  readonly apiJs: WhatsAppAPI;
  readonly twins: Twin[];
  readonly heard: string;
  readonly image: string;
}

async function beginOffice(): Promise<Office> {
  const tap = await openTap();
  let apiUrl = "";
  const business = await begin({
    through(url) {
      apiUrl = url;
      return tap.lead(url);
    },
  });
  await business.customer(AMARA).writes("hello");
  const twins: Twin[] = [];
  const fetch = twinFetch(business, apiUrl, twins);
  const { key: accessToken, numberId: phoneNumberId } = business;
  const kapso = new WhatsAppClient({ accessToken, baseUrl: business.hub.url, fetch });
  const file = new Blob(["a picture"], { type: "image/png" });
  const upload = await kapso.media.upload({ phoneNumberId, type: "image/png", file });
  const [{ id: heard }] = await business.customer(AMARA).messages();
  return {
    business,
    kapso,
    apiJs: new WhatsAppAPI({
      token: accessToken,
      v: "v24.0",
      secure: false,
      ponyfill: { fetch },
    }),
    twins,
    heard,
    image: upload.id,
    async [Symbol.asyncDispose]() {
      await business[Symbol.asyncDispose]();
      await tap[Symbol.asyncDispose]();
    },
  };
}

/** Leave to call is asked for once a day: of two equal calls the second is refused. */
function isNoSecondRequest({ meta }: Twin): boolean {
  return !meta.includes("138009");
}

test("[G2] whatsapp-api-js gets through the hub what Meta would answer, whatever it says", async () => {
  await using office = await beginOffice();
  const { business, apiJs, twins } = office;
  const messages = apiJsMessages(office);

  for (const [index, message] of messages.entries()) {
    await apiJs.sendMessage(business.numberId, AMARA, message, office.heard, "our own");
    // To one customer go 45 messages at once, and each is sent twice here.
    if (index % 20 === 19) await business.advance(300_000);
  }
  await apiJs.markAsRead(business.numberId, office.heard, "text");
  await business.advance(60_000);

  assertTwins(twins.filter(isNoSecondRequest), messages.length);
  const accepted = twins.filter(({ hub }) => hub.startsWith("200")).length;
  assert.equal(accepted, twins.length - 2, "all but the two that are wrong");
});

test("[G2] kapso gets through the hub what Meta would answer, whatever it says", async () => {
  await using office = await beginOffice();
  const { business, kapso, twins, heard: messageId } = office;
  const to = { phoneNumberId: business.numberId, to: AMARA };
  const sends = kapsoMessages(to, office);

  for (const [index, send] of sends.entries()) {
    await send(kapso.messages).catch((error: unknown) => assert.ok(error instanceof GraphApiError));
    if (index % 20 === 19) await business.advance(300_000);
  }
  await kapso.messages.markRead({ phoneNumberId: business.numberId, messageId });
  await business.advance(60_000);

  assertTwins(twins.filter(isNoSecondRequest), sends.length);
  const accepted = twins.filter(({ hub }) => hub.startsWith("200")).length;
  assert.equal(accepted, twins.length - 1, "all but the one that is wrong");
});

test("[G2] both SDKs upload, look up, fetch and delete files through the hub", async () => {
  await using office = await beginOffice();
  const { business, kapso, apiJs, twins } = office;
  const phoneNumberId = business.numberId;
  const form = new FormData();
  const large = "x".repeat(3_000_000);
  form.set("file", new File([large], "bill.txt", { type: "text/plain" }));

  // biome-ignore lint/suspicious/noExplicitAny: the SDK's answers are unions of all there are.
  const upload: any = await apiJs.uploadMedia(phoneNumberId, form);
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const node: any = await apiJs.retrieveMedia(upload.id, phoneNumberId);
  const file = await apiJs.fetchMedia(node.url);
  const bytes = await kapso.media.download({ mediaId: office.image, auth: "always", as: "blob" });
  const bare = await kapso.media.download({ mediaId: office.image, as: "response" });
  const deleted = await apiJs.deleteMedia(upload.id, phoneNumberId);
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  const gone: any = await apiJs.retrieveMedia(upload.id);
  const deletedToo = await kapso.media.delete({ mediaId: office.image, phoneNumberId });

  assert.ok(node.url.startsWith(business.hub.url), node.url);
  assert.equal(file.headers.get("content-disposition"), "attachment");
  assert.equal(await file.text(), large);
  assert.ok(bytes instanceof Blob && bare instanceof Response);
  assert.equal(await bytes.text(), "a picture");
  assert.equal(bare.status, 401);
  assert.deepEqual([deleted, deletedToo], [{ success: true }, { success: true }]);
  assert.equal(gone.error.error_subcode, 33);
  const others = twins.filter(({ call }) => !call.startsWith("GET /whatsapp_business/"));
  assertTwins(others, 5);
});

test("[G2] both SDKs get Meta's answer for all else that they can ask", async () => {
  await using office = await beginOffice();
  const { business, kapso, apiJs, twins } = office;
  const { numberId: phoneNumberId } = business;
  const { wabaId: businessAccountId } = business.emulator.credentials;
  const { data } = await kapso.templates.list({ businessAccountId, limit: 2 });
  const asked: Promise<unknown>[] = [
    kapso.templates.get({ businessAccountId, templateId: data[0]?.id ?? "" }),
    kapso.templates.create({
      businessAccountId,
      name: "new_one",
      language: "en_US",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Hello" }],
    }),
    kapso.phoneNumbers.settings.get({ phoneNumberId }),
    kapso.phoneNumbers.businessProfile.get({ phoneNumberId }),
    kapso.phoneNumbers.businessProfile.update({ phoneNumberId, about: "Open" }),
    kapso.phoneNumbers.requestCode({ phoneNumberId, codeMethod: "SMS", language: "en_US" }),
    kapso.calls.permissions.get({ phoneNumberId, userWaId: AMARA }),
    kapso.flows.list({ wabaId: businessAccountId }),
    apiJs.createQR(phoneNumberId, "hello"),
    apiJs.retrieveQR(phoneNumberId),
    apiJs.updateQR(phoneNumberId, "ABCDEFGHIJKLMN", "hi"),
    apiJs.deleteQR(phoneNumberId, "ABCDEFGHIJKLMN"),
    apiJs.blockUser(phoneNumberId, AMARA),
    apiJs.unblockUser(phoneNumberId, AMARA),
    apiJs.initiateCall(phoneNumberId, AMARA, "v=0"),
  ];
  await Promise.allSettled(asked);

  assertTwins(
    // What the first of two calls changes, the second finds changed.
    twins.filter(
      ({ call }) => !/block_users|(templates|calls|qrdls\/?)$|^GET .*profile$/.test(call),
    ),
    8,
  );
});
