import assert from "node:assert/strict";
import { signatureOf } from "@casement/cloud-api";
import type { Page } from "playwright-core";
import { until } from "./until.ts";

/** The business's side, past its screens: through Meta's own API. */
export interface Platform {
  send(message: Record<string, unknown>): Promise<string>;
  graph(path: string, body: object): Promise<void>;
  /** Meta reports on a message with its own word on the price. */
  report(wamid: string, pricing: Record<string, unknown>): Promise<void>;
}

/** The platform of a running emulator, and one customer of it. */
export async function platformAt(origin: string, customer: string): Promise<Platform> {
  const world: Record<"token" | "phoneNumberId" | "wabaId" | "appSecret" | "webhook", string> =
    JSON.parse(await textAt(`${origin}/emulator`));
  const { token, phoneNumberId, wabaId, appSecret, webhook } = world;
  const post = async (path: string, body: object): Promise<{ messages?: { id: string }[] }> => {
    const answer = await fetch(`${origin}/v25.0/${phoneNumberId}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(said);
    return JSON.parse(said);
  };
  return {
    async send(message) {
      const to = { messaging_product: "whatsapp", to: customer };
      const sent = await post("messages", { ...to, ...message });
      await arrives(origin);
      return sent.messages?.[0]?.id ?? "";
    },
    async graph(path, body) {
      await post(path, body);
    },
    async report(id, pricing) {
      const clock: { now: string } = JSON.parse(await textAt(`${origin}/emulator/clock`));
      const timestamp = String(Math.floor(Date.parse(clock.now) / 1000) - 60);
      const priced = { pricing_model: "PMP", type: "regular", ...pricing };
      const status = {
        id,
        status: "delivered",
        timestamp,
        recipient_id: customer,
        pricing: priced,
      };
      const metadata = { phone_number_id: phoneNumberId, display_phone_number: "15550100000" };
      const value = { messaging_product: "whatsapp", metadata, statuses: [status] };
      const entry = [{ id: wabaId, changes: [{ field: "messages", value }] }];
      const body = JSON.stringify({ object: "whatsapp_business_account", entry });
      const signature = signatureOf(Buffer.from(body), appSecret);
      const headers = { "x-hub-signature-256": signature };
      assert.equal((await fetch(webhook, { method: "POST", headers, body })).status, 200);
    },
  };
}

/** A message takes a second or two to arrive: the clock is turned, nobody waits. */
async function arrives(origin: string): Promise<void> {
  await fetch(`${origin}/emulator/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance: "3s" }),
  });
}

async function textAt(url: string): Promise<string> {
  return await (await fetch(url)).text();
}

/** Waits until this month's ledger has a message; of one sent past the hub it hears on delivery. */
export async function untilInLedger(inbox: Page): Promise<void> {
  await until(inbox, () =>
    inbox.evaluate(async () => {
      const ledger = await fetch("/api/v1/ledger?limit=1");
      return JSON.parse(await ledger.text()).data.lines.length > 0;
    }),
  );
}

/** Sends a template from the inbox, as its composer does. */
export async function sendTemplate(
  inbox: Page,
  template: { customer: string; name: string; values: string[] },
): Promise<string> {
  const { customer, ...named } = template;
  const draft = { kind: "template", language: "en_US", ...named };
  const sent = await inbox.evaluate(
    async ([phone, body]) => {
      const threads = JSON.parse(await (await fetch(`/api/v1/threads?q=${phone}`)).text());
      const [{ number_id: number, thread_id: thread }] = threads.data;
      const answer = await fetch(`/api/v1/threads/${number}/${thread}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
      return await answer.text();
    },
    [customer, JSON.stringify(draft)] as const,
  );
  return JSON.parse(sent).data.message.id;
}
