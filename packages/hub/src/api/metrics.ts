import type { FastifyInstance } from "fastify";
import type { Admission } from "../access/admission.ts";
import { mayDo } from "../access/api-key.ts";
import type { Meters } from "../operations/meters.ts";
import { refusalOf } from "./api-routes.ts";
import { ApiProblem } from "./problems.ts";

/**
 * `GET /metrics`, for a key with the scope `metrics:read`.
 *
 * To let in whoever comes from this machine was considered: behind a proxy on the same machine,
 * which is the usual way, that is everybody.
 */
export function serveMetrics(app: FastifyInstance, admission: Admission, meters: Meters): void {
  app.get("/metrics", async (request, reply) => {
    const outcome = await admission.toApi(request);
    if (outcome.kind !== "admitted") throw refusalOf(outcome);
    if (!mayDo(outcome.key, "metrics:read")) {
      throw new ApiProblem("forbidden", "This key lacks the scope metrics:read.");
    }
    const { type, text } = await meters.text();
    return reply.header("cache-control", "no-store").type(type).send(text);
  });
}
