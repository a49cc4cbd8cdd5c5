import assert from "node:assert/strict";
import { test } from "node:test";
import { storedDump } from "../../src/ledger/canonical-dump-store.ts";
import { type Business, begin } from "./begin.ts";
import { messageNotice, postNotices, secondsNow } from "./notices.ts";
import { onlyMessages, onlyThread } from "./threads.ts";

const [BRITISH, INDIAN] = ["447700900142", "919876543210"];

test("[F9] a customer who changed their number stays one thread, and is answered at the new one", async () => {
  await using business = await begin();
  await hear(business, { id: "wamid.1", from: BRITISH }, 0);
  await changeNumber(business, 60, { from: BRITISH, wa_id: INDIAN });
  await hear(business, { id: "wamid.3", from: INDIAN }, 120);

  const messages = await onlyMessages(business);

  assert.deepEqual(
    messages.map((one: { id: string }) => one.id),
    ["wamid.1", "wamid.change", "wamid.3"],
  );
  assert.equal((await onlyThread(business)).phone, `+${INDIAN}`);
  assert.deepEqual(await addressed(business), { to: INDIAN });
});

test("[F9] a message of the new number that comes before the notice joins the thread with it", async () => {
  await using business = await begin();
  await hear(business, { id: "wamid.1", from: BRITISH }, 0);
  await hear(business, { id: "wamid.3", from: INDIAN }, 120);
  await changeNumber(business, 60, { from: BRITISH, wa_id: INDIAN });

  assert.equal((await onlyMessages(business)).length, 3);
  assert.equal((await onlyThread(business)).phone, `+${INDIAN}`);
});

test("[F9] [F1] each message is priced by the number it went to, in any order of arrival", async () => {
  const notices = [
    (business: Business) => hear(business, { id: "wamid.1", from: BRITISH }, 0),
    (business: Business) => deliver(business, { id: "wamid.2", recipient_id: BRITISH }, 60),
    (business: Business) => changeNumber(business, 120, { from: BRITISH, wa_id: INDIAN }),
    (business: Business) => hear(business, { id: "wamid.3", from: INDIAN }, 180),
    (business: Business) => deliver(business, { id: "wamid.4", recipient_id: INDIAN }, 240),
    // A late word of what was sent to the old number does not give it back.
    (business: Business) => deliver(business, { id: "wamid.2", recipient_id: BRITISH }, 300),
  ];
  const dumps = new Set<string>();
  for (const order of [
    [0, 1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1, 0],
    [3, 5, 0, 4, 2, 1],
    [1, 4, 2, 0, 5, 3],
  ]) {
    await using business = await begin();
    for (const i of order) await notices[i]?.(business);
    const units = await business.db.query(
      "select wamid, charge->>'market' as market from unit order by wamid",
    );
    assert.deepEqual(
      units.rows,
      [
        { wamid: "wamid.2", market: "United Kingdom" },
        { wamid: "wamid.4", market: "India" },
      ],
      order.join(),
    );
    assert.equal((await onlyThread(business)).phone, `+${INDIAN}`, order.join());
    dumps.add(JSON.stringify(await storedDump(business.db, BigInt(business.numberId))));
  }
  assert.equal(dumps.size, 1);
});

test("[F9] a late word of a change gives what was priced by then its right price", async () => {
  await using business = await begin();
  await changeNumber(business, 120, { from: BRITISH, wa_id: INDIAN });
  await deliver(business, { id: "wamid.5", recipient_id: BRITISH }, 400);

  await changeNumber(business, 300, { id: "wamid.back", from: INDIAN, wa_id: BRITISH });

  const { rows } = await business.db.query("select charge->>'market' as market from unit");
  assert.deepEqual(rows, [{ market: "United Kingdom" }]);
  assert.equal((await onlyThread(business)).phone, `+${BRITISH}`);
});

test("[F9] a customer without a number is answered by the id that took the place of theirs", async () => {
  await using business = await begin();
  await hear(business, { id: "wamid.1", from_user_id: "GB.2002" }, 0);
  const update = { user_id: { previous: "GB.2002", current: "GB.1001" } };
  const timestamp = secondsNow(business) + 60;
  await postNotices(business, { user_id_update: [{ ...update, timestamp }] }, "user_id_update");

  assert.deepEqual(await addressed(business), { recipient: "GB.1001" });
  await hear(business, { id: "wamid.2", from_user_id: "GB.1001" }, 120);
  assert.equal((await onlyMessages(business)).length, 3, "two of theirs, one of ours");
});

async function hear(business: Business, who: Record<string, string>, later: number): Promise<void> {
  const timestamp = String(secondsNow(business) + later);
  const notice = messageNotice(business, { ...who, timestamp, text: "hello" });
  await postNotices(business, { messages: [notice] });
}

async function changeNumber(
  business: Business,
  later: number,
  { id = "wamid.change", from, wa_id }: { id?: string; from: string; wa_id: string },
): Promise<void> {
  const timestamp = String(secondsNow(business) + later);
  const system = { type: "user_changed_number", wa_id, body: "changed" };
  const notice = { id, from, timestamp, type: "system", system };
  await postNotices(business, { messages: [notice] });
}

async function deliver(
  business: Business,
  status: Record<string, string>,
  later: number,
): Promise<void> {
  const timestamp = String(secondsNow(business) + later);
  const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
  const notice = { status: "delivered", timestamp, pricing, ...status };
  await postNotices(business, { statuses: [notice] });
}

/** To whom an answer of ours is addressed. */
async function addressed(business: Business): Promise<Record<string, string>> {
  const { number_id, thread_id } = await onlyThread(business);
  await business.ask("POST", `/api/v1/threads/${number_id}/${thread_id}/messages`, {
    kind: "text",
    text: "hello",
  });
  const { rows } = await business.db.query("select body from draft");
  const { to, recipient } = rows[0].body;
  return { ...(to && { to }), ...(recipient && { recipient }) };
}
