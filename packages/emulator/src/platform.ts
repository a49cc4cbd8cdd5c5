import { type Instant, later } from "@casement/engine";
import type { MachineTime, Party, VirtualClock } from "@casement/engine/clock";
import { Random } from "./random.ts";
import type { Outside } from "./webhooks/outside.ts";
import type { Action, ActionKind, World } from "./world/world.ts";

/** Something a screen may want to look at again. */
export type EmulatorEvent =
  | { readonly kind: "clock" }
  | { readonly kind: "phone"; readonly phone: string }
  | { readonly kind: "webhook"; readonly id: string };

export interface PlatformOptions {
  readonly world: World;
  readonly clock: VirtualClock;
  readonly machine: MachineTime;
  readonly outside: Outside;
  /** Does what the agenda says is due. */
  readonly perform: (platform: Platform, action: Action) => void;
}

/**
 * A world that runs: its value, its clock, and its effects on the outside.
 *
 * What will happen stands in the world's agenda, as data; here each entry only gets its appointment
 * with the clock. So a world can be saved at any moment, and one that was loaded goes on.
 */
export class Platform implements Party {
  readonly clock: VirtualClock;
  readonly machine: MachineTime;
  readonly outside: Outside;
  readonly #perform: (platform: Platform, action: Action) => void;
  /** How each entry of the agenda is called off with the clock, by the entry's id. */
  readonly #bookings = new Map<string, () => void>();
  readonly #inFlight = new Set<Promise<void>>();
  readonly #watchers = new Set<(event: EmulatorEvent) => void>();
  /** Other processes on this clock, by address, each with how it leaves. */
  readonly #parties = new Map<string, () => void>();
  readonly #leaveClock: () => void;
  readonly #unwatchClock: () => void;
  #world: World;

  constructor({ world, clock, machine, outside, perform }: PlatformOptions) {
    this.clock = clock;
    this.machine = machine;
    this.outside = outside;
    this.#perform = perform;
    this.#world = world;
    this.#leaveClock = clock.join(this);
    this.#unwatchClock = clock.watch(() => this.tell({ kind: "clock" }));
    this.#bookAll();
  }

  get world(): World {
    return this.#world;
  }

  /** Draws for ids of messages, customers and conversations. */
  get ids(): Random {
    return new Random(this.#world.random.ids);
  }

  /** Draws for how soon and how surely things happen. */
  get behaviour(): Random {
    return new Random(this.#world.random.behaviour);
  }

  /** Puts another world in place of this one: what was to happen in the old one will not. */
  replaceWorld(world: World): void {
    this.#callOffAll();
    this.#world = world;
    this.#bookAll();
    this.tell({ kind: "clock" });
  }

  /** Enters `action` in the agenda. What is due at once waits for the clock's next step, too. */
  plan(at: Instant, action: ActionKind): void {
    const planned: Action = { id: String(this.#world.next.action++), at, ...action };
    this.#world.agenda[planned.id] = planned;
    this.#book(planned);
  }

  /** Strikes what the agenda holds that `isStruck` picks. */
  strike(isStruck: (action: Action) => boolean): void {
    for (const action of Object.values(this.#world.agenda)) {
      if (!isStruck(action)) continue;
      delete this.#world.agenda[action.id];
      this.#bookings.get(action.id)?.();
      this.#bookings.delete(action.id);
    }
  }

  /** The next thing that will happen in this world. */
  nextAction(): Action | undefined {
    let next: Action | undefined;
    for (const action of Object.values(this.#world.agenda)) {
      if (next === undefined || action.at < next.at) next = action;
    }
    return next;
  }

  /** The next things that will happen, soonest first. An agenda may be long: no sorting of it. */
  nextActions(count: number): Action[] {
    const next: Action[] = [];
    for (const action of Object.values(this.#world.agenda)) {
      const last = next[count - 1];
      if (last !== undefined && action.at >= last.at) continue;
      const place = next.findIndex((other) => action.at < other.at);
      next.splice(place === -1 ? next.length : place, 0, action);
      if (next.length > count) next.pop();
    }
    return next;
  }

  /** Keeps `quiet` waiting for an effect that was begun. */
  await(effect: Promise<void>): void {
    this.#inFlight.add(effect);
    const forget = (): void => void this.#inFlight.delete(effect);
    void effect.then(forget, forget);
  }

  async quiet(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight);
  }

  tell(event: EmulatorEvent): void {
    for (const watcher of this.#watchers) watcher(event);
  }

  /** Calls `watcher` with every event. Returns how to stop. */
  watch(watcher: (event: EmulatorEvent) => void): () => void {
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Makes every turn of the clock wait for another process, by its address. */
  addParty(url: string): void {
    this.#parties.get(url)?.();
    const leave = this.clock.join({
      quiet: async () => {
        if (!(await isQuiet(this, url))) this.#removeParty(url);
      },
    });
    this.#parties.set(url, leave);
  }

  parties(): string[] {
    return [...this.#parties.keys()];
  }

  /** Leaves the clock. What the agenda still holds does not happen. */
  close(): void {
    for (const leave of this.#parties.values()) leave();
    this.#leaveClock();
    this.#unwatchClock();
    this.#watchers.clear();
    this.#callOffAll();
  }

  #removeParty(url: string): void {
    this.#parties.get(url)?.();
    this.#parties.delete(url);
  }

  #bookAll(): void {
    const actions = Object.values(this.#world.agenda);
    for (const action of actions.sort((a, b) => a.at - b.at)) this.#book(action);
  }

  #book(action: Action): void {
    const now = this.clock.now();
    const callOff = this.clock.schedule(action.at > now ? action.at : now, () => {
      this.#bookings.delete(action.id);
      delete this.#world.agenda[action.id];
      this.#perform(this, action);
    });
    this.#bookings.set(action.id, callOff);
  }

  #callOffAll(): void {
    for (const callOff of this.#bookings.values()) callOff();
    this.#bookings.clear();
  }
}

/** Asks another process whether it is quiet; it answers when it is. One that has died is not. */
async function isQuiet({ outside }: Platform, url: string): Promise<boolean> {
  try {
    const body = Buffer.from("{}");
    const headers = { "content-type": "application/json" };
    const answer = await outside.post(url, { headers, body, timeoutMs: PARTY_TIMEOUT_MS });
    return answer.status === 200;
  } catch {
    return false;
  }
}

const PARTY_TIMEOUT_MS = 60_000;

/** The moment `ms` from now, moved on to the last millisecond of its second. */
export function secondsEnd(now: Instant, ms: number): Instant {
  const at = later(now, ms);
  return later(at, SECOND_MS - 1 - (at % SECOND_MS));
}

const SECOND_MS = 1_000;
