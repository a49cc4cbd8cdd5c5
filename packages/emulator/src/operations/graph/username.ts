import { type GraphError, graphError } from "@casement/cloud-api";
import type { Platform } from "../../platform.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { missing, wordIn } from "../../server/parameter-fault.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { changeSettings, settingsOf } from "../../world/number-settings.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/** `GET /PN/username`: the business's username, if it has one. */
export function getUsername(call: Call): Answer {
  const { username } = settingsOf(call.platform.world, numberIn(call));
  return { status: 200, body: username === null ? {} : { username, status: "approved" } };
}

/** `POST /PN/username`: takes one, at once. */
export function setUsername(call: Call): Answer {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const username = wordIn(parameters["username"])?.toLowerCase();
  if (username === undefined) return missing("username");
  const fault = usernameFault(platform, number, username);
  if (fault !== undefined) return fault;
  changeSettings(platform.world, number, { username });
  tellUsername(platform, number, { username, status: "approved" });
  return { status: 200, body: { status: "approved" } };
}

/** `DELETE /PN/username`: gives it up. */
export function deleteUsername(call: Call): Answer {
  const { platform } = call;
  const number = numberIn(call);
  if (settingsOf(platform.world, number).username === null) return graphError(147_005, NO_USERNAME);
  changeSettings(platform.world, number, { username: null });
  tellUsername(platform, number, { status: "deleted" });
  return SUCCESS;
}

/** `GET /PN/username_suggestions`: some that are free, made of the business's name. */
export function suggestUsernames(call: Call): Answer {
  const { platform } = call;
  const number = numberIn(call);
  const name = number.verifiedName.toLowerCase().replace(/[^a-z0-9]+/g, "_");
  const base = name.replace(/^_+|_+$/g, "").slice(0, LENGTH_MAX - 4) || "business";
  const free = [base, `${base}.wa`, `${base}_hq`].filter(
    (one) => usernameFault(platform, number, one) === undefined,
  );
  return { status: 200, body: { data: [{ username_suggestions: free }] } };
}

function usernameFault(
  { world }: Platform,
  number: BusinessNumber,
  username: string,
): GraphError | undefined {
  const isFormed =
    username.length >= LENGTH_MIN &&
    username.length <= LENGTH_MAX &&
    /^[a-z0-9._]+$/.test(username) &&
    /[a-z]/.test(username) &&
    !/^\.|\.$|\.\.|^www/.test(username);
  if (!isFormed) return graphError(147_001, NOT_FORMED);
  const isTaken = Object.values(world.numbers).some(
    (other) => other.id !== number.id && settingsOf(world, other).username === username,
  );
  const isCustomers = Object.values(world.customers).some((one) => one.username === username);
  return isTaken || isCustomers ? graphError(147_002, TAKEN) : undefined;
}

function tellUsername(
  platform: Platform,
  number: BusinessNumber,
  what: { readonly username?: string; readonly status: string },
): void {
  sendWebhook(platform, number.accountId, {
    field: "business_username_update",
    value: { display_phone_number: number.phone, ...what },
  });
}

const LENGTH_MIN = 3;
const LENGTH_MAX = 35;
const NOT_FORMED = {
  status: 400,
  message: "(#147001) Invalid username format",
  details: "3 to 35 letters a to z, digits, periods and underscores, and at least one letter.",
};
const TAKEN = {
  status: 400,
  message: "(#147002) Username not available",
  details: "This username is not available.",
};
const NO_USERNAME = {
  status: 400,
  message: "(#147005) Username not found",
  details: "The number has no username.",
};
