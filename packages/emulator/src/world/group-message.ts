import type { Charge, Instant } from "@casement/engine";
import type { ConversationOnWire } from "../messages/price.ts";
import type { BusinessMessage } from "./message.ts";
import type { World } from "./world.ts";

/** A message of the business to a group, and whom of it has reached. */
export interface GroupMessage
  extends Omit<
    BusinessMessage,
    "phone" | "links" | "deliveredAt" | "charge" | "conversation" | "status" | "failedWith"
  > {
  readonly groupId: string;
  status: "accepted" | "sent" | "failed";
  /** By the participant's phone. */
  readonly reached: Record<string, Reached>;
}

export interface Reached {
  readonly deliveredAt: Instant;
  readonly charge: Charge | null;
  readonly conversation: ConversationOnWire | null;
  isRead: boolean;
}

/** What one participant got, as a message of its own: it is charged as one. */
export function participantMessage(message: GroupMessage, phone: string): BusinessMessage {
  const { groupId: _groupId, reached, ...rest } = message;
  const one = reached[phone];
  return {
    ...rest,
    phone,
    links: [],
    status: one?.isRead === true ? "read" : "delivered",
    deliveredAt: one?.deliveredAt ?? null,
    failedWith: null,
    charge: one?.charge ?? null,
    conversation: one?.conversation ?? null,
  };
}

/** Every message of the business to a customer, and those to groups once for each they reached. */
export function* deliveredMessages(world: World): Generator<BusinessMessage> {
  for (const message of Object.values(world.messages)) {
    if (message.from === "business") yield message;
  }
  for (const message of Object.values(world.groupMessages)) {
    for (const phone of Object.keys(message.reached)) yield participantMessage(message, phone);
  }
}
