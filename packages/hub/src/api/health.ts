import { MINUTE_MS } from "@casement/engine";
import type { FastifyInstance } from "fastify";
import type { Surroundings } from "../surroundings.ts";
import { selectOldestPending } from "../webhook/post-store.ts";

/**
 * `/health` says that the process answers; `/ready` that it can also do its work. A supervisor
 * restarts what is not healthy, a load balancer passes over what is not ready: a hub whose database
 * is away is healthy, for starting it again would bring no database back.
 *
 * A hub that keeps posts and does not digest them is not ready either (SPEC O6): what it shows and
 * decides from is old.
 */
export function serveHealth(app: FastifyInstance, surroundings: Ready): void {
  app.get("/health", async (_request, reply) => {
    return reply.header("cache-control", "no-store").send({ status: "ok" });
  });

  app.get("/ready", async (_request, reply) => {
    const status = await statusInTime(surroundings);
    reply.code(status === "ready" ? 200 : 503).header("cache-control", "no-store");
    return { status };
  });
}

type Ready = Pick<Surroundings, "db" | "machine" | "clock">;
type Status = "ready" | "database_away" | "digest_behind";

/** How old the oldest post may be that is kept and not digested, in business time. */
const BEHIND_MS_MAX: number = 5 * MINUTE_MS;

async function statusInTime({ db, machine, clock }: Ready): Promise<Status> {
  const { promise: late, resolve } = Promise.withResolvers<Status>();
  const callOff = machine.after(ANSWER_MS_MAX, () => resolve("database_away"));
  const answered = selectOldestPending(db).then(
    (oldest): Status => {
      const isBehind = oldest !== undefined && clock.now() - oldest > BEHIND_MS_MAX;
      return isBehind ? "digest_behind" : "ready";
    },
    (): Status => "database_away",
  );
  const status = await Promise.race([answered, late]);
  callOff();
  return status;
}

const ANSWER_MS_MAX = 2_000;
