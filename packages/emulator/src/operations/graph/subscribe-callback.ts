import { graphError } from "@casement/cloud-api";
import { textIn } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { handshakeFault } from "../../webhooks/handshake.ts";

/** `POST /APP/subscriptions`: sets where the app's webhooks go, after a handshake with it. */
export async function subscribeCallback({ platform, parameters }: Call): Promise<Answer> {
  const { app } = platform.world;
  const object = textIn(parameters["object"]);
  const callbackUrl = textIn(parameters["callback_url"]) ?? app.subscription?.callbackUrl;
  const verifyToken = textIn(parameters["verify_token"]) ?? app.subscription?.verifyToken;
  if (object !== "whatsapp_business_account") {
    return required("object");
  }
  if (callbackUrl === undefined) return required("callback_url");
  if (verifyToken === undefined) return required("verify_token");
  const fault = await handshakeFault(platform, callbackUrl, verifyToken);
  if (fault !== undefined) return fault;
  const added = namesIn(parameters["fields"]);
  const fields = [...new Set([...(app.subscription?.fields ?? []), ...added])];
  app.subscription = { callbackUrl, verifyToken, fields };
  return SUCCESS;
}

function required(name: string): Answer {
  return graphError(100, { message: `(#100) The parameter ${name} is required.` });
}

/** `messages,flows`, or a list of names. */
function namesIn(fields: unknown): string[] {
  const names = Array.isArray(fields) ? fields.map(String) : String(fields ?? "").split(",");
  return names.map((name) => name.trim()).filter((name) => name !== "");
}
