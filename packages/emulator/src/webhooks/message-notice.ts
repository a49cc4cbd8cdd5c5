import { type Json, withoutAbsent } from "../json.ts";
import { customerOf } from "../world/customer.ts";
import type { CustomerMessage } from "../world/message.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { metadataOf, secondsText } from "./status-notice.ts";

/** The value of a webhook that brings one message of a customer's, in Meta's order of members. */
export function messageValue(world: World, number: BusinessNumber, message: CustomerMessage): Json {
  const customer = customerOf(world, message.phone);
  const profile = withoutAbsent({ name: customer.name, username: customer.username });
  const { context, ...notice } = message.notice;
  return {
    messaging_product: "whatsapp",
    metadata: metadataOf(number),
    contacts: [{ profile, wa_id: customer.phone, user_id: customer.userId }],
    messages: [
      withoutAbsent({
        context,
        from: customer.phone,
        from_user_id: customer.userId,
        id: message.id,
        timestamp: secondsText(message.at),
        ...notice,
        type: message.type,
      }),
    ],
  };
}
