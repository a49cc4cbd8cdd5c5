import { admit, PARTICIPANTS_MAX } from "../../groups/join.ts";
import type { Json } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";
import { page } from "../../server/paging.ts";
import { listIn, missing, productFault } from "../../server/parameter-fault.ts";
import { secondsText } from "../../webhooks/status-notice.ts";
import type { Group } from "../../world/group.ts";
import { groupIn } from "./groups.ts";

/** `GET /GROUP/join_requests`: who asks to be let in. */
export function listJoinRequests(call: Call): Answer {
  const requests = groupIn(call).requests.map(({ id, phone, at }) => ({
    join_request_id: id,
    wa_id: phone,
    creation_timestamp: secondsText(at),
  }));
  return { status: 200, body: page(call, requests) };
}

/** `POST /GROUP/join_requests`: lets some of them in. */
export function approveJoinRequests(call: Call): Answer {
  return eachRequest(call, "approved_join_requests", (group, phone) => {
    if (group.participants.length >= PARTICIPANTS_MAX) return FULL;
    admit(call.platform, group, phone);
    return undefined;
  });
}

/** `DELETE /GROUP/join_requests`: turns some of them away. */
export function rejectJoinRequests(call: Call): Answer {
  return eachRequest(call, "rejected_join_requests", () => undefined);
}

function eachRequest(
  call: Call,
  done: "approved_join_requests" | "rejected_join_requests",
  change: (group: Group, phone: string) => Json | undefined,
): Answer {
  const fault = productFault(call.parameters);
  if (fault !== undefined) return fault;
  const ids = listIn(call.parameters["join_requests"]).map(String);
  if (ids.length === 0) return missing("join_requests");
  const group = groupIn(call);
  const changed: string[] = [];
  const failed: Json[] = [];
  for (const id of ids) {
    const request = group.requests.find((one) => one.id === id);
    const error = request === undefined ? NOT_FOUND : change(group, request.phone);
    if (error === undefined) changed.push(id);
    else failed.push({ join_request_id: id, errors: [error] });
    if (error === undefined) group.requests = group.requests.filter((one) => one.id !== id);
  }
  return {
    status: 200,
    body: {
      messaging_product: "whatsapp",
      [done]: changed,
      ...(failed.length > 0 && { failed_join_requests: failed }),
    },
  };
}

const NOT_FOUND: Json = errorOf("131213", "Join request not found");
const FULL: Json = errorOf("131205", "Group is full");

function errorOf(code: string, title: string): Json {
  return { code, title, message: title, error_data: { details: title } };
}
