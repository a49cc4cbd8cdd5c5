import { createPublicKey } from "node:crypto";
import { type GraphError, graphError } from "@casement/cloud-api";
import { type Json, objectIn, withoutAbsent } from "../../json.ts";
import type { Platform } from "../../platform.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { flagIn, missing, notAmong, wordIn, wrong } from "../../server/parameter-fault.ts";
import { sendWebhook } from "../../webhooks/send-webhook.ts";
import { secondsText } from "../../webhooks/status-notice.ts";
import { changeSettings, settingsOf } from "../../world/number-settings.ts";
import type { BusinessNumber } from "../../world/world.ts";
import { numberIn } from "./nodes.ts";

/** `GET /PN/settings`: calls, encryption, storage, and whether a changed identity stops a send. */
export function getSettings(call: Call): Answer {
  const settings = settingsOf(call.platform.world, numberIn(call));
  return {
    status: 200,
    body: {
      calling: settings.calling,
      payload_encryption: { status: "DISABLED" },
      storage_configuration: settings.storage,
      user_identity_change: { enable_identity_key_check: settings.checksIdentity },
    },
  };
}

/** `POST /PN/settings`: one of them at a time, as Meta wants it. */
export function changeNumberSettings(call: Call): Answer {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const calling = objectIn(parameters["calling"]);
  const identity = objectIn(parameters["user_identity_change"]);
  const storage = objectIn(parameters["storage_configuration"]);
  const encryption = objectIn(parameters["payload_encryption"]);
  if (!calling && !identity && !storage && !encryption) return missing("calling");
  const fault = calling && changeCalling(platform, number, calling);
  if (fault !== undefined) return fault;
  if (identity !== undefined) {
    const flag = flagIn(identity["enable_identity_key_check"] ?? identity["enabled"]);
    if (flag === undefined) return missing("user_identity_change['enable_identity_key_check']");
    changeSettings(platform.world, number, { checksIdentity: flag });
  }
  if (storage !== undefined) changeSettings(platform.world, number, { storage });
  return SUCCESS;
}

function changeCalling(
  platform: Platform,
  number: BusinessNumber,
  wanted: Json,
): GraphError | undefined {
  for (const [name, words] of CALLING_WORDS) {
    const given = wanted[name];
    if (given === undefined || given === null) continue;
    if (!words.includes(String(given).toUpperCase())) {
      return notAmong(`calling['${name}']`, words, given);
    }
  }
  const before = settingsOf(platform.world, number).calling;
  const calling = { ...before, ...withoutAbsent(wanted) };
  changeSettings(platform.world, number, { calling });
  sendWebhook(platform, number.accountId, {
    field: "account_settings_update",
    value: {
      messaging_product: "whatsapp",
      timestamp: secondsText(platform.clock.now()),
      type: "phone_number_settings",
      phone_number_settings: { phone_number_id: number.id, calling },
    },
  });
  return undefined;
}

const ON_OFF: readonly string[] = ["ENABLED", "DISABLED"];

const CALLING_WORDS: readonly (readonly [string, readonly string[]])[] = [
  ["status", ON_OFF],
  ["call_icon_visibility", ["DEFAULT", "DISABLE_ALL", "VISIBLE", "HIDDEN"]],
  ["callback_permission_status", ON_OFF],
];

/** `GET /PN/whatsapp_commerce_settings`: whether a catalog and a cart are shown. */
export function getCommerceSettings(call: Call): Answer {
  const number = numberIn(call);
  const { commerce } = settingsOf(call.platform.world, number);
  const setting = {
    is_cart_enabled: commerce.cart,
    is_catalog_visible: commerce.catalog,
    id: number.id,
  };
  return { status: 200, body: { data: [setting] } };
}

/** `POST /PN/whatsapp_commerce_settings`: by query, form or JSON. */
export function changeCommerceSettings(call: Call): Answer {
  const { platform, parameters } = call;
  const number = numberIn(call);
  const { commerce } = settingsOf(platform.world, number);
  const { is_cart_enabled: cart, is_catalog_visible: catalog } = parameters;
  for (const [name, given] of Object.entries({
    is_cart_enabled: cart,
    is_catalog_visible: catalog,
  }))
    if (given !== undefined && flagIn(given) === undefined)
      return wrong(name, "must be a boolean.");
  const changed = {
    cart: flagIn(cart) ?? commerce.cart,
    catalog: flagIn(catalog) ?? commerce.catalog,
  };
  changeSettings(platform.world, number, { commerce: changed });
  return SUCCESS;
}

/** `GET /PN/whatsapp_business_encryption`: the key that flows are encrypted for. */
export function getEncryption(call: Call): Answer {
  const { publicKey } = settingsOf(call.platform.world, numberIn(call));
  const key = {
    business_public_key: publicKey,
    business_public_key_signature_status: "VALID",
  };
  return { status: 200, body: { data: publicKey === null ? [] : [key] } };
}

/** `POST /PN/whatsapp_business_encryption`: sets it: RSA of 2048 bits, in PEM. */
export function setEncryption(call: Call): Answer {
  const pem = wordIn(call.parameters["business_public_key"]);
  if (pem === undefined) return missing("business_public_key");
  if (!isPublicKey(pem)) {
    return graphError(100, { message: "(#100) Param business_public_key is not a valid key." });
  }
  changeSettings(call.platform.world, numberIn(call), { publicKey: pem });
  return SUCCESS;
}

function isPublicKey(pem: string): boolean {
  if (!pem.includes("BEGIN PUBLIC KEY") && !pem.includes("BEGIN RSA PUBLIC KEY")) return false;
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === "rsa" && key.asymmetricKeyDetails?.modulusLength === 2_048;
  } catch {
    return false;
  }
}
