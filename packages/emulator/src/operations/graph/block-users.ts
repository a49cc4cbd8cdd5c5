import { graphError } from "@casement/cloud-api";
import type { Json } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { page } from "../../server/paging.ts";
import { missing, objectsIn, productFault, wordIn, wrong } from "../../server/parameter-fault.ts";
import { type BlockedCustomer, blockedBy } from "../../world/block-list.ts";
import { customerOf, showsPhone } from "../../world/customer.ts";
import { customerNamed } from "../../world/named-customer.ts";
import { isWindowOpen, threadOf } from "../../world/thread.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/** `POST /PN/block_users`: only those can be blocked who wrote in the last 24 hours. */
export function blockUsers(call: Call): Answer {
  return eachUser(call, "added_users", (platform, number, named) => {
    const { world, clock } = platform;
    const blocked = blockedBy(world, number.id);
    if (blocked.some(({ phone }) => phone === named.phone)) return undefined;
    if (blocked.length >= BLOCKED_MAX) return failure(139_101, "Blocklist limit reached", LIMIT);
    if (!isWindowOpen(threadOf(world, number.id, named.phone), clock.now())) {
      return failure(131_047, "Re-engagement required", NOT_HEARD);
    }
    world.blockLists[number.id] = [...blocked, named];
    return undefined;
  });
}

/** `DELETE /PN/block_users`: they may write again. Who was not blocked is told as let in, too. */
export function unblockUsers(call: Call): Answer {
  return eachUser(call, "removed_users", ({ world }, number, named) => {
    const rest = blockedBy(world, number.id).filter(({ phone }) => phone !== named.phone);
    world.blockLists[number.id] = rest;
    return undefined;
  });
}

/** `GET /PN/block_users`: who is blocked. */
export function listBlockedUsers(call: Call): Answer {
  const { platform } = call;
  const blocked = blockedBy(platform.world, numberIn(call).id).map((one) =>
    userNode(platform, one),
  );
  const { data, paging } = page(call, blocked);
  return {
    status: 200,
    body: { data: [{ block_users: data }], ...(paging !== undefined && { paging }) },
  };
}

type Change = (
  platform: Platform,
  number: BusinessNumber,
  named: BlockedCustomer,
) => Json | undefined;

/**
 * Tries each for itself. If one fails the answer is an error, and still carries all that was done:
 * who reads only the error takes those for failed who were not.
 */
function eachUser(call: Call, done: "added_users" | "removed_users", change: Change): Answer {
  const { platform, parameters } = call;
  const fault = productFault(parameters);
  if (fault !== undefined) return fault;
  const users = objectsIn(parameters["block_users"]);
  if (users.length === 0) return missing("block_users");
  if (users.length > USERS_MAX) {
    return wrong("block_users", `must have at most ${USERS_MAX} elements.`);
  }
  const changed: Json[] = [];
  const failed: Json[] = [];
  for (const user of users) {
    const input = wordIn(user["user"]) ?? wordIn(user["user_id"]) ?? "";
    const customer = customerNamed(platform.world, input);
    const errors =
      customer === undefined
        ? failure(131_009, "Parameter value is not valid", "user: not a valid phone number")
        : change(platform, numberIn(call), { phone: customer.phone, input });
    const node = { input, ...(customer && userNode(platform, { phone: customer.phone, input })) };
    if (errors === undefined) changed.push(node);
    else failed.push({ ...node, errors: [errors] });
  }
  const blockUsers = {
    ...(changed.length > 0 && { [done]: changed }),
    ...(failed.length > 0 && { failed_users: failed }),
  };
  const body = { messaging_product: "whatsapp", block_users: blockUsers };
  if (failed.length === 0) return { status: 200, body };
  const error = graphError(139_100, { details: SOME_FAILED });
  return { status: error.status, body: { ...body, ...error.body } };
}

/** Who hides their phone is told by their id. */
function userNode({ world, clock }: Platform, { phone, input }: BlockedCustomer): Json {
  const customer = customerOf(world, phone);
  if (showsPhone(customer, clock.now())) return { input, wa_id: phone };
  return { input, user_id: customer.userId };
}

function failure(code: number, message: string, details: string): Json {
  return { message, code, error_data: { details } };
}

const USERS_MAX = 1_000;
const BLOCKED_MAX = 64_000;
const NOT_HEARD =
  "Message failed because more than 24 hours have passed since the user last wrote.";
const LIMIT = "No more users can be blocked.";
const SOME_FAILED = "Failed to block some users, see the block_users response list for details";
