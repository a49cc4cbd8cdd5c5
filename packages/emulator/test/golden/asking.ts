import { answerFrom, BASE, type TestWorld, type Value } from "../world.ts";
import { type Difference, golden } from "./shape.ts";

export interface Case {
  readonly name: string;
  /** The golden answer. */
  readonly like: string;
  /** What is sent: a golden request, or a body. */
  readonly ask: (world: TestWorld) => Promise<{ readonly body: Value }>;
  /** Where ours is otherwise, and is meant to be. */
  readonly but?: Partial<Difference>;
}

export const MP = { messaging_product: "whatsapp" };

export function pn({ emulator }: TestWorld, edge: string): string {
  return `/v24.0/${emulator.credentials.phoneNumberId}${edge}`;
}

export function waba({ emulator }: TestWorld, edge: string): string {
  return `/v24.0/${emulator.credentials.wabaId}${edge}`;
}

/** A golden request to an edge of the number. */
export function post(edge: string, request: string, more: Value = {}): Case["ask"] {
  return (world) =>
    world.graph("POST", pn(world, edge), { ...golden("requests", request), ...more });
}

export async function upload(world: TestWorld): Promise<string> {
  const { appId } = world.emulator.credentials;
  const query = "file_name=a.png&file_length=3&file_type=image%2Fpng";
  return (await world.graph("POST", `/v24.0/${appId}/uploads?${query}`)).body.id;
}

export async function bytesTo({ emulator }: TestWorld, id: string) {
  const request = new Request(`${BASE}/v24.0/${id}`, {
    method: "POST",
    headers: { authorization: `OAuth ${emulator.credentials.token}`, file_offset: "0" },
    body: "abc",
  });
  return answerFrom(await emulator.fetch(request));
}
