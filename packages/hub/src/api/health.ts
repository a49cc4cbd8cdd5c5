import type { MachineTime } from "@casement/engine/clock";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";

/**
 * `/health` says that the process answers; `/ready` that it can also do its work. A supervisor
 * restarts what is not healthy, a load balancer passes over what is not ready: a hub whose database
 * is away is healthy, for starting it again would bring no database back.
 */
export function serveHealth(
  app: FastifyInstance,
  { db, machine }: { db: Pool; machine: MachineTime },
): void {
  app.get("/health", async (_request, reply) => {
    return reply.header("cache-control", "no-store").send({ status: "ok" });
  });

  app.get("/ready", async (_request, reply) => {
    const isReady = await answersInTime(db, machine);
    reply.code(isReady ? 200 : 503).header("cache-control", "no-store");
    return { status: isReady ? "ready" : "database_away" };
  });
}

async function answersInTime(db: Pool, machine: MachineTime): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>();
  const callOff = machine.after(ANSWER_MS_MAX, () => resolve(false));
  const answered = db.query("select 1").then(
    () => true,
    () => false,
  );
  const isReady = await Promise.race([answered, late]);
  callOff();
  return isReady;
}

const ANSWER_MS_MAX = 2_000;
