import { createHmac, timingSafeEqual } from "node:crypto";
import { type Instant, MINUTE_MS } from "@casement/engine";
import { type Json, textIn } from "../json.ts";
import { type Medium, mediumById } from "../world/medium.ts";
import type { World } from "../world/world.ts";

/**
 * Where the bytes of a medium can be had for five minutes: at `origin`, with the names in the query
 * that Meta's own addresses have. The hash makes an address that was not given out worth nothing.
 */
export function mediaUrl(world: World, medium: Medium, origin: string, now: Instant): string {
  const ext = String(Math.ceil((now + URL_LIFE_MS) / 1_000));
  const url = new URL("/whatsapp_business/attachments/", origin);
  url.search = new URLSearchParams({
    mid: medium.id,
    source: "getMedia",
    ext,
    hash: hashOf(world, medium.id, ext),
  }).toString();
  return url.href;
}

/** The medium that such an address leads to, as long as it does. */
export function mediumAtUrl(world: World, query: Json, now: Instant): Medium | undefined {
  const id = textIn(query["mid"]) ?? "";
  const ext = textIn(query["ext"]) ?? "";
  const given = Buffer.from(textIn(query["hash"]) ?? "");
  const right = Buffer.from(hashOf(world, id, ext));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return now < Number(ext) * 1_000 ? mediumById(world, id, now) : undefined;
}

function hashOf(world: World, id: string, ext: string): string {
  return createHmac("sha256", world.secrets.appSecret).update(`${id}/${ext}`).digest("base64url");
}

const URL_LIFE_MS: number = 5 * MINUTE_MS;
