import { type GraphError, graphError } from "@casement/cloud-api";
import { DAY_MS, later } from "@casement/engine";
import { newToken } from "../../ids.ts";
import type { Platform } from "../../platform.ts";
import type { Answer, Call } from "../../server/call.ts";
import { missing, notAmong, wordIn } from "../../server/parameter-fault.ts";

/**
 * `GET` and `POST /oauth/access_token`: a token for the app itself, for a code of a sign-in, or one
 * that lives longer. Any code is taken: with Meta it comes out of a window in the browser.
 */
export function giveAccessToken({ platform, realm, parameters }: Call): Answer {
  const { app, secrets } = platform.world;
  const clientId = wordIn(parameters["client_id"]);
  if (clientId === undefined) return plain(101, "Missing client_id parameter.");
  if (clientId !== app.id)
    return plain(101, "Error validating application. Invalid application ID.");
  const secret = wordIn(parameters["client_secret"]);
  if (secret === undefined) return plain(1, "Missing client_secret parameter.");
  if (secret !== secrets.appSecret) return plain(1, "Error validating client secret.");
  const grant = wordIn(parameters["grant_type"]) ?? "authorization_code";
  switch (grant) {
    case "client_credentials":
      return tokenAnswer(`${app.id}|${secrets.appSecret}`);
    case "authorization_code":
      return parameters["code"] === undefined ? missing("code") : issued(platform, null);
    case "fb_exchange_token": {
      const old = wordIn(parameters["fb_exchange_token"]);
      if (old === undefined) return missing("fb_exchange_token");
      return realm.platformFor(old) === platform ? issued(platform, LONG_LIFE_MS) : graphError(190);
    }
    default:
      return notAmong("grant_type", GRANTS, grant);
  }
}

function issued(platform: Platform, lifeMs: number | null): Answer {
  const now = platform.clock.now();
  const token = newToken(platform.ids, "user");
  const expiresAt = lifeMs === null ? null : later(now, lifeMs);
  platform.world.tokens[token] = { token, issuedAt: now, expiresAt };
  return tokenAnswer(token, lifeMs === null ? undefined : lifeMs / 1_000);
}

function tokenAnswer(token: string, expiresIn?: number): Answer {
  return {
    status: 200,
    body: {
      access_token: token,
      token_type: "bearer",
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
    },
  };
}

function plain(code: number, message: string): GraphError {
  return graphError(code, { status: 400, message });
}

const GRANTS: readonly string[] = ["authorization_code", "client_credentials", "fb_exchange_token"];
const LONG_LIFE_MS: number = 60 * DAY_MS;
