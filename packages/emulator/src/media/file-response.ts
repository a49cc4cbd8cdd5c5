import type { Medium } from "../world/medium.ts";

/** The bytes of a medium, or the range of them that was asked for. */
export function fileResponse(medium: Medium, range: string | null): Response {
  const bytes = Buffer.from(medium.bytes, "base64");
  const part = range === null ? undefined : partOf(range, bytes.length);
  if (part === "outside") {
    return new Response(null, {
      status: 416,
      headers: { ...ALWAYS, "content-range": `bytes */${bytes.length}` },
    });
  }
  const { start, end } = part ?? { start: 0, end: bytes.length };
  return new Response(bytes.subarray(start, end), {
    status: part === undefined ? 200 : 206,
    headers: {
      ...ALWAYS,
      "content-type": medium.mimeType,
      "content-length": String(end - start),
      "content-disposition": dispositionOf(medium),
      ...(part !== undefined && {
        "content-range": `bytes ${start}-${end - 1}/${bytes.length}`,
      }),
    },
  });
}

/** One range, as most ask for it. Several at once, or what is no range, get the whole. */
function partOf(
  range: string,
  size: number,
): { readonly start: number; readonly end: number } | "outside" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? [];
  if (first === "" && last === "") return undefined;
  if (first === "") return Number(last) === 0 ? "outside" : tail(size, Number(last));
  const start = Number(first);
  if (start >= size) return "outside";
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  return end > start ? { start, end } : undefined;
}

function tail(size: number, wanted: number): { readonly start: number; readonly end: number } {
  return { start: Math.max(0, size - wanted), end: size };
}

/** A name from outside may hold anything: only what a header can carry is kept of it. */
function dispositionOf({ filename, id }: Medium): string {
  const name = (filename ?? id).replace(/[^\x20-\x7e]|["\\]/g, "_");
  return `attachment; filename="${name}"`;
}

const ALWAYS = {
  "accept-ranges": "bytes",
  "cache-control": "private, no-store",
  "x-content-type-options": "nosniff",
};
