import { STATUS_CODES } from "node:http";
import type { Failure } from "../messages/failure.ts";
import type { World } from "../world/world.ts";
import { faultsFor } from "./faults-for.ts";

/** What goes wrong with a file that a message links to, before anybody asks for it. */
export function linkFault(world: World, link: string, kind: string): Failure | undefined {
  for (const fault of faultsFor(world, "media", { link, type: kind, route: "link" }, KINDS)) {
    if ("error" in fault) return { code: fault.error, details: fault.details };
    if ("http" in fault) {
      const words = `code ${fault.http}, status message ${STATUS_CODES[fault.http] ?? "Unknown"}`;
      const details = `Downloading media from weblink failed with http ${words}`;
      return { code: MEDIA_ERROR, details };
    }
    return { code: MEDIA_ERROR, details: "Media upload error" };
  }
  return undefined;
}

const KINDS = ["error", "http", "hang", "close", "drop"] as const;
const MEDIA_ERROR = 131_053;
