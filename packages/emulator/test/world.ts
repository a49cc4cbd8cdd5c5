import assert from "node:assert/strict";
import { isSigned, parseJson } from "@casement/cloud-api";
import { createEmulator, type Emulator, type EmulatorOptions } from "@casement/emulator";
import { instantFromIso } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";

/** One webhook as it came in. */
export interface Arrived {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  readonly at: string;
}

/** JSON whose shape a test asserts by using it. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as their readers would.
export type Value = any;

export interface TestWorld {
  readonly emulator: Emulator;
  readonly clock: VirtualClock;
  /** What came to the webhook, in order. */
  readonly arrived: Arrived[];
  /** What is on the web, by address: the files that messages link to. */
  readonly web: Map<string, WebFile>;
  /** What the webhook answers; 200 unless set. `null` does not answer. */
  answer: { status: number | null };
  graph(method: string, path: string, body?: unknown, token?: string | null): Promise<Answer>;
  control(method: string, path: string, body?: unknown, token?: string): Promise<Answer>;
  send(body: Value): Promise<Answer>;
  text(to: string, body: string): Promise<string>;
  says(phone: string, body: string): Promise<string>;
  turn(duration: string): Promise<void>;
  /** Fetches an address that the emulator gave out, with the token. */
  fetchUrl(url: string, headers?: Record<string, string>): Promise<Response>;
  /** The values of the webhooks so far, forgetting them. */
  values(): Value[];
  /** `status` of the statuses so far, in order, forgetting them. */
  statuses(): Value[];
}

/** `null` as a status does not answer. */
export interface WebFile {
  readonly status?: number | null;
  readonly mimeType?: string;
  readonly bytes?: Uint8Array;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Value;
}

export const START = "2026-11-02T09:00:00Z";
export const ALICE = "447700900001";
export const BASE = "http://emulator.test";
export const WEBHOOK = "http://hub.test/webhooks";

/** An emulator on a frozen clock, with a webhook that keeps what it gets. */
export function beginWorld(options: Partial<EmulatorOptions> & { at?: string } = {}): TestWorld {
  const clock = new VirtualClock(instantFromIso(options.at ?? START)!);
  const arrived: Arrived[] = [];
  const answer: { status: number | null } = { status: 200 };
  const web = new Map<string, WebFile>([
    ["https://example.com/spring.jpg", { mimeType: "image/jpeg" }],
  ]);
  const emulator = createEmulator({
    clock,
    machine: machineTime,
    webhook: WEBHOOK,
    post: async (url, { headers, body }) => {
      arrived.push({ url, headers, bytes: body, at: new Date(clock.now()).toISOString() });
      if (answer.status === null) throw new Error("connection refused");
      return { status: answer.status };
    },
    download: async (url) => {
      const { status = 200, mimeType, bytes = Buffer.from("file") } = web.get(url) ?? NOT_THERE;
      if (status === null) throw new Error("connection refused");
      return { status, mimeType, bytes };
    },
    ...options,
  });
  return worldOf(emulator, clock, { arrived, answer, web });
}

const NOT_THERE: WebFile = { status: 404 };

function worldOf(
  emulator: Emulator,
  clock: VirtualClock,
  { arrived, answer, web }: Pick<TestWorld, "arrived" | "answer" | "web">,
): TestWorld {
  const { token, phoneNumberId } = emulator.credentials;
  const call = async (method: string, path: string, body: unknown, bearer: string | null) => {
    const response = await emulator.fetch(
      new Request(`${BASE}${path}`, {
        method,
        headers: {
          "content-type": "application/json",
          ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    return answerFrom(response);
  };
  const world: TestWorld = {
    emulator,
    clock,
    arrived,
    answer,
    web,
    graph: (method, path, body, bearer = token) => call(method, path, body, bearer),
    control: (method, path, body, bearer) => call(method, path, body, bearer ?? null),
    send: (body) =>
      world.graph("POST", `/v24.0/${phoneNumberId}/messages`, {
        messaging_product: "whatsapp",
        ...body,
      }),
    async text(to, body) {
      const sent = await world.send({ to, type: "text", text: { body } });
      assert.equal(sent.status, 200, sent.text);
      return sent.body.messages[0].id;
    },
    async says(phone, body) {
      const said = await world.control("POST", `/emulator/customers/${phone}/messages`, {
        type: "text",
        text: { body },
      });
      assert.equal(said.status, 200, said.text);
      await emulator.quiet();
      return said.body.id;
    },
    async turn(duration) {
      const turned = await world.control("POST", "/emulator/clock", { advance: duration });
      assert.equal(turned.status, 200, turned.text);
    },
    fetchUrl: (url, headers = {}) =>
      emulator.fetch(
        new Request(url, { headers: { authorization: `Bearer ${token}`, ...headers } }),
      ),
    values: () => arrived.splice(0).map((one) => valueIn(one, emulator.credentials.appSecret)),
    statuses: () => world.values().flatMap((value) => value["statuses"] ?? []),
  };
  return world;
}

/** What a webhook says, once its signature was found right. */
function valueIn({ bytes, headers }: Arrived, appSecret: string): Value {
  assert.ok(isSigned(bytes, headers["X-Hub-Signature-256"], appSecret));
  const envelope: Value = parseJson(new TextDecoder().decode(bytes));
  return envelope.entry[0].changes[0].value;
}

export async function answerFrom(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
