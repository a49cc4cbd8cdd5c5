/**
 * A request as far as a door looks at it. The port makes it of what came in, without a `Request`:
 * to build those, and to read a `Response` again, took half of the time of a send
 * (bench/emulator.ts: 2,900 a second with them, 5,000 without).
 */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: { get(name: string): string | null };
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

export function askedFromRequest(request: Request): Asked {
  const { method, headers } = request;
  const url = new URL(request.url);
  return { method, url, headers, bytes: async () => new Uint8Array(await request.arrayBuffer()) };
}
