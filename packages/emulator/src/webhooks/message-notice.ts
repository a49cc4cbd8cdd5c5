import { type Json, withoutAbsent } from "../json.ts";
import { customerOf } from "../world/customer.ts";
import type { CustomerMessage } from "../world/message.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { customerContact } from "./customer-contact.ts";
import { metadataOf, secondsText } from "./status-notice.ts";

/** The value of a webhook that brings one message of a customer's, in Meta's order of members. */
export function messageValue(world: World, number: BusinessNumber, message: CustomerMessage): Json {
  const customer = customerOf(world, message.phone);
  const contact = customerContact(customer, message.at, { profile: true });
  const { context, ...notice } = message.notice;
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: [contact],
    messages: [
      withoutAbsent({
        context,
        from: contact["wa_id"],
        from_user_id: contact["user_id"],
        id: message.id,
        timestamp: secondsText(message.at),
        ...notice,
        type: message.type,
      }),
    ],
  };
}
