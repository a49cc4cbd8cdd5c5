import type { Business, Customer } from "./begin.ts";

/** A tenth of a kilobyte that differs by its seed. */
export function bytesOf(seed: number): Buffer {
  return Buffer.alloc(100, seed);
}

export async function sendsFile(
  amara: Customer,
  type: string,
  file: { bytes: Buffer; mime_type: string; filename?: string },
): Promise<void> {
  const { bytes, ...rest } = file;
  await amara.writes("", { type, [type]: { ...rest, data: bytes.toString("base64") } });
}

/** The file of the newest message of the only thread, as the API names it. */
export async function fileOf(business: Business): Promise<string> {
  const threads = await business.ask("GET", "/api/v1/threads");
  const { number_id, thread_id } = threads.body.data[0];
  const messages = await business.ask("GET", `/api/v1/threads/${number_id}/${thread_id}/messages`);
  return `/api/v1/media/${number_id}/${messages.body.data.at(-1).content.media_id}`;
}

export function get(business: Business, path: string, headers: object = {}): Promise<Response> {
  const authorization = `Bearer ${business.key}`;
  return fetch(`${business.hub.url}${path}`, { headers: { authorization, ...headers } });
}

export async function bytesIn(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer());
}
