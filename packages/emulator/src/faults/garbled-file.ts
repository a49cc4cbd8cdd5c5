import type { World } from "../world/world.ts";
import { type FaultSubject, faultsFor } from "./faults-for.ts";

/**
 * A file on its way out, its bytes others if a rule wants that. They are as many as before: nothing
 * but the hash that `GET /MEDIA` tells gives them away.
 */
export async function handedOut(
  world: World,
  subject: FaultSubject,
  file: Response,
): Promise<Response> {
  if (!file.ok || faultsFor(world, "media", subject, KINDS).length === 0) return file;
  const bytes = new Uint8Array(await file.arrayBuffer()).map((byte) => byte ^ 0xff);
  return new Response(bytes, { status: file.status, headers: file.headers });
}

const KINDS = ["garble"] as const;
