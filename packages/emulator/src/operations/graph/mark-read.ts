import { graphError, readReceiptRequest } from "@casement/cloud-api";
import { later } from "@casement/engine";
import { ownEntry } from "../../own-entry.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { customerOf } from "../../world/customer.ts";
import type { BusinessNumber } from "../../world/world.ts";

/** A read receipt for a message of the customer's, with a typing sign if asked. */
export function markRead({ platform, body }: Call, number: BusinessNumber): Answer {
  const { world } = platform;
  const reading = readReceiptRequest(body);
  if (!reading.ok) return reading.error;
  const { message_id: id, typing_indicator: typing } = reading.request;
  const message = ownEntry(world.messages, id);
  if (message?.from !== "customer" || message.numberId !== number.id) {
    return graphError(131_009, { details: "message_id: no such message of a customer's" });
  }
  message.isRead = true;
  if (typing !== undefined) {
    customerOf(world, message.phone).typingUntil = later(platform.clock.now(), TYPING_MS);
  }
  platform.tell({ kind: "phone", phone: message.phone });
  return SUCCESS;
}

/** The sign goes out by itself after this long, or with the answer. */
const TYPING_MS = 25_000;
