import type { Json } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { MessageTemplate } from "../../world/template.ts";
import type { BusinessNumber, World } from "../../world/world.ts";

/** Whether a number can send, and what of all that it takes stands in the way. */
export function numberHealth(world: World, number: BusinessNumber): Json {
  const node = { entity_type: "PHONE_NUMBER", id: number.id, can_send_message: AVAILABLE };
  return healthWith(world, node, number.accountId);
}

/** Whether a template can be sent: only one that is approved. */
export function templateHealth(world: World, template: MessageTemplate): Json {
  const isApproved = template.status === "APPROVED";
  const node = {
    entity_type: "MESSAGE_TEMPLATE",
    id: template.id,
    can_send_message: isApproved ? AVAILABLE : "BLOCKED",
    ...(!isApproved && { errors: [NOT_APPROVED] }),
  };
  return healthWith(world, node, template.accountId);
}

/** The node and all that stands above it. The whole is as good as its worst part. */
function healthWith(
  world: World,
  node: Json & { readonly can_send_message: string },
  accountId: string,
): Json {
  const isUnpaid = ownEntry(world.limits.unpaid, accountId) === true;
  const entities = [
    node,
    {
      entity_type: "WABA",
      id: accountId,
      can_send_message: isUnpaid ? "LIMITED" : AVAILABLE,
      ...(isUnpaid && { errors: [NO_PAYMENT] }),
    },
    { entity_type: "BUSINESS", id: world.portfolioId, can_send_message: AVAILABLE },
    { entity_type: "APP", id: world.app.id, can_send_message: AVAILABLE },
  ];
  const worst = ["BLOCKED", "LIMITED"].find((word) =>
    entities.some(({ can_send_message: found }) => found === word),
  );
  return { can_send_message: worst ?? AVAILABLE, entities };
}

const AVAILABLE = "AVAILABLE";

const NOT_APPROVED = {
  error_code: 141_002,
  error_description: "Message templates can only be sent out if they are approved.",
  possible_solution: "Edit or appeal the message template review decision.",
};

/** The number is Meta's; the words are assumed. */
const NO_PAYMENT = {
  error_code: 141_006,
  error_description: "There is an error with the payment method.",
  possible_solution: "Add a valid payment method to the account.",
};
