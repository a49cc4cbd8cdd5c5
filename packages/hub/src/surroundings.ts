import type { Clock, MachineTime } from "@casement/engine/clock";
import type { Pool } from "pg";
import type { Ids } from "./ids.ts";
import type { Log } from "./log.ts";

/** What every effect of the hub is given: the database, both kinds of time, ids, and the log. */
export interface Surroundings {
  readonly db: Pool;
  readonly clock: Clock;
  readonly machine: MachineTime;
  readonly ids: Ids;
  readonly log: Log;
}
