import { z } from "zod";
import { customerAccepts, customerRejects } from "../../calls/business-calls.ts";
import { callById, customerCalls, endCall, openCall } from "../../calls/customer-calls.ts";
import type { Answer, Call } from "../../server/call.ts";
import { invalidBody, refusal } from "../../server/control-answer.ts";
import { isBlockedBy } from "../../world/block-list.ts";
import type { Call as PhoneCall } from "../../world/call.ts";
import { takesCalls } from "../../world/number-settings.ts";
import { NO_PHONE, numberWrittenTo, phoneInPath } from "./phone-in-path.ts";

const Wanted = z.strictObject({
  /** `connect` calls; the others answer or end a call that is under way. */
  action: z.enum(["connect", "accept", "reject", "terminate"]).default("connect"),
  /** Which call; else the one under way. */
  id: z.string().optional(),
  /** The business number, if the world has several. */
  number: z.string().optional(),
});

/** `POST /emulator/customers/PHONE/calls`: the customer calls, or answers and ends a call. */
export function customerPhones(call: Call): Answer {
  const phone = phoneInPath(call);
  if (phone === undefined) return NO_PHONE;
  const read = Wanted.safeParse(call.body ?? {});
  if (!read.success) return invalidBody(read.error);
  const number = numberWrittenTo(call, read.data.number);
  if (number === undefined) return refusal(404, "not_found", "number: no such business number");
  const { platform } = call;
  const { action, id } = read.data;
  if (action !== "connect") {
    const found = id === undefined ? openCall(platform, number.id, phone) : callById(platform, id);
    if (found === undefined || found.phone !== phone || found.state === "ended") return NO_CALL;
    return actOn(call, found, action);
  }
  if (!takesCalls(platform.world, number)) return NO_CALLS;
  if (isBlockedBy(platform.world, number.id, phone)) return BLOCKED;
  if (openCall(platform, number.id, phone) !== undefined) return BUSY;
  return { status: 200, body: callNode(customerCalls(platform, number, phone)) };
}

function actOn(
  { platform }: Call,
  found: PhoneCall,
  action: "accept" | "reject" | "terminate",
): Answer {
  if (action === "terminate") {
    endCall(platform, found);
  } else {
    if (found.by !== "business" || found.state !== "ringing") return NOT_RINGING;
    if (action === "accept") customerAccepts(platform, found);
    else customerRejects(platform, found);
  }
  return { status: 200, body: callNode(found) };
}

function callNode({ id, by, state, outcome }: PhoneCall): object {
  return { id, by, state, outcome };
}

const NO_CALL: Answer = refusal(409, "no_call", "no call of this customer's is under way");
const NOT_RINGING: Answer = refusal(409, "not_ringing", "no call of the business's rings");
const BUSY: Answer = refusal(409, "busy", "a call is under way already");
const BLOCKED: Answer = refusal(409, "blocked", "the business has blocked this customer");
const NO_CALLS: Answer = refusal(
  409,
  "calling_disabled",
  'the number takes no calls: POST /PN/settings { "calling": { "status": "ENABLED" } }',
);
