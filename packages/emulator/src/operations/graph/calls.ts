import { type GraphError, graphError } from "@casement/cloud-api";
import { DAY_MS } from "@casement/engine";
import { businessCalls } from "../../calls/business-calls.ts";
import { acceptCall, callById, endCall, openCall } from "../../calls/customer-calls.ts";
import { IN_DAY_MAX, IN_WEEK_MAX } from "../../calls/permission-request.ts";
import { type Json, objectIn, textIn } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { missing, notAmong, productFault, tooLong, wordIn } from "../../server/parameter-fault.ts";
import { isBlockedBy } from "../../world/block-list.ts";
import type { Call as PhoneCall } from "../../world/call.ts";
import { callPermissionOf } from "../../world/call-permission.ts";
import { customerNamed } from "../../world/named-customer.ts";
import { takesCalls } from "../../world/number-settings.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/calls`: calls a customer, or takes, declines and ends a call. */
export function actOnCall(call: Call): Answer {
  const { platform, parameters } = call;
  const fault = productFault(parameters);
  if (fault !== undefined) return fault;
  const action = wordIn(parameters["action"]);
  if (action === undefined) return missing("action");
  if (!ACTIONS.includes(action)) return notAmong("action", ACTIONS, action);
  const number = numberIn(call);
  if (!takesCalls(platform.world, number)) return graphError(138_000, NOT_ENABLED);
  if (action === "connect") return connect(platform, number, parameters);
  return act(platform, number, action, parameters);
}

function connect(platform: Platform, number: BusinessNumber, parameters: Json): Answer {
  const { world, clock } = platform;
  const fault = sessionFault(parameters, "offer") ?? callbackFault(parameters);
  if (fault !== undefined) return fault;
  const byPhone = wordIn(parameters["to"]);
  const name = byPhone ?? wordIn(parameters["recipient"]);
  if (name === undefined) return missing("to");
  const customer = customerNamed(world, name);
  if (customer === undefined) {
    return graphError(131_009, { details: "to: not a valid phone number" });
  }
  const { phone } = customer;
  if (isBlockedBy(world, number.id, phone)) return graphError(130_403);
  const permission = callPermissionOf(world, number.id, phone, clock.now());
  if (customer.blocked || customer.movedTo !== null) return graphError(138_001, UNCALLABLE);
  if (permission.status === "no_permission") return graphError(138_006, NO_PERMISSION);
  if (permission.called.length >= CALLS_MAX) return graphError(138_012, TOO_MANY);
  if (openCall(platform, number.id, phone) !== undefined) return graphError(138_003, DUPLICATE);
  const callbackData = textIn(parameters["biz_opaque_callback_data"]) ?? null;
  const made = businessCalls(platform, number, {
    phone,
    byPhone: byPhone !== undefined,
    callbackData,
  });
  return { status: 200, body: { messaging_product: "whatsapp", calls: [{ id: made.id }] } };
}

function act(platform: Platform, number: BusinessNumber, action: string, parameters: Json): Answer {
  const found = callNamed(platform, number, parameters);
  if (found === undefined) {
    return graphError(131_009, { details: "call_id: there is no such call under way" });
  }
  if (action === "terminate" || action === "reject") {
    endCall(platform, found);
    return DONE;
  }
  if (found.by !== "customer" || found.state !== "ringing") {
    return graphError(131_009, { details: "call_id: the call does not ring" });
  }
  const fault = sessionFault(parameters, "answer");
  if (fault !== undefined) return fault;
  if (action === "accept") acceptCall(platform, found);
  return DONE;
}

/** By its id; a sample of Meta's names the customer instead. */
function callNamed(
  platform: Platform,
  number: BusinessNumber,
  parameters: Json,
): PhoneCall | undefined {
  const id = wordIn(parameters["call_id"]);
  if (id !== undefined) {
    const found = callById(platform, id);
    return found?.numberId === number.id && found.state !== "ended" ? found : undefined;
  }
  const customer = customerNamed(platform.world, wordIn(parameters["to"]) ?? "");
  return customer && openCall(platform, number.id, customer.phone);
}

function sessionFault(parameters: Json, type: "offer" | "answer"): GraphError | undefined {
  const session = objectIn(parameters["session"]);
  if (session === undefined) return missing("session");
  if (session["sdp_type"] !== type) {
    return notAmong("session['sdp_type']", [type], session["sdp_type"]);
  }
  return textIn(session["sdp"]) === undefined ? missing("session['sdp']") : undefined;
}

function callbackFault(parameters: Json): GraphError | undefined {
  const data = textIn(parameters["biz_opaque_callback_data"]) ?? "";
  return data.length > 512 ? tooLong("biz_opaque_callback_data", 512) : undefined;
}

/** `GET /PN/call_permissions`: whether a customer may be called, and how often still. */
export function getCallPermissions(call: Call): Answer {
  const { platform, parameters } = call;
  const name = wordIn(parameters["user_wa_id"]) ?? wordIn(parameters["recipient"]);
  if (name === undefined) return missing("user_wa_id");
  const customer = customerNamed(platform.world, name);
  if (customer === undefined) {
    return graphError(131_009, { details: "user_wa_id: not a valid phone number" });
  }
  const now = platform.clock.now();
  const number = numberIn(call);
  const permission = callPermissionOf(platform.world, number.id, customer.phone, now);
  const { status, expiresAt, asked, called } = permission;
  const inDay = asked.filter((at) => at > now - DAY_MS).length;
  const mayAsk = inDay < IN_DAY_MAX && asked.length < IN_WEEK_MAX;
  const mayCall = status !== "no_permission" && called.length < CALLS_MAX;
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      permission: {
        status,
        ...(expiresAt !== null && { expiration_time: Math.floor(expiresAt / 1_000) }),
      },
      actions: [
        {
          action_name: "send_call_permission_request",
          can_perform_action: mayAsk,
          limits: [limit("PT24H", inDay, IN_DAY_MAX), limit("P7D", asked.length, IN_WEEK_MAX)],
        },
        {
          action_name: "start_call",
          can_perform_action: mayCall,
          limits: [limit("PT24H", called.length, CALLS_MAX)],
        },
      ],
    },
  };
}

function limit(time_period: string, current_usage: number, max_allowed: number): Json {
  return { time_period, current_usage, max_allowed };
}

const DONE: Answer = { status: 200, body: { messaging_product: "whatsapp", success: true } };
const ACTIONS: readonly string[] = ["connect", "pre_accept", "accept", "reject", "terminate"];

/** In 24 hours, to one customer. */
const CALLS_MAX = 100;

const NOT_ENABLED = callError(138_000, "Calling not enabled", 401);
const UNCALLABLE = callError(138_001, "Receiver uncallable");
const DUPLICATE = callError(138_003, "Duplicate call");
const NO_PERMISSION = callError(138_006, "No approved call permission found");
const TOO_MANY = callError(138_012, "Limit reached for business initiated calls");

function callError(
  code: number,
  title: string,
  status = 400,
): { message: string; details: string; status: number } {
  return { message: `(#${code}) ${title}`, details: title, status };
}
