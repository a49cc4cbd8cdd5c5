import { type Instant, instantFromIso } from "@casement/engine";
import type { MachineTime } from "@casement/engine/clock";
import { ClockFailure } from "./clock-failure.ts";

/** What an emulator says of its clock. */
export interface Told {
  readonly now: Instant;
  /** Milliseconds that pass on it in a real one; 0 while it stands. */
  readonly speed: number;
}

export interface ControlOptions {
  /** Where the emulator is: `http://127.0.0.1:2425`. */
  readonly url: string;
  readonly machine: MachineTime;
  /** Opens a world of its own, which has a clock of its own; without it, the default one's. */
  readonly token?: string | undefined;
}

/** The control API of an emulator in another process, as far as its clock goes. */
export class EmulatorControl {
  readonly url: string;
  readonly #machine: MachineTime;
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url, machine, token }: ControlOptions) {
    this.url = url.replace(/\/+$/, "");
    this.#machine = machine;
    this.#headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  }

  /** What time it is there. Rejects if no emulator answers at the address. */
  async clock(): Promise<Told> {
    const told = toldFrom(await this.#ask("GET", ""));
    if (told === undefined) throw this.#noEmulator();
    return told;
  }

  /** Makes every turn of its clock wait for `url` to answer. Twice is the same as once. */
  async addParty(url: string): Promise<void> {
    await this.#ask("POST", "/parties", { url });
  }

  /** Its clock at once, and again whenever it was turned, until the connection ends. */
  async *clockEvents(signal: AbortSignal): AsyncGenerator<Told, void> {
    const { body } = await fetch(`${this.url}${CLOCK}/events`, { headers: this.#headers, signal });
    if (body === null) return;
    let text = "";
    for await (const part of body.pipeThrough(new TextDecoderStream())) {
      const events = (text + part).split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = /^data: ?(.*)$/m.exec(event)?.[1];
        const told = data === undefined ? undefined : toldFrom(JSON.parse(data));
        if (told !== undefined) yield told;
      }
    }
  }

  async #ask(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown> {
    const limit = new AbortController();
    const callOff = this.#machine.after(ANSWER_MS_MAX, () => limit.abort());
    try {
      const answer = await fetch(`${this.url}${CLOCK}${path}`, {
        method,
        headers: { ...this.#headers, "content-type": "application/json" },
        signal: limit.signal,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const said: unknown = await answer.json();
      if (!answer.ok) throw this.#noEmulator();
      return said;
    } catch {
      throw this.#noEmulator();
    } finally {
      callOff();
    }
  }

  #noEmulator(): ClockFailure {
    return new ClockFailure(
      `No emulator tells the time at ${this.url}. Start one (casement emulate), or leave out ` +
        "--clock and CASEMENT_CLOCK to run on real time.",
    );
  }
}

const CLOCK = "/emulator/clock";
const ANSWER_MS_MAX = 5_000;

function toldFrom(said: unknown): Told | undefined {
  const now: unknown = Reflect.get(Object(said), "now");
  const speed: unknown = Reflect.get(Object(said), "speed");
  const at = typeof now === "string" ? instantFromIso(now) : undefined;
  return at === undefined || typeof speed !== "number" ? undefined : { now: at, speed };
}
