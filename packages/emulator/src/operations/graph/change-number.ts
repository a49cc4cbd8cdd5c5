import type { GraphError } from "@casement/cloud-api";
import { later, MINUTE_MS } from "@casement/engine";
import { type Json, objectIn, textIn } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Platform } from "../../platform.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { missing, notAmong, tooLong, wordIn, wrong } from "../../server/parameter-fault.ts";
import { handshakeFault } from "../../webhooks/handshake.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { changeSettings } from "../../world/number-settings.ts";
import { registrationOf } from "../../world/registration.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";
import { pinFault } from "./register-number.ts";

/** `POST /PN`: sets the PIN, the number's own webhook address, its display name, who finds it. */
export async function changeNumber(call: Call): Promise<Answer> {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const faults = [
    changePin(platform, number, parameters),
    changeName(platform, number, parameters),
    changeVisibility(platform, number, parameters),
    await changeWebhook(platform, number, parameters),
  ];
  const known = ["pin", "new_display_name", "search_visibility", "webhook_configuration"];
  if (!known.some((name) => parameters[name] !== undefined)) return missing("pin");
  return faults.find((fault) => fault !== undefined) ?? SUCCESS;
}

function changePin(
  platform: Platform,
  number: BusinessNumber,
  parameters: Json,
): GraphError | undefined {
  if (parameters["pin"] === undefined) return undefined;
  const pin = wordIn(parameters["pin"]);
  const fault = pinFault(pin);
  if (fault !== undefined) return fault;
  registrationOf(platform.world, number).pin = pin ?? null;
  sendWebhook(platform, number.accountId, {
    field: "security",
    value: {
      display_phone_number: number.phone,
      event: "PIN_CHANGED",
      requester: platform.world.portfolioId,
    },
  });
  return undefined;
}

/** A new name is looked at before it is shown. */
function changeName(
  platform: Platform,
  number: BusinessNumber,
  { new_display_name: wanted }: Json,
): GraphError | undefined {
  if (wanted === undefined) return undefined;
  const name = textIn(wanted)?.trim() ?? "";
  if (name.length < NAME_LENGTH_MIN) return wrong("new_display_name", "is too short.");
  if (name.length > NAME_LENGTH_MAX) return tooLong("new_display_name", NAME_LENGTH_MAX);
  registrationOf(platform.world, number).requestedName = name;
  platform.strike((action) => action.kind === "name_review" && action.numberId === number.id);
  platform.plan(later(platform.clock.now(), NAME_REVIEW_MS), {
    kind: "name_review",
    numberId: number.id,
  });
  return undefined;
}

/** What the agenda brings: the name is taken, and the business hears of it. */
export function reviewName(platform: Platform, numberId: string): void {
  const { world } = platform;
  const number = ownEntry(world.numbers, numberId);
  if (number === undefined) return;
  const registration = registrationOf(world, number);
  const name = registration.requestedName;
  if (name === null) return;
  registration.requestedName = null;
  world.numbers[numberId] = { ...number, verifiedName: name };
  sendWebhook(platform, number.accountId, {
    field: "phone_number_name_update",
    value: {
      display_phone_number: number.phone,
      decision: "APPROVED",
      requested_verified_name: name,
      rejection_reason: null,
    },
  });
}

function changeVisibility(
  platform: Platform,
  number: BusinessNumber,
  { search_visibility: wanted }: Json,
): GraphError | undefined {
  if (wanted === undefined) return undefined;
  const word = String(wanted).toUpperCase();
  if (word !== "VISIBLE" && word !== "NON_VISIBLE") {
    return notAmong("search_visibility", ["VISIBLE", "NON_VISIBLE"], wanted);
  }
  changeSettings(platform.world, number, { searchVisibility: word });
  return undefined;
}

/** An address of the number's own, after a handshake with it; an empty one takes it away. */
async function changeWebhook(
  platform: Platform,
  number: BusinessNumber,
  { webhook_configuration: wanted }: Json,
): Promise<GraphError | undefined> {
  const configuration = objectIn(wanted);
  if (configuration === undefined) {
    return wanted === undefined ? undefined : wrong("webhook_configuration", MUST_BE_OBJECT);
  }
  const url = textIn(configuration["override_callback_uri"]) ?? null;
  if (url !== null) {
    if (url.length > URL_LENGTH_MAX) return tooLong("override_callback_uri", URL_LENGTH_MAX);
    const verifyToken = textIn(configuration["verify_token"]);
    if (verifyToken === undefined) return missing("verify_token");
    const fault = await handshakeFault(platform, url, verifyToken);
    if (fault !== undefined) return fault;
  }
  changeSettings(platform.world, number, { overrideUrl: url });
  return undefined;
}

const MUST_BE_OBJECT = "must be a JSON object.";
const NAME_LENGTH_MIN = 3;
const NAME_LENGTH_MAX = 60;
const NAME_REVIEW_MS: number = 10 * MINUTE_MS;
const URL_LENGTH_MAX = 200;
