import diagnostics from "node:diagnostics_channel";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

/** Starts a server, and tells the routes that were made meanwhile: `get /api/v1/clock`. */
export async function routesOf<House>(
  begin: () => Promise<House>,
): Promise<{ house: House; routes: readonly string[] }> {
  const routes: string[] = [];
  const watch = (message: unknown): void => {
    Initialization.parse(message).fastify.addHook("onRoute", ({ method, url }) => {
      for (const one of [method].flat()) {
        if (one !== "HEAD") routes.push(`${one.toLowerCase()} ${openApiPath(url)}`);
      }
    });
  };
  diagnostics.subscribe(CHANNEL, watch);
  const house = await begin();
  diagnostics.unsubscribe(CHANNEL, watch);
  return { house, routes };
}

/** Fastify says here that it has made an instance, before that has any route. */
const CHANNEL = "fastify.initialization";

const Initialization = z.object({ fastify: z.custom<FastifyInstance>() });

/** A parameter as OpenAPI writes it. */
function openApiPath(url: string): string {
  return url.replace(/:(\w+)/g, "{$1}");
}
