import assert from "node:assert/strict";
import { test } from "node:test";
import { signatureOf } from "@casement/cloud-api";
import { HOUR_MS } from "@casement/engine";
import type { Hub } from "@casement/hub";
import { ManualMachine } from "../access/manual-machine.ts";
import { SecondsByHand } from "../access/seconds-by-hand.ts";
import { type Business, begin } from "../flows/begin.ts";
import { envelopeOf, messageNotice } from "../flows/notices.ts";
import { addNumbers, endSession, secondNode, sharesOf, untilOwned } from "./second-node.ts";

// Two hubs on one database, in one process. Real deaths of processes are in simulation/crash.

const AMARA = "447700900142";

test("[O11] a second node gets its share, and what a node that stops had is the other's", async () => {
  await using business = await begin();
  await addNumbers(business, 3);
  const numbers = [1n, 2n, 3n, BigInt(business.numberId)];
  // No two seconds pass on its machine: all that it does, it does because it was told.
  const machine = new ManualMachine();
  await using second = await secondNode(business, machine);

  const shared = await untilOwned(business, (all) => sharesOf(all, numbers).join() === "2,2");
  await business.stop();
  const alone = await untilOwned(business, (all) => sharesOf(all, numbers).join() === "4");
  machine.turn(10);
  await business.startAgain();
  const again = await untilOwned(business, (all) => sharesOf(all, numbers).join() === "2,2");

  assert.equal(shared.nodes.length, 2);
  assert.equal(alone.nodes.length, 1);
  assert.ok(alone.nodes.every((node) => again.nodes.includes(node)));
  await second.close();
});

test("[O11] a node that dies is missed at the next look, and [S2] its calls are unknown", async () => {
  await using business = await begin();
  const machine = new ManualMachine();
  await using second = await secondNode(business, machine);
  const number = BigInt(business.numberId);
  await business.customer(AMARA).writes("hello");
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;
  const path = `/api/v1/threads/${thread.number_id}/${thread.thread_id}/messages`;
  const sent = await business.ask("POST", path, { kind: "text", text: "yes?" });
  await business.db.query("update draft set state = 'sending'");
  const { owners } = await untilOwned(business, (all) => all.owners.has(number));
  const first = owners.get(number)!;

  await endSession(business, first);
  await untilOwned(business, (all) => !all.nodes.includes(first));
  let state: unknown = "sending";
  while (state === "sending") {
    machine.turn(2_000);
    [{ state }] = (await business.db.query("select state from draft")).rows;
  }

  assert.equal(state, "unknown");
  assert.ok(sent.status < 300, JSON.stringify(sent.body));
  await second.close();
});

test("[O12] what a node keeps of another's number is digested, and seen on every node", async () => {
  await using business = await begin({ machine: new SecondsByHand() });
  await using second = await secondNode(business, new SecondsByHand());
  const stream = await fetch(`${second.url}/api/v1/events`, {
    headers: { authorization: `Bearer ${business.key}` },
  });

  const status = await post(second, business, { id: "wamid.1", text: "over there" });

  assert.equal(status, 200);
  assert.match(await readUntil(stream, "over there"), /event: message/);
  const threads = await business.ask("GET", "/api/v1/threads");
  assert.equal(threads.body.data[0].last_message.preview, "over there");
  await second.close();
});

test("[G3] a decision on any node waits for what any node has kept before", async () => {
  await using business = await begin();
  await using second = await secondNode(business);
  await business.customer(AMARA).writes("hello");
  await business.advance(25 * HOUR_MS);
  const [thread] = (await business.ask("GET", "/api/v1/threads")).body.data;

  const question = {
    number_id: thread.number_id,
    thread_id: thread.thread_id,
    draft: { kind: "text", text: "yes?" },
  };
  for (const [asked, id] of [
    [second, "wamid.2"],
    [business.hub, "wamid.3"],
  ] as const) {
    const before = await ask(asked, business, question);
    await post(second, business, { id, text: "are you there?" });
    const after = await ask(asked, business, question);

    assert.deepEqual([before.allowed, after.allowed], [false, true], id);
    await business.advance(25 * HOUR_MS);
  }
  await second.close();
});

test("[O13] what is changed of an account on one node is known on the others", async () => {
  await using business = await begin({ machine: new SecondsByHand() });
  await using second = await secondNode(business, new SecondsByHand());
  const { wabaId } = business.emulator.credentials;

  await business.ask("PATCH", `/api/v1/accounts/${wabaId}`, { time_zone: "Asia/Kolkata" });

  let zone: unknown;
  while (zone !== "Asia/Kolkata") zone = await zoneOn(second, business);
  await second.close();
});

/** A customer's words, posted to a node as Meta posts them. */
async function post(
  node: Hub,
  business: Business,
  { id, text }: { id: string; text: string },
): Promise<number> {
  const message = messageNotice(business, { id, from: AMARA, text });
  const contacts = [{ wa_id: AMARA, profile: { name: "Amara" } }];
  const body = Buffer.from(JSON.stringify(envelopeOf(business, { contacts, messages: [message] })));
  const { appSecret } = business.emulator.credentials;
  const answer = await fetch(`${node.url}/webhooks/whatsapp`, {
    method: "POST",
    headers: { "x-hub-signature-256": signatureOf(body, appSecret) },
    body: new Uint8Array(body),
  });
  return answer.status;
}

async function ask(node: Hub, business: Business, question: object): Promise<{ allowed: boolean }> {
  const answer = await fetch(`${node.url}/api/v1/decisions`, {
    method: "POST",
    headers: { authorization: `Bearer ${business.key}`, "content-type": "application/json" },
    body: JSON.stringify(question),
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  const { data }: any = await answer.json();
  return data;
}

async function zoneOn(node: Hub, business: Business): Promise<unknown> {
  const answer = await fetch(`${node.url}/api/v1/accounts`, {
    headers: { authorization: `Bearer ${business.key}` },
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects.
  const { data }: any = await answer.json();
  return data[0].time_zone;
}

/** All that a stream says up to a text, and then leaves it. */
async function readUntil(stream: Response, text: string): Promise<string> {
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes(text)) said += (await reader.read()).value ?? "";
  await reader.cancel();
  return said;
}
