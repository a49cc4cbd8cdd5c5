import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import type { Customer } from "../../world/customer.ts";

/** `GET /emulator/customers`: everybody who was ever named. */
export function listCustomers({ platform }: Call): Answer {
  return { status: 200, body: { data: Object.values(platform.world.customers).map(customerNode) } };
}

/** A customer as the control API shows one. */
export function customerNode(customer: Customer): Json {
  const { phone, userId, name, username, country, device, behaviour, blocked, waiting } = customer;
  return {
    phone,
    userId,
    name,
    username,
    hidePhone: customer.hidesPhone,
    country,
    device,
    calls: customer.answersCalls,
    behaviour,
    blocked,
    marketingStopped: customer.marketingIsStopped,
    movedTo: customer.movedTo,
    waiting: waiting.length,
  };
}
