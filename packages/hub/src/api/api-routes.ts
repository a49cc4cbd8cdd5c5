import { parseJson } from "@casement/cloud-api";
import { assert } from "@casement/engine";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Admitted } from "../access/admission.ts";
import { type ApiKey, mayDo } from "../access/api-key.ts";
import type { Scope } from "../access/scope.ts";
import { accountRoutes } from "./accounts.ts";
import type { ApiSurroundings } from "./api.ts";
import { appRoutes } from "./apps.ts";
import { clockRoutes } from "./clock.ts";
import { serveConsentImports } from "./consent-imports.ts";
import { conversationRoutes } from "./conversations.ts";
import { customerRoutes } from "./customers.ts";
import { decisionRoutes } from "./decisions.ts";
import { endpointRoutes } from "./endpoints.ts";
import { erasureRoutes } from "./erasures.ts";
import { serveEvents } from "./events.ts";
import { keyRoutes } from "./keys.ts";
import { ledgerRoutes } from "./ledger.ts";
import { serveLedgerCsv } from "./ledger-csv.ts";
import { serveMedia } from "./media.ts";
import { mergeRoutes } from "./merges.ts";
import { messageRoutes } from "./messages.ts";
import { notUnderstoodRoutes } from "./not-understood.ts";
import { numberRoutes } from "./numbers.ts";
import { openApiOf } from "./openapi.ts";
import { peopleRoutes } from "./people.ts";
import { ApiProblem } from "./problems.ts";
import type { Route } from "./route.ts";
import { scheduledRoutes } from "./scheduled.ts";
import { serveSignIn } from "./sign-in.ts";
import { templateRoutes } from "./templates.ts";
import { threadRoutes } from "./threads.ts";
import { serveUploads } from "./uploads.ts";

export interface ApiOptions {
  readonly api: ApiSurroundings;
  /**
   * Whether answers are held to their schemas. Tests do; a hub at work has them made by its own
   * hand.
   */
  readonly checkAnswers: boolean;
}

/** Everything under `/api/v1`. */
export async function apiRoutes(app: FastifyInstance, options: ApiOptions): Promise<void> {
  const { api } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string" },
    async (_: unknown, text: string) => jsonFrom(text),
  );
  const routes = [
    ...clockRoutes(api),
    ...numberRoutes(api),
    ...accountRoutes(api),
    ...appRoutes(api),
    ...conversationRoutes(api),
    ...notUnderstoodRoutes(api),
    ...keyRoutes(api),
    ...endpointRoutes(api),
    ...peopleRoutes(api),
    ...threadRoutes(api),
    ...erasureRoutes(api),
    ...mergeRoutes(api),
    ...customerRoutes(api),
    ...messageRoutes(api),
    ...scheduledRoutes(api),
    ...templateRoutes(api),
    ...decisionRoutes(api),
    ...ledgerRoutes(api),
  ];
  // Made when it is asked for: it takes 30 ms, and few who start a hub ask.
  let description: object | undefined;
  app.get("/openapi.json", () => {
    description ??= openApiOf(routes);
    return description;
  });
  for (const one of routes) serve(app, one, options);
  await app.register(async (door) => serveSignIn(door, api));
  await serveKeyed(app, api, { scope: "media:read", serve: serveMedia });
  await serveKeyed(app, api, { scope: "media:write", serve: serveUploads });
  await serveKeyed(app, api, { scope: "consent:import", serve: serveConsentImports });
  await serveKeyed(app, api, { scope: "ledger:read", serve: serveLedgerCsv });
  await app.register(async (streams) => {
    streams.addHook("onRequest", async (request) => {
      await admitted(api, request, "threads:read");
    });
    serveEvents(streams, api);
  });
}

/** Routes whose answers are no JSON, and that ask for the key themselves. */
async function serveKeyed(
  app: FastifyInstance,
  api: ApiSurroundings,
  { scope, serve: serveRoutes }: { scope: Scope; serve: typeof serveMedia },
): Promise<void> {
  await app.register(async (routes) => {
    const keys = new WeakMap<FastifyRequest, ApiKey>();
    routes.addHook("onRequest", async (request) => {
      keys.set(request, await admitted(api, request, scope));
    });
    serveRoutes(routes, api, (request) => {
      const key = keys.get(request);
      assert(key !== undefined, "nobody gets here without a key");
      return key;
    });
  });
}

/** No text at all is no body: some programs name the type of what they do not send. */
function jsonFrom(text: string): unknown {
  if (text === "") return undefined;
  try {
    return parseJson(text);
  } catch {
    throw new ApiProblem("invalid", "The body is not JSON that we take.", { where: "body" });
  }
}

/** Who asks is settled before a body is read: a stranger's is not worth reading. */
function serve(app: FastifyInstance, route: Route, { api, checkAnswers }: ApiOptions): void {
  const keys = new WeakMap<FastifyRequest, ApiKey>();
  app.route({
    method: route.method,
    url: route.path.replace(/\{(\w+)\}/g, ":$1"),
    async onRequest(request) {
      keys.set(request, await admitted(api, request, route.scope));
    },
    async handler(request, reply) {
      const key = keys.get(request);
      assert(key !== undefined, "nobody gets here without a key");
      const { status = 200, body } = await route.answer(request, key);
      if (checkAnswers) route.schemas.answer.parse(body);
      return reply.code(status).header("cache-control", "no-store").send(body);
    },
  });
}

/** The key of the request, if it is let in and may do this. */
async function admitted(
  { admission }: ApiSurroundings,
  request: FastifyRequest,
  scope: Scope | undefined,
): Promise<ApiKey> {
  const outcome = await admission.toApi(request);
  if (outcome.kind !== "admitted") throw refusalOf(outcome);
  if (scope === undefined || mayDo(outcome.key, scope)) return outcome.key;
  throw new ApiProblem("forbidden", `This key lacks the scope ${scope}.`);
}

export function refusalOf(outcome: Exclude<Admitted, { kind: "admitted" }>): ApiProblem {
  switch (outcome.kind) {
    case "no_key":
      return new ApiProblem(
        "unauthorized",
        "This needs a key (Authorization: Bearer csm_…), or somebody who is signed in.",
      );
    case "session_over":
      return new ApiProblem("unauthorized", "Your session is over: sign in again.");
    case "wrong_key":
      return new ApiProblem("unauthorized", "This is no key of ours, or no longer one.");
    case "foreign_page":
      return new ApiProblem("foreign_page", "Another site may not use this browser's key.");
    case "too_many":
      return new ApiProblem("too_many_requests", "Too many wrong keys. Wait a little.", {
        retrySeconds: outcome.waitSeconds,
      });
  }
}
