import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { KnownApp } from "../numbers/app-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { isoOf, isoOrNull } from "./instants.ts";
import { AppShape } from "./management-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { NO_BODY, NO_FIELDS, oneOf, pageOf, type Route, route } from "./route.ts";

/**
 * The apps whose webhooks the hub takes, and the versions of their secrets. A new version comes
 * with `POST /numbers`. Only keys of the whole installation see them, for accounts share an app.
 */
export function appRoutes(api: ApiSurroundings): Route[] {
  return [list(api), retire(api)];
}

function list({ connecting }: ApiSurroundings): Route {
  return route({
    method: "GET",
    path: "/apps",
    summary:
      "The apps that post to this hub, with each version of their secrets, but not its words",
    scope: "numbers:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: pageOf(AppShape),
    async run({ key }) {
      refuseUnlessEverywhere(key);
      return { body: { data: (await connecting.apps()).map(appShape), next_cursor: null } };
    },
  });
}

/** An app that was named by no id, as the environment allows, has the id 0. */
const SecretParams = z.object({
  app_id: z
    .string()
    .regex(/^(0|[1-9]\d{0,17})$/, "must be the digits of an app's id")
    .transform(BigInt),
  version: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be the version of a secret")
    .transform(Number),
});

function retire({ connecting }: ApiSurroundings): Route {
  return route({
    method: "DELETE",
    path: "/apps/{app_id}/secrets/{version}",
    summary: "Retires a version of an app's secret: what it signs is refused from now on",
    scope: "numbers:write",
    params: SecretParams,
    query: NO_FIELDS,
    body: NO_BODY,
    answer: oneOf(AppShape),
    async run({ key, params }) {
      refuseUnlessEverywhere(key);
      const { app_id: appId, version } = params;
      const outcome = await connecting.retireSecret({ appId, version });
      if (outcome === "last") throw new ApiProblem("conflict", LAST);
      const app = (await connecting.apps()).find((one) => one.appId === appId);
      if (outcome === "unknown" || app === undefined) {
        throw new ApiProblem("not_found", "There is no such secret.");
      }
      return { body: { data: appShape(app) } };
    },
  });
}

const LAST =
  "It is the app's only active secret, and without one nothing that Meta posts would be taken. " +
  "Give the hub the new one first (POST /api/v1/numbers), then retire this.";

function refuseUnlessEverywhere(key: ApiKey): void {
  if (key.everywhere) return;
  throw new ApiProblem("forbidden", "This needs a key for the whole installation.");
}

function appShape({ appId, accountIds, secrets }: KnownApp): AppShape {
  return {
    app_id: String(appId),
    account_ids: accountIds.map(String),
    secrets: secrets.map(({ version, createdAt, retiredAt }) => ({
      version,
      created_at: isoOf(createdAt),
      retired_at: isoOrNull(retiredAt),
    })),
  };
}
