import type { Emulator } from "@casement/emulator";

/** Makes a call of the emulator's control API, without a port, and gives what it answers. */
export async function control(
  emulator: Emulator,
  call: `${"GET" | "PUT" | "POST"} ${string}`,
  body?: unknown,
): Promise<unknown> {
  const [method = "", path = ""] = call.split(" ");
  const answer = await emulator.fetch(
    new Request(`http://emulator/emulator/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (!answer.ok) throw new Error(`the emulator answered ${method} with ${answer.status}`);
  return answer.json();
}

/**
 * Changes the emulator's world by its own document, as one may with any world that was saved. For
 * what a business finds as it is, and no call makes: its name, templates that were approved long
 * ago.
 */
export async function changeWorld(
  emulator: Emulator,
  change: (world: Part) => void,
): Promise<void> {
  const document = await control(emulator, "GET state");
  change(partOf(document, "world"));
  await control(emulator, "PUT state", document);
}

/** An object of the world's document. */
export type Part = Record<string, unknown>;

/** The object under `name`; what is not there is a fault of ours. */
export function partOf(whole: unknown, name: string): Part {
  const part: unknown = Reflect.get(Object(whole), name);
  if (!isPart(part)) throw new Error(`the emulator's world has no ${name}`);
  return part;
}

/** The objects in a part. */
export function partsIn(part: Part): Part[] {
  return Object.values(part).filter(isPart);
}

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null;
}
