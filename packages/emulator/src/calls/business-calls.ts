import { later, SECOND_MS } from "@casement/engine";
import { newCallId } from "../ids.ts";
import { ownEntry } from "../own-entry.ts";
import type { Platform } from "../platform.ts";
import type { Call } from "../world/call.ts";
import { callPermissionOf } from "../world/call-permission.ts";
import { customerOf, phonePassed } from "../world/customer.ts";
import { hear, nextFactId, threadOf } from "../world/thread.ts";
import type { BusinessNumber } from "../world/world.ts";
import { tellCallStatus, tellConnect } from "./call-notice.ts";
import { acceptCall, callById, endCall, RINGS_MS } from "./customer-calls.ts";

/** The business calls a customer, who lets it: the customer's phone rings. */
export function businessCalls(
  platform: Platform,
  number: BusinessNumber,
  wanted: {
    readonly phone: string;
    readonly byPhone: boolean;
    readonly callbackData: string | null;
  },
): Call {
  const { world, clock } = platform;
  const { phone, byPhone, callbackData } = wanted;
  const now = clock.now();
  const call: Call = {
    id: newCallId(platform.ids, phone, "business"),
    numberId: number.id,
    phone,
    by: "business",
    at: now,
    callbackData,
    state: "ringing",
    acceptedAt: null,
    endedAt: null,
    outcome: null,
  };
  world.calls[call.id] = call;
  callPermissionOf(world, number.id, phone, now).called.push(now);
  const customer = customerOf(world, phone);
  if (byPhone) phonePassed(customer, now);
  if (!customer.behaviour.offline) tellCallStatus(platform, call, "RINGING");
  const answers = customer.answersCalls !== "ignore" && !customer.behaviour.offline;
  if (answers) {
    platform.plan(later(now, ANSWERS_AFTER_MS), { kind: "call_answered", callId: call.id });
  } else {
    platform.plan(later(now, RINGS_MS), { kind: "call_unanswered", callId: call.id });
  }
  platform.tell({ kind: "phone", phone });
  return call;
}

/** What the agenda brings: the customer does with the call what they do with calls. */
export function answerBusinessCall(platform: Platform, callId: string): void {
  const call = callById(platform, callId);
  if (call === undefined || call.state !== "ringing") return;
  const customer = customerOf(platform.world, call.phone);
  if (customer.answersCalls === "accept") customerAccepts(platform, call);
  else customerRejects(platform, call);
}

/** The customer takes the business's call up, which opens a window. */
export function customerAccepts(platform: Platform, call: Call): void {
  const { world, clock } = platform;
  acceptCall(platform, call);
  const thread = threadOf(world, call.numberId, call.phone);
  hear(world, thread, { kind: "call_accepted", id: nextFactId(world), at: clock.now() });
  tellConnect(platform, call);
  tellCallStatus(platform, call, "ACCEPTED");
  platform.tell({ kind: "phone", phone: call.phone });
}

export function customerRejects(platform: Platform, call: Call): void {
  tellCallStatus(platform, call, "REJECTED");
  endCall(platform, call);
}

/** What the agenda brings: it rang long enough. */
export function giveUpCall(platform: Platform, callId: string): void {
  const call = ownEntry(platform.world.calls, callId);
  if (call?.state === "ringing") endCall(platform, call);
}

const ANSWERS_AFTER_MS: number = 3 * SECOND_MS;
