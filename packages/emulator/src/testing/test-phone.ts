import type { MachineTime, VirtualClock } from "@casement/engine/clock";
import type { PhoneChat, PhoneMessage } from "../operations/control/customer-chat.ts";

/** A customer's phone, as they see it. */
export interface TestPhone {
  /**
   * Waits until the business's next message with these words is on the phone, and returns it. What
   * was on the phone before it is not looked at again.
   *
   * While it is not there the clock is turned, a second at a time and ten at most: a message needs
   * two or three to arrive. A bot that answers later than its webhook gets a second of real time.
   */
  shows(words: RegExp | string): Promise<PhoneMessage>;
  /** Fails if the business's next message arrives within ten seconds of the clock. */
  showsNothing(): Promise<void>;
  /** All that is on it, both ways, oldest first. */
  messages(): Promise<readonly PhoneMessage[]>;
}

/** What a phone is shown by. */
export interface PhoneSurroundings {
  readonly clock: VirtualClock;
  readonly machine: MachineTime;
  quiet(): Promise<void>;
  chat(): Promise<PhoneChat>;
}

export function testPhone(surroundings: PhoneSurroundings): TestPhone {
  const { chat } = surroundings;
  const seen = new Set<string>();
  const news = async (): Promise<PhoneMessage[]> =>
    (await chat()).data.filter(({ id, from }) => from === "business" && !seen.has(id));
  return {
    async shows(words) {
      const found = await awaited(surroundings, async () => {
        const arrived = await news();
        const place = arrived.findIndex((message) => says(message, words));
        for (const { id } of arrived.slice(0, place + 1)) seen.add(id);
        return arrived[place];
      });
      if (found !== undefined) return found;
      const shown = (await chat()).data.map((message) => `  ${message.from}: ${wordsOf(message)}`);
      throw new Error(`The phone does not show ${String(words)}. It shows:\n${shown.join("\n")}`);
    },
    async showsNothing() {
      const found = await awaited(surroundings, async () => (await news())[0]);
      if (found !== undefined) throw new Error(`The phone shows: ${wordsOf(found)}`);
    },
    messages: async () => (await chat()).data,
  };
}

/** Looks again and again: first as the clock goes on, then as the machine's time does. */
async function awaited<T>(
  { clock, machine, quiet }: PhoneSurroundings,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  for (let round = 0; round <= TURNS_MAX; round++) {
    await quiet();
    const found = await look();
    if (found !== undefined || round === TURNS_MAX) return found;
    await clock.advanceBy(TURN_MS);
    // Whoever answers after its webhook gets a breath of real time to begin.
    await rest(machine, BREATH_MS);
  }
  return undefined;
}

function rest(machine: MachineTime, ms: number): Promise<void> {
  return new Promise((resolve) => void machine.after(ms, resolve));
}

function says(message: PhoneMessage, words: RegExp | string): boolean {
  const text = wordsOf(message);
  return typeof words === "string" ? text.includes(words) : words.test(text);
}

/** The words a phone shows of a message: header, body, footer, buttons; a customer's own text. */
export function wordsOf({ shown, content }: PhoneMessage): string {
  if (shown === null) return JSON.stringify(content);
  const buttons = shown.buttons?.map(({ text }) => `[${text}]`) ?? [];
  return [shown.header?.text, shown.body, shown.footer, ...buttons]
    .filter((text) => text !== undefined)
    .join("\n");
}

const TURNS_MAX = 10;
const TURN_MS = 1_000;
const BREATH_MS = 1;
