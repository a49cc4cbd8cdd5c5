import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Instant } from "@casement/engine";
import type { Clock, MachineTime, VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type Hub, type Ids, silentLog, startHub } from "@casement/hub";
import { type DatabaseBorder, openDatabaseBorder } from "./database-border.ts";
import type { Mark } from "./fuse.ts";
import type { GraphBorder } from "./graph-border.ts";

type HubConfig = Parameters<typeof startHub>[0]["config"];

/**
 * One life of a hub: from its start to its stop or its death. Dead, it is cut off from all there
 * is: its database, the Graph API, the clock and the machine's timers. What it still does reaches
 * nobody.
 */
export class Life {
  isDead = false;
  hub: Hub | undefined;
  readonly died: Promise<void>;
  readonly #end = Promise.withResolvers<void>();
  #starting: Promise<Hub> | undefined;
  #database: DatabaseBorder | undefined;
  #graph: GraphBorder | undefined;
  #gone: Promise<void> | undefined;
  #isGone = false;

  constructor() {
    this.died = this.#end.promise;
  }

  get url(): string {
    return this.hub?.url ?? "";
  }

  async open(options: LifeOptions): Promise<Hub> {
    const passes = (mark: Mark): boolean => !this.isDead && options.passes(mark);
    this.#database = await openDatabaseBorder(options.databaseUrl, passes);
    this.#graph = await options.openGraph(passes);
    const { clock, config, ids } = options;
    this.#starting = startHub({
      config: { ...config, connection: this.#connectionIn(config) },
      database: { url: this.#database.url },
      clock: this.#clockOf(clock),
      machine: this.#machine(),
      ids,
      log: silentLog,
    });
    this.hub = await this.#starting;
    return this.hub;
  }

  /** Whether it waits for its database. */
  get isAtWork(): boolean {
    return this.#database?.isAtWork() === true;
  }

  /** The wires to its database break, and it lives on. */
  cutDatabase(): void {
    this.#database?.cut();
  }

  die(): void {
    if (this.isDead) return;
    this.isDead = true;
    this.#database?.sever();
    this.#graph?.sever();
    this.#end.resolve();
    // One that died as it started may yet come to its end, and open its doors.
    this.#gone = Promise.resolve(this.#starting)
      .then((hub) => hub?.close())
      .catch(() => {})
      .finally(() => {
        this.#isGone = true;
      });
  }

  /** Clears away what is left, once nobody could mistake its ports for another's. */
  async bury(): Promise<void> {
    const enough = new Promise<void>((done) => void machineTime.after(BURIED_MS_MAX, done));
    await Promise.race([this.#gone, enough]);
    this.#isGone = true;
    await this.#graph?.close();
    await this.#database?.close();
  }

  #connectionIn({ connection }: HubConfig): HubConfig["connection"] {
    const apiUrl = this.#graph?.url ?? "";
    return connection === undefined ? undefined : { ...connection, apiUrl };
  }

  #clockOf(clock: VirtualClock): Clock {
    return {
      now: () => clock.now(),
      schedule: (at: Instant, task) => clock.schedule(at, () => (this.isDead ? undefined : task())),
    };
  }

  /**
   * The machine's time, faster: nobody in a storm waits a second before trying again. For one that
   * is dead and gone it ends: it would look for ever whether what it waits for has come.
   */
  #machine(): MachineTime {
    return {
      nowMs: () => machineTime.nowMs() * FASTER,
      after: (ms, task) =>
        this.#isGone ? () => {} : machineTime.after(ms / (ms < 1_000 ? 4 : FASTER), task),
    };
  }
}

const FASTER = 20;

/**
 * So long is waited for one that is dead to clear up after itself. What it holds it may hold for
 * ever, such as the rest of a file that nobody reads any more; a process takes it along. Its timers
 * end, or they would hold up the end of the process.
 */
const BURIED_MS_MAX = 3_000;

export interface LifeOptions {
  readonly databaseUrl: string;
  readonly config: HubConfig;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly openGraph: (passes: (mark: Mark) => boolean) => Promise<GraphBorder>;
  readonly passes: (mark: Mark) => boolean;
}

/** A folder that one hub after another lives in. */
export async function openFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "casement-storm-"));
  return {
    path,
    async [Symbol.asyncDispose]() {
      await rm(path, { recursive: true, force: true });
    },
  };
}
