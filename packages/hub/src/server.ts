import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import helmet from "@fastify/helmet";
import fastify, { type FastifyInstance, type FastifyPluginAsync } from "fastify";
import { serveEnter } from "./access/enter.ts";
import type { ApiSurroundings } from "./api/api.ts";
import { serveApiDocs } from "./api/api-docs.ts";
import { apiRoutes } from "./api/api-routes.ts";
import { serveHealth } from "./api/health.ts";
import { serveMetrics } from "./api/metrics.ts";
import { ApiProblem, problemFrom } from "./api/problems.ts";
import { sendProblem, serveScreens } from "./api/screens.ts";
import type { Log } from "./log.ts";
import type { Meters } from "./operations/meters.ts";
import { giveGraphError, isOfGraph } from "./sending/graph-routes.ts";

export interface ServerOptions {
  readonly api: ApiSurroundings;
  /**
   * Takes requests of the webhook path before the framework sees them; true if it took this one.
   */
  readonly webhook?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** The Graph paths, whose errors have Meta's form. */
  readonly graphRoutes?: FastifyPluginAsync;
  /** The folder of the built screens. */
  readonly screens?: string | undefined;
  /** What `/metrics` tells. */
  readonly meters?: Meters | undefined;
  /** Whether answers of `/api/v1` are held to their schemas: for tests. */
  readonly checkAnswers?: boolean;
  /** Whether a link with a key in it lets a browser in without a password: for a demo. */
  readonly enterByLink?: boolean | undefined;
  /** Addresses of the proxies that may say who asked; none if left out. */
  readonly trustProxy?: readonly string[] | undefined;
}

/**
 * The hub's HTTP server: webhook, Cloud API, `/api/v1`, the door for browsers, screens, health.
 *
 * It owns nothing that it is given. Whoever composes a hub makes, in this order: the pool; an
 * `Admission` (also asked by the Graph routes: `admission.toGraph(request)`); an `EventSignal`, and
 * awaits its `start()`; directory, gate and sender; then this server, and `listen`s. To close:
 * first `app.close()`, which ends the event streams, then `signal.close()`, then the pool.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { api, screens, checkAnswers = false } = options;
  const app = fastify({
    logger: false,
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: [...(options.trustProxy ?? [])],
    forceCloseConnections: "idle",
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => {
      if (isOfGraph(request.url)) giveGraphError(reply, error);
      else sendProblem(reply, problemFrom(error));
    },
    serverFactory: (handler) =>
      createHttpServer(TIMEOUTS, (request, response) => {
        response.once("close", letIdleGo);
        if (!tookWebhook(options, request, response)) handler(request, response);
      }),
  });
  let isClosing = false;
  app.addHook("preClose", async () => {
    isClosing = true;
  });
  /**
   * Closing lets idle connections go; one whose answer ends after that would be kept for a minute.
   */
  const letIdleGo = (): void => {
    if (isClosing) app.server.closeIdleConnections();
  };
  app.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error);
    if (problem.status >= 500) reportFailure(api.log, error, request.routeOptions.url);
    return sendProblem(reply, problem);
  });

  await app.register(helmet, SECURITY_HEADERS);
  serveHealth(app, api);
  if (options.meters !== undefined) serveMetrics(app, api.admission, options.meters);
  if (options.enterByLink === true) serveEnter(app, { admission: api.admission, screens });
  await app.register(apiRoutes, { prefix: "/api/v1", api, checkAnswers });
  await serveApiDocs(app);
  const { graphRoutes } = options;
  if (graphRoutes !== undefined) {
    await app.register(async (graph) => {
      graph.setErrorHandler((error, request, reply) => {
        const answered = giveGraphError(reply, error);
        if (answered.statusCode >= 500) reportFailure(api.log, error, request.routeOptions.url);
        return answered;
      });
      await graph.register(graphRoutes);
    });
  }
  await serveScreens(app, screens);
  return app;
}

/** An address that no parser takes is no reason to stop: anybody can send one. */
function tookWebhook(
  { webhook, api }: ServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  try {
    return webhook?.(request, response) ?? false;
  } catch (error) {
    reportFailure(api.log, error, "/webhooks");
    if (!response.headersSent) response.writeHead(400);
    response.end();
    return true;
  }
}

/** The pattern of the path, never the path: in it stand ids, and sometimes a key. */
function reportFailure(log: Log, error: unknown, pattern: string | undefined): void {
  // What a route says itself is no failure: a file that is still on its way, another node's turn.
  if (error instanceof ApiProblem) return;
  const errorName = error instanceof Error ? error.name : typeof error;
  log.error("request_failed", { errorName, ...(pattern === undefined ? {} : { path: pattern }) });
}

const BODY_BYTES_MAX: number = 1024 * 1024;

/**
 * How long a stranger may take, in the machine's time. A connection stays open longer than proxies
 * keep theirs, or a proxy would send into one that we are just closing.
 */
const TIMEOUTS = {
  headersTimeout: 20_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 75_000,
  keepAlive: true,
  keepAliveInitialDelay: 30_000,
};

/**
 * Only our own files run or style anything, and nobody frames us. No HSTS: the hub speaks HTTP, and
 * whether its name is to be HTTPS for ever is for the proxy before it to say.
 */
const SECURITY_HEADERS = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      fontSrc: ["'self'"],
      imgSrc: ["'self'", "data:", "blob:"],
      mediaSrc: ["'self'", "blob:"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: "deny" as const },
  referrerPolicy: { policy: "no-referrer" as const },
};
