import assert from "node:assert/strict";
import { test } from "node:test";
import { HOUR_MS } from "@casement/engine";
import { type Business, begin } from "../flows/begin.ts";

test("[F3] what waited to be counted over an account's numbers when the hub stopped is counted when it starts", async () => {
  await using business = await begin({ at: "2023-07-10T09:00:00Z" });
  const amara = business.customer("447700900177");
  await amara.writes("hello");
  await business.ask("POST", `/v23.0/${business.numberId}/messages`, {
    ...{ messaging_product: "whatsapp", to: amara.phone, type: "text", text: { body: "hi" } },
  });
  await business.advance(HOUR_MS);
  const charges = async (): Promise<unknown[]> => {
    const { rows } = await business.db.query(
      "select allowance, charge->'position' as position, amount_micros::text, state from unit",
    );
    return rows;
  };
  const counted = await charges();
  assert.match(JSON.stringify(counted), /"account:\d+:2023-07"/);
  await business.stop();
  await business.db.query(`
update unit
set charge = charge || '{"position": null, "amountMicros": null, "billable": null}',
    amount_micros = null, state = 'unknown'`);
  assert.notDeepEqual(await charges(), counted);
  const told = await toldOfMessages(business);

  await business.startAgain();
  await business.hub.quiet();

  assert.deepEqual(await charges(), counted);
  assert.equal(await toldOfMessages(business), told + 1, "screens are told of the new price");
});

async function toldOfMessages({ db }: Business): Promise<number> {
  return (await db.query("select from event where kind = 'message'")).rowCount ?? 0;
}
