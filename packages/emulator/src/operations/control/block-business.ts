import { judgeNumbers } from "../../limits/number-quality.ts";
import type { Answer, Call } from "../../server/call.ts";
import { customerOf } from "../../world/customer.ts";
import { customerNode } from "./list-customers.ts";
import { NO_PHONE, phoneInPath } from "./phone-in-path.ts";

/** `POST /emulator/customers/PHONE/block`: the customer blocks the business. */
export function blockBusiness(call: Call): Answer {
  return setBlocked(call, true);
}

/** `POST /emulator/customers/PHONE/unblock`: and lets it write again. */
export function unblockBusiness(call: Call): Answer {
  return setBlocked(call, false);
}

function setBlocked(call: Call, blocked: boolean): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const { platform } = call;
  const customer = customerOf(platform.world, phone);
  customer.blocked = blocked;
  if (blocked) customer.blockedAt = platform.clock.now();
  if (blocked) judgeNumbers(platform);
  platform.tell({ kind: "phone", phone });
  return { status: 200, body: customerNode(customer) };
}
