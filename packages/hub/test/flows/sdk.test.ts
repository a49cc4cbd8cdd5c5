import assert from "node:assert/strict";
import { test } from "node:test";
import { GraphApiError, WhatsAppClient } from "@kapso/whatsapp-cloud-api";
import { begin } from "./begin.ts";

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
