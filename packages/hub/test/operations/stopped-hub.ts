import { machineTime } from "@casement/engine/system-clock";
import { silentLog } from "../../src/log.ts";
import { type Workshop, workshopOn } from "../../src/operations/workshop.ts";
import { systemIds } from "../../src/system-ids.ts";
import type { Business } from "../flows/begin.ts";

export const AMARA = "447700900142";
export const BRUNO = "447700900143";
export const DAY_MS: number = 24 * 3_600_000;

/** What an operation works with, on the database of a business, until the block is left. */
export async function workshopOf(business: Business): Promise<Workshop & AsyncDisposable> {
  const given = { db: business.db, machine: machineTime, ids: systemIds, log: silentLog };
  const workshop = await workshopOn(given);
  return { ...workshop, [Symbol.asyncDispose]: () => workshop.close() };
}

/** Two customers, answered by text and by template, with delivered messages that cost something. */
export async function tradeADay(business: Business): Promise<void> {
  for (const phone of [AMARA, BRUNO]) {
    await business.customer(phone).writes("hello");
    await sendFrom(business, { to: phone, type: "text", text: { body: "good day" } });
    await business.advance(1_000);
  }
  await business.advance(DAY_MS + 60_000);
  await sendFrom(business, {
    to: AMARA,
    type: "template",
    template: { name: "hello_world", language: { code: "en_US" } },
  });
  await business.advance(60_000);
}

export async function sendFrom(business: Business, message: object): Promise<void> {
  const path = `/v23.0/${business.numberId}/messages`;
  const { status, body } = await business.ask("POST", path, {
    messaging_product: "whatsapp",
    ...message,
  });
  if (status !== 200) throw new Error(JSON.stringify(body));
}
