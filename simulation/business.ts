import assert from "node:assert/strict";
import { DAY_MS, later } from "@casement/engine";
import type { Random } from "../packages/emulator/src/random.ts";
import type { Person } from "./people.ts";
import { contentOf, type Saying, type Template } from "./sayings.ts";
import type { Town } from "./town.ts";

/** The business: answers, now and then too late, and sends templates. */
export class Business {
  readonly #town: Town;
  readonly #random: Random;
  readonly #hasBursts: boolean;
  #said = 0;
  #isHolding = false;

  constructor(town: Town, random: Random, { hasBursts }: { readonly hasBursts: boolean }) {
    this.#town = town;
    this.#random = random;
    this.#hasBursts = hasBursts;
  }

  /** Makes up its mind when to answer what a customer wrote, if at all. */
  heardFrom(person: Person, wamid: string): void {
    const { clock, sometimes } = this.#town;
    const writtenAt = clock.now();
    const mind = this.#random.below(100);
    if (mind >= 80) return;
    const [delayMs, sight] = this.#delay(mind);
    clock.schedule(later(writtenAt, delayMs), async () => {
      const isSent = await this.say(person, this.#answer(), wamid);
      if (sight !== undefined && (sight === LAST_SECOND) === isSent) sometimes.saw(sight);
      if (!this.#random.happens(0.25)) return;
      const at = later(clock.now(), this.#hasBursts ? 0 : APART_MS);
      clock.schedule(at, async () => void (await this.say(person, this.#answer(), wamid)));
    });
  }

  #delay(mind: number): [number, typeof LAST_SECOND | typeof FIRST_MOMENT | undefined] {
    if (mind < 6) return [DAY_MS - 1_000, LAST_SECOND];
    if (mind < 12) return [DAY_MS, FIRST_MOMENT];
    if (mind < 18) return [DAY_MS + this.#random.below(DAY_MS), undefined];
    if (mind < 40) return [this.#random.below(DAY_MS), undefined];
    return [this.#random.below(1_200_000), undefined];
  }

  #answer(): Saying {
    const chance = this.#random.below(100);
    if (chance < 65) return "text";
    if (chance < 75) return "image";
    if (chance < 85) return "reaction";
    return this.anyTemplate();
  }

  anyTemplate(): Template {
    const templates = ["utility", "reminder", "marketing", "authentication"] as const;
    return templates[this.#random.below(templates.length)] ?? "utility";
  }

  /** Sends, and says whether it was taken. Nothing is said while the hub is down. */
  async say(person: Person, saying: Saying, wamid?: string): Promise<boolean> {
    const { line, sometimes, numberId } = this.#town;
    if (!this.#town.isOpen()) return false;
    this.#said += 1;
    const body = { messaging_product: "whatsapp", to: person.phone };
    const asking = (): ReturnType<Town["ask"]> =>
      this.#town.ask("POST", `/v23.0/${numberId}/messages`, {
        ...body,
        ...contentOf(saying, this.#said, wamid ?? "wamid.none"),
      });
    const fate = this.#random.below(100);
    if (fate < 3) {
      line.next("lost");
      const { status } = await asking();
      if (status >= 500) sometimes.saw("a send whose answer was lost");
      line.next("answered");
      return status >= 500;
    }
    if (fate < 8 && !this.#isHolding) return this.#sayHeld(asking);
    const { status, body: answer } = await asking();
    if (status === 200) return true;
    const code: unknown = answer.error?.code;
    assert(REFUSALS.has(Number(code)), `the hub answered ${JSON.stringify(answer)}`);
    if (code === WINDOW_CLOSED) sometimes.saw("a reply refused for a closed window");
    return false;
  }

  /** The answer to this send comes some seconds late, when its statuses may have come already. */
  async #sayHeld(asking: () => ReturnType<Town["ask"]>): Promise<boolean> {
    const { clock, line } = this.#town;
    line.next("held");
    const held = line.held().then(() => true);
    const asked = asking();
    const isHeld = await Promise.race([held, asked.then(() => false)]);
    line.next("answered");
    if (!isHeld) return (await asked).status === 200;
    this.#isHolding = true;
    this.#letGo = async () => {
      if (!this.#isHolding) return;
      this.#isHolding = false;
      line.release();
      await asked;
    };
    clock.schedule(later(clock.now(), 8_000), () => this.#letGo());
    return true;
  }

  #letGo: () => Promise<void> = async () => {};

  /** Lets an answer that is held come now: the hub is about to stop. */
  async letGo(): Promise<void> {
    await this.#letGo();
  }
}

const LAST_SECOND = "a reply at the last second of the window";
const FIRST_MOMENT = "a reply at the first moment past the window";
const WINDOW_CLOSED = 131_047;
/** Far enough that two messages arrive in two seconds. */
const APART_MS = 5_000;
/** What the gate may say no with: the window, marketing to the United States, and the pace. */
const REFUSALS: ReadonlySet<number> = new Set([WINDOW_CLOSED, 131_049, 131_056]);
