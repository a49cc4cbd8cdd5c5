import { readFile, realpath } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import type { Asked } from "./asked.ts";
import { stepsOf } from "./match.ts";

/** Serves the phone page: the built files of one folder, below `/phone/`. */
export async function answerPhone(request: Asked, folder: string | undefined): Promise<Response> {
  const { url } = request;
  if (request.method !== "GET" && request.method !== "HEAD") return plain(405, "GET is wanted");
  if (url.pathname === "/phone") return moved(`/phone/${url.search}`);
  if (folder === undefined) return plain(404, "This emulator was started without the phone page.");
  const steps = stepsOf(url.pathname).slice(1);
  const file = await fileIn(folder, steps.length === 0 ? ["index.html"] : steps);
  if (file === undefined) return plain(404, "There is no such file.");
  const body = request.method === "HEAD" ? null : new Uint8Array(file.bytes);
  return new Response(body, {
    headers: {
      "content-type": TYPES.get(extname(file.path)) ?? "application/octet-stream",
      "cache-control": file.path.endsWith(".html") ? "no-cache" : "public, max-age=3600",
      ...SAFETY,
    },
  });
}

/**
 * The file that the steps of a path lead to, if it lies inside of the folder.
 *
 * A step may come decoded to anything. So odd ones are refused, and then the real path, links
 * followed, must begin with the folder's own.
 */
async function fileIn(
  folder: string,
  steps: readonly string[],
): Promise<{ path: string; bytes: Buffer } | undefined> {
  if (steps.some((step) => step.startsWith(".") || /[/\\\0]/.test(step))) return undefined;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, ...steps));
    if (!path.startsWith(root + sep)) return undefined;
    return { path, bytes: await readFile(path) };
  } catch {
    return undefined;
  }
}

export function moved(to: string): Response {
  return new Response(null, { status: 302, headers: { location: to, ...SAFETY } });
}

function plain(status: number, text: string): Response {
  const headers = { "content-type": "text/plain; charset=utf-8", ...SAFETY };
  return new Response(`${text}\n`, { status, headers });
}

/** Message texts and names on the page are anybody's; nothing of them may run. */
const SAFETY = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; " +
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
};

const TYPES: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".png", "image/png"],
  [".ico", "image/x-icon"],
  [".json", "application/json; charset=utf-8"],
  [".woff2", "font/woff2"],
  [".webmanifest", "application/manifest+json"],
]);
