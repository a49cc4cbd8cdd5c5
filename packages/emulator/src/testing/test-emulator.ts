import { instantFromIso } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { z } from "zod";
import { createEmulator as createWholeEmulator, type Emulator } from "../emulator.ts";
import { objectIn } from "../json.ts";
import type { PhoneChat } from "../operations/control/customer-chat.ts";
import { phoneFromText } from "../phone-number.ts";
import type { Credentials } from "../world/credentials.ts";
import { type Bot, downloadFrom, getFrom, postTo, type WebhookFile } from "./bot.ts";
import { type TestClock, testClock } from "./test-clock.ts";
import { type TestCustomer, testCustomer } from "./test-customer.ts";
import { type TestPhone, testPhone } from "./test-phone.ts";

export interface TestOptions {
  /** The program under test, in this process: it gets every webhook. */
  readonly bot?: Bot;
  /** Or where it listens. */
  readonly webhook?: string;
  /** When it begins, ISO 8601. */
  readonly at?: string;
  /** All chance and every id follow from it. */
  readonly seed?: number;
  /** Files on the web that messages link to, by address. */
  readonly web?: ReadonlyMap<string, WebhookFile>;
  /** The customer that `customer` and `phone` are. */
  readonly customer?: string;
}

/** Meta's side of the platform for one test, on a clock that stands still. */
export interface TestEmulator {
  readonly credentials: Credentials;
  readonly clock: TestClock;
  /** Alice, whose number is set aside for fiction. */
  readonly customer: TestCustomer;
  /** Alice's. */
  readonly phone: TestPhone;
  /** Anybody else, by their number in any writing. */
  customerWith(number: string): TestCustomer;
  /** Answers what an SDK asks of Meta, at whatever host: give it to one as its `fetch`. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Serves on a port, for an SDK that takes an address. */
  listen(): Promise<string>;
  /** A call of the control API: faults, templates, invoices and all else. */
  control(method: string, path: string, body?: unknown): Promise<ControlAnswer>;
  /** The webhooks so far, oldest first. */
  webhooks(): Promise<readonly PostedWebhook[]>;
  /** Posts a webhook once more, the same bytes: a duplicate, or one out of order. */
  redeliver(webhook: Pick<PostedWebhook, "id">): Promise<void>;
  /** Resolves when every webhook that is under way was answered. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

export interface ControlAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A webhook that was posted. */
export interface PostedWebhook {
  readonly id: string;
  /** Meta's name for the kind of change: `messages`. */
  readonly field: string;
  /** What changed: `value` of the first change. */
  readonly value: Readonly<Record<string, unknown>>;
}

/**
 * Makes Meta's side for a test. Close it at the end, or `await using` it.
 *
 * ```ts
 * await using emulator = createEmulator({ bot });
 * await emulator.customer.says("hi");
 * await emulator.phone.shows(/how can we help/);
 * await emulator.clock.advance("23h59m");
 * ```
 */
export function createEmulator(options: TestOptions = {}): TestEmulator & AsyncDisposable {
  const { bot, at = BEGINNING, seed, web = new Map(), customer: first = ALICE } = options;
  const start = instantFromIso(at);
  if (start === undefined) throw new Error(`at: ${at} is no moment, as ${BEGINNING}`);
  const clock = new VirtualClock(start);
  const emulator = createWholeEmulator({
    clock,
    machine: machineTime,
    seed,
    webhook: options.webhook ?? (bot === undefined ? undefined : BOT_ADDRESS),
    download: downloadFrom(web),
    ...(bot !== undefined && { post: postTo(bot), get: getFrom(bot) }),
  });
  const control = controlOf(emulator);
  const customers = new Map<string, TestCustomer>();
  const customerWith = (number: string): TestCustomer => {
    const waId = phoneFromText(number);
    if (waId === undefined) throw new Error(`${number} is no phone number`);
    const known = customers.get(waId) ?? customerOf(emulator, control, waId);
    customers.set(waId, known);
    return known;
  };
  const customer = customerWith(first);
  const close = (): Promise<void> => emulator.close();
  return {
    credentials: emulator.credentials,
    clock: testClock(clock),
    customer,
    phone: customer.phone,
    customerWith,
    fetch: (input, init) => emulator.fetch(new Request(input, init)),
    listen: async () => (await emulator.listen(0)).url,
    control,
    webhooks: async () => postedIn((await control("GET", "/emulator/webhooks?limit=0")).body),
    redeliver: async ({ id }) => void (await control("POST", `/emulator/webhooks/${id}/redeliver`)),
    quiet: () => emulator.quiet(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Control = TestEmulator["control"];

function controlOf(emulator: Emulator): Control {
  return async (method, path, body) => {
    const request = new Request(new URL(path, EMULATOR_ADDRESS), {
      method,
      headers: { "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const response = await emulator.fetch(request);
    return { status: response.status, body: objectIn(await response.json()) ?? {} };
  };
}

function customerOf(emulator: Emulator, control: Control, waId: string): TestCustomer {
  const path = `/emulator/customers/${waId}`;
  const act = async (
    method: string,
    name: string,
    body?: unknown,
  ): Promise<ControlAnswer["body"]> => {
    const answer = await control(method, `${path}${name}`, body);
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}${name}: ${JSON.stringify(answer.body)}`);
    }
    await emulator.quiet();
    return answer.body;
  };
  const phone = testPhone({
    clock: emulator.clock,
    machine: machineTime,
    quiet: () => emulator.quiet(),
    chat: () => chatOf(emulator, path),
  });
  return testCustomer({ waId, phone, act });
}

async function chatOf(emulator: Emulator, path: string): Promise<PhoneChat> {
  const request = new Request(new URL(`${path}/messages`, EMULATOR_ADDRESS));
  return Chat.parse(await (await emulator.fetch(request)).json());
}

function postedIn(body: unknown): PostedWebhook[] {
  return Posted.parse(body)
    .data.toReversed()
    .map(({ id, field, body: bytes }) => {
      const { entry } = Envelope.parse(JSON.parse(bytes));
      return { id, field, value: entry[0]?.changes[0]?.value ?? {} };
    });
}

/** The emulator's own answers: what is in them is its business. */
const Chat = z.custom<PhoneChat>((value) => Array.isArray(objectIn(value)?.["data"]));

const Posted = z.object({
  data: z.array(z.object({ id: z.string(), field: z.string(), body: z.string() })),
});

const Envelope = z.object({
  entry: z.array(z.object({ changes: z.array(z.object({ value: z.looseObject({}) })) })),
});

const BEGINNING = "2026-11-02T09:00:00Z";
const ALICE = "+44 7700 900001";
const EMULATOR_ADDRESS = "http://emulator.test";
const BOT_ADDRESS = "http://bot.test/webhook";
