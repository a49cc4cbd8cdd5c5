import { graphError } from "@casement/cloud-api";
import { textIn } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { handshakeFault } from "../../webhooks/handshake.ts";
import { accountIn } from "./nodes.ts";

/**
 * `POST /WABA/subscribed_apps`: lets the app hear of an account, at an address of the account's own
 * if one is given. Without one, an address that was set before is taken away.
 */
export async function subscribeApp(call: Call): Promise<Answer> {
  const account = accountIn(call);
  const overrideUrl = textIn(call.parameters["override_callback_uri"]) ?? null;
  if (overrideUrl !== null) {
    if (overrideUrl.length > URL_LENGTH_MAX) {
      const what = `must be at most ${URL_LENGTH_MAX} characters long.`;
      return graphError(100, { message: `(#100) Param override_callback_uri ${what}` });
    }
    const verifyToken = textIn(call.parameters["verify_token"]);
    if (verifyToken === undefined) {
      return graphError(100, { message: "(#100) The parameter verify_token is required." });
    }
    const fault = await handshakeFault(call.platform, overrideUrl, verifyToken);
    if (fault !== undefined) return fault;
  }
  account.subscribed = { overrideUrl };
  return SUCCESS;
}

const URL_LENGTH_MAX = 200;
