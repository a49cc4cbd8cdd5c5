import { graphError } from "@casement/cloud-api";
import { textIn } from "../../json.ts";
import type { Answer, Call } from "../../server/call.ts";

/** `GET /debug_token`: what a token may do. One that opens no world here is told as not valid. */
export function debugToken({ realm, parameters }: Call): Answer {
  const input = textIn(parameters["input_token"]);
  if (input === undefined) {
    return graphError(100, { message: "(#100) The parameter input_token is required." });
  }
  const world = realm.platformFor(input)?.world;
  if (world === undefined) return { status: 200, body: { data: NOT_VALID } };
  const target_ids = Object.keys(world.accounts);
  const data = {
    app_id: world.app.id,
    type: "SYSTEM_USER",
    application: world.app.name,
    data_access_expires_at: 0,
    expires_at: 0,
    is_valid: true,
    issued_at: ISSUED_AT,
    scopes: SCOPES,
    granular_scopes: SCOPES.map((scope) => ({ scope, target_ids })),
    user_id: world.portfolioId,
  };
  return { status: 200, body: { data } };
}

const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"];

const ISSUED_AT = 1_640_995_200;

const NOT_VALID = {
  error: { code: 190, message: "Invalid OAuth access token - Cannot parse access token" },
  is_valid: false,
  scopes: [],
};
