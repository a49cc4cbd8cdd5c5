import { graphError } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { textIn } from "../../json.ts";
import { ownEntry } from "../../own-entry.ts";
import type { Answer, Call } from "../../server/call.ts";
import { systemUserId } from "./app-nodes.ts";

/** `GET /debug_token`: what a token may do. One that opens no world here is told as not valid. */
export function debugToken({ realm, parameters }: Call): Answer {
  const input = textIn(parameters["input_token"]);
  if (input === undefined) {
    return graphError(100, { message: "(#100) The parameter input_token is required." });
  }
  const world = realm.platformFor(input)?.world;
  if (world === undefined) return { status: 200, body: { data: NOT_VALID } };
  if (input.includes("|")) {
    const { id: app_id, name: application } = world.app;
    const data = { app_id, type: "APP", application, is_valid: true, scopes: [] };
    return { status: 200, body: { data } };
  }
  const issued = ownEntry(world.tokens, input);
  const target_ids = Object.keys(world.accounts);
  const data = {
    app_id: world.app.id,
    type: issued === undefined ? "SYSTEM_USER" : "USER",
    application: world.app.name,
    data_access_expires_at: 0,
    expires_at: secondsOf(issued?.expiresAt ?? null),
    is_valid: true,
    issued_at: issued === undefined ? ISSUED_AT : secondsOf(issued.issuedAt),
    scopes: SCOPES,
    granular_scopes: SCOPES.map((scope) => ({ scope, target_ids })),
    user_id: systemUserId(world.portfolioId),
  };
  return { status: 200, body: { data } };
}

/** 0: never. */
function secondsOf(at: Instant | null): number {
  return at === null ? 0 : Math.floor(at / 1_000);
}

const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"];

const ISSUED_AT = 1_640_995_200;

const NOT_VALID = {
  error: { code: 190, message: "Invalid OAuth access token - Cannot parse access token" },
  is_valid: false,
  scopes: [],
};
