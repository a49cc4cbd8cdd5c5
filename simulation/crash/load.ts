import { machineTime } from "@casement/engine/system-clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import { pause } from "./pause.ts";
import type { PostOffice } from "./post-office.ts";

/** What became of something that we asked a hub to send. */
export interface Send {
  readonly mark: string;
  readonly numberId: string;
  /** What was answered last, and when; `lost`: nobody answered to the end. */
  readonly end: "accepted" | "unknown" | "withdrawn" | "lost" | `status ${number}`;
  readonly wamid: string | undefined;
  /** What each try came to, and after how long: for who looks into one that was lost. */
  readonly tries: readonly string[];
}

type End = Pick<Send, "end" | "wamid">;

export interface LoadParts {
  readonly office: PostOffice;
  readonly random: Random;
  readonly numbers: readonly string[];
  readonly key: string;
}

/** Each so often a customer writes to each number, and each number is asked to send. */
const EVERY_MS = 60;
const SEND_PATIENCE_MS = 8_000;
/** How long the same is asked for again, under its idempotency key. */
const SEND_MS_MAX = 60_000;

/** What comes in from outside as long as hubs and databases are killed: posts, and asks to send. */
export class Load implements Disposable {
  readonly sends: Send[] = [];
  /** The ids of all that customers wrote. */
  readonly written: string[] = [];
  readonly #parts: LoadParts;
  readonly #open = new Set<Promise<void>>();
  readonly #stopping = Promise.withResolvers<void>();
  #count = 0;
  #isStopped = false;
  #isGivenUp = false;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: LoadParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#work = this.#goOn();
  }

  /** Asks for nothing more, and resolves when every ask has its end. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stopping.resolve();
    await this.#work;
    await Promise.all(this.#open);
  }

  /** Asks for nothing any more, whether it was answered or not. */
  [Symbol.dispose](): void {
    this.#isStopped = true;
    this.#isGivenUp = true;
    this.#stopping.resolve();
  }

  async #goOn(): Promise<void> {
    while (!this.#isStopped) {
      for (const numberId of this.#parts.numbers) {
        this.#write(numberId);
        this.#ask(numberId);
      }
      await Promise.race([pause(EVERY_MS), this.#stopping.promise]);
    }
  }

  /** One to three messages of some customers, in one post. */
  #write(numberId: string): void {
    const { office, random } = this.#parts;
    const messages = Array.from({ length: 1 + random.below(3) }, () => {
      this.#count += 1;
      const id = `wamid.crash.${this.#count}`;
      this.written.push(id);
      const from = `44770090${String(1_000 + random.below(40))}`;
      const timestamp = String(Math.floor(machineTime.nowMs() / 1_000));
      return { id, from, timestamp, type: "text", text: { body: `written ${this.#count}` } };
    });
    const contacts = messages.map(({ from }) => ({ wa_id: from, profile: { name: "Amara" } }));
    const metadata = { phone_number_id: numberId, display_phone_number: "15550100000" };
    const value = { messaging_product: "whatsapp", metadata, contacts, messages };
    const entry = [{ id: "100000000000010", changes: [{ field: "messages", value }] }];
    office.send({ object: "whatsapp_business_account", entry });
  }

  #ask(numberId: string): void {
    this.#count += 1;
    const mark = `mark-${this.#count}`;
    const tries: string[] = [];
    const asked = this.#untilEnded(numberId, mark, tries)
      .then((end) => void this.sends.push({ mark, numberId, tries, ...end }))
      .finally(() => {
        this.#open.delete(asked);
      });
    this.#open.add(asked);
  }

  /** As a careful program does: the same again under its key, until somebody says how it ended. */
  async #untilEnded(numberId: string, mark: string, tries: string[]): Promise<End> {
    const startedMs = machineTime.nowMs();
    const to = `91981${String(10_000_000 + this.#count)}`;
    while (!this.#isGivenUp && machineTime.nowMs() < startedMs + SEND_MS_MAX) {
      const answer = await this.#askOnce(numberId, { mark, to });
      if (typeof answer !== "string") return answer;
      tries.push(`${answer} at ${machineTime.nowMs() - startedMs} ms`);
      await pause(200);
    }
    return { end: "lost", wamid: undefined };
  }

  /** A word, if it is to be asked again: why. */
  async #askOnce(
    numberId: string,
    { mark, to }: { mark: string; to: string },
  ): Promise<End | string> {
    const { office, key } = this.#parts;
    try {
      const answer = await fetch(`${office.nextAddress()}/v23.0/${numberId}/messages`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization: `Bearer ${key}`,
          "idempotency-key": mark,
        },
        body: JSON.stringify(templateFor(to, mark)),
        signal: AbortSignal.timeout(SEND_PATIENCE_MS),
      });
      const { messages, error } = await readJson(answer);
      if (answer.status === 200) return { end: "accepted", wamid: messages?.[0]?.id };
      if (answer.status === 429) return { end: "withdrawn", wamid: undefined };
      if (answer.headers.has("x-casement-draft")) return { end: "unknown", wamid: undefined };
      if (answer.status >= 500) return `${answer.status} ${error?.code}`;
      return { end: `status ${answer.status}`, wamid: undefined };
    } catch (error) {
      return error instanceof Error ? error.name : typeof error;
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
async function readJson(answer: Response): Promise<any> {
  return answer.json();
}

function templateFor(to: string, mark: string): object {
  const parameters = [
    { type: "text", text: mark },
    { type: "text", text: "on its way" },
  ];
  return {
    messaging_product: "whatsapp",
    to,
    type: "template",
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [{ type: "body", parameters }],
    },
  };
}
