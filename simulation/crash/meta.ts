import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createEmulator, type Emulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import type { Random } from "../../packages/emulator/src/random.ts";
import { pause } from "./pause.ts";
import type { PostOffice } from "./post-office.ts";

/** A send as it reached Meta's door, whether its answer found anybody or not. */
export interface Call {
  readonly draftId: string;
  readonly mark: string;
  readonly numberId: string;
  /** Of the message that it became; absent: Meta refused it. */
  readonly wamid: string | undefined;
}

/** Meta's side on real time: an emulator, and a door that writes down who comes through it. */
export interface Meta extends AsyncDisposable {
  readonly url: string;
  readonly credentials: Emulator["credentials"];
  readonly numbers: readonly string[];
  readonly calls: readonly Call[];
}

/** Up to how long an answer is on its way: a kill is to find calls that Meta took meanwhile. */
const ANSWER_MS_MAX = 60;

export async function openMeta(
  { office, random, secret }: { office: PostOffice; random: Random; secret: string },
  count: number,
): Promise<Meta> {
  const clock = new VirtualClock(instantFromMs(machineTime.nowMs()));
  const emulator = createEmulator({
    ...{ clock, machine: machineTime, appSecret: secret, post: office.post },
    webhook: "http://hub.invalid/webhooks/whatsapp",
  });
  clock.run(1, machineTime);
  const numbers = await numbersOf(emulator, count);
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    carry(request, response).catch(() => response.destroy());
  });
  const url = await listen(server);

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const answer = await emulator.fetch(asRequest(url, request, body));
    const text = await answer.text();
    const numberId = SEND.exec(request.url ?? "")?.[1];
    if (request.method === "POST" && numberId !== undefined) {
      calls.push({ numberId, ...calledWith(body), wamid: wamidIn(text) });
      await pause(random.below(ANSWER_MS_MAX));
    }
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(text);
  }

  return {
    ...{ url, numbers, calls },
    credentials: emulator.credentials,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => void server.close(done));
      clock.freeze();
      await emulator.close();
    },
  };
}

const SEND = /^\/v[\d.]+\/(\d+)\/messages/;

/** As many numbers of the account, each ready to send as much as one likes. */
async function numbersOf(emulator: Emulator, count: number): Promise<string[]> {
  const { wabaId, phoneNumberId, token } = emulator.credentials;
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  const ask = async (path: string, body: object): Promise<any> => {
    const answer = await emulator.fetch(
      new Request(`http://emulator${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      }),
    );
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  const numbers = [phoneNumberId];
  while (numbers.length < count) {
    const phone_number = `55501001${numbers.length}0`;
    const named = { cc: "1", phone_number, verified_name: "Bakery" };
    const { id } = await ask(`/v23.0/${wabaId}/phone_numbers`, named);
    await ask(`/v23.0/${id}/request_code`, { code_method: "SMS", language: "en_US" });
    await ask(`/v23.0/${id}/verify_code`, { code: await codeOf(emulator, id) });
    await ask(`/v23.0/${id}/register`, { messaging_product: "whatsapp", pin: "123456" });
    numbers.push(id);
  }
  for (const id of numbers) {
    await ask(`/emulator/numbers/${id}`, { limit: "unlimited", throughput: "HIGH" });
  }
  return numbers;
}

async function codeOf(emulator: Emulator, numberId: string): Promise<string> {
  const answer = await emulator.fetch(new Request("http://emulator/emulator/numbers"));
  // biome-ignore lint/suspicious/noExplicitAny: a simulation reads what it expects.
  const { data }: any = await answer.json();
  return data.find(({ id }: { id: string }) => id === numberId).code;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function asRequest(
  url: string,
  { method = "GET", headers, url: path }: IncomingMessage,
  body: Buffer,
) {
  const given = new Headers();
  for (const name of ["authorization", "content-type", "accept"]) {
    const value = headers[name];
    if (typeof value === "string") given.set(name, value);
  }
  const hasBody = body.length > 0;
  return new Request(`${url}${path}`, {
    method,
    headers: given,
    ...(hasBody ? { body: new Uint8Array(body) } : {}),
  });
}

function calledWith(body: Buffer): { draftId: string; mark: string } {
  const { biz_opaque_callback_data: data, template } = JSON.parse(body.toString());
  return {
    draftId: data.replace("casement:", ""),
    mark: template.components[0].parameters[0].text,
  };
}

function wamidIn(answer: string): string | undefined {
  return JSON.parse(answer).messages?.[0]?.id;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const address: AddressInfo | string | null = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
}
