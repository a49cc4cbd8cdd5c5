import type { Instant } from "@casement/engine";
import { type MachineTime, VirtualClock } from "@casement/engine/clock";
import { perform } from "./agenda.ts";
import { newToken } from "./ids.ts";
import { ownEntry } from "./own-entry.ts";
import { Platform } from "./platform.ts";
import { Random, randomStateFromSeed } from "./random.ts";
import { EventStreams } from "./server/event-stream.ts";
import type { Outside } from "./webhooks/outside.ts";
import type { WebhookRetries } from "./webhooks/retry-schedule.ts";
import { type Origin, worldFromOrigin } from "./world/default-world.ts";
import type { Secrets } from "./world/world.ts";

export interface RealmOptions {
  readonly clock: VirtualClock;
  readonly machine: MachineTime;
  readonly outside: Outside;
  readonly origin: Origin;
  readonly phonePage: string | undefined;
}

/** The worlds of one emulator. Each has its own token, and all but the first their own clock. */
export class Realm {
  readonly phonePage: string | undefined;
  readonly streams: EventStreams;
  /** Where it listens, once it does: for addresses in webhooks. */
  address: string | undefined;
  readonly #options: RealmOptions;
  readonly #random: Random;
  readonly #platforms: { platform: Platform; origin: Origin }[] = [];

  constructor(options: RealmOptions) {
    this.#options = options;
    this.phonePage = options.phonePage;
    this.streams = new EventStreams(options.machine);
    this.#random = new Random(randomStateFromSeed(options.origin.seed, "worlds"));
    this.#open(options.origin, options.clock);
  }

  get main(): Platform {
    const first = this.#platforms[0];
    if (first === undefined) throw new Error("a realm always has its first world");
    return first.platform;
  }

  get platforms(): readonly Platform[] {
    return this.#platforms.map(({ platform }) => platform);
  }

  /**
   * The world that `token` opens: its access token, its app's `id|secret`, or one that was given
   * out at sign-in.
   */
  platformFor(token: string): Platform | undefined {
    return this.platforms.find(({ world, clock }) => {
      const { secrets, app } = world;
      if (token === secrets.token || token === `${app.id}|${secrets.appSecret}`) return true;
      const issued = ownEntry(world.tokens, token);
      return issued !== undefined && (issued.expiresAt === null || clock.now() < issued.expiresAt);
    });
  }

  /** Whether `token` was given out at sign-in and opens nothing any more. */
  isExpired(token: string): boolean {
    return this.platforms.some(({ world }) => ownEntry(world.tokens, token) !== undefined);
  }

  platformOfApp(appId: string): Platform | undefined {
    return this.platforms.find(({ world }) => world.app.id === appId);
  }

  /** Makes a world of its own, with its own clock, which starts at `start` and stands. */
  addWorld(
    start: Instant,
    wanted: {
      readonly webhook?: string | undefined;
      readonly webhookRetries?: WebhookRetries | undefined;
    },
  ): Platform {
    const index = this.#platforms.length;
    const { origin } = this.#options;
    const name = `world-${index}`;
    const secrets: Secrets = {
      token: newToken(this.#random, name),
      appSecret: newToken(this.#random, "secret"),
      verifyToken: newToken(this.#random, "verify"),
    };
    const seed = origin.seed + index;
    const { webhook, webhookRetries = origin.webhookRetries } = wanted;
    return this.#open(
      { ...origin, name, seed, index, secrets, webhook, webhookRetries },
      new VirtualClock(start),
    );
  }

  /** Takes a world back to its seed. Its clock stays where it is: time does not go back. */
  reset(platform: Platform): void {
    const found = this.#platforms.find((one) => one.platform === platform);
    if (found !== undefined) platform.replaceWorld(worldFromOrigin(found.origin));
  }

  async quiet(): Promise<void> {
    for (const platform of this.platforms) await platform.quiet();
  }

  close(): void {
    this.streams.closeAll();
    for (const platform of this.platforms) platform.close();
  }

  #open(origin: Origin, clock: VirtualClock): Platform {
    const { machine, outside } = this.#options;
    const world = worldFromOrigin(origin);
    const platform = new Platform({ world, clock, machine, outside, perform });
    this.#platforms.push({ platform, origin });
    return platform;
  }
}
