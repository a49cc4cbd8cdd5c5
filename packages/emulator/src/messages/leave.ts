import { STATUS_CODES } from "node:http";
import { linkFault } from "../faults/link-fault.ts";
import { inTime } from "../in-time.ts";
import type { MediaLink } from "../media/media-in-send.ts";
import { DOCUMENT_BYTES_MAX, isAnimatedWebp, unfitFor } from "../media/media-kind.ts";
import { ownEntry } from "../own-entry.ts";
import { type Platform, secondsEnd } from "../platform.ts";
import { type Failure, MEDIA_ERROR } from "./failure.ts";
import { markSent } from "./report-status.ts";

/**
 * A message leaves for the customer's phone: at once, or when all that it links to was fetched.
 *
 * The links stay with the message until then. What came of them is entered in the agenda: a clock
 * that is turned has stood still meanwhile, one that runs has gone on.
 */
export function leave(platform: Platform, wamid: string): void {
  const { world } = platform;
  const message = ownEntry(world.messages, wamid);
  if (message?.from !== "business" || message.status !== "accepted") return;
  if (message.links.length === 0) {
    markSent(platform, wamid);
    return;
  }
  const fetched = firstFault(platform, message.links).then((failure) => {
    if (platform.world !== world) return;
    message.links = [];
    const at = secondsEnd(platform.clock.now(), 0);
    if (failure === undefined) platform.plan(at, { kind: "status", wamid, status: "sent" });
    else platform.plan(at, { kind: "status", wamid, status: "failed", failure });
  });
  platform.await(fetched);
}

async function firstFault(
  platform: Platform,
  links: readonly MediaLink[],
): Promise<Failure | undefined> {
  for (const link of links) {
    const failure = linkFault(platform.world, link.link, link.kind);
    if (failure !== undefined) return failure;
    const details = await faultOf(platform, link);
    if (details !== undefined) return { code: MEDIA_ERROR, details };
  }
  return undefined;
}

/** Fetches a link and looks whether it can be sent. Never rejects. */
async function faultOf(
  { outside, machine }: Platform,
  { kind, link }: MediaLink,
): Promise<string | undefined> {
  try {
    const bounds = { timeoutMs: TIMEOUT_MS, bytesMax: DOCUMENT_BYTES_MAX };
    const file = await inTime(machine, TIMEOUT_MS, outside.download(link, bounds));
    if (file === undefined) return NOT_FETCHED;
    if (file.status !== 200) {
      const words = `status message ${STATUS_CODES[file.status] ?? "Unknown"}`;
      return `Downloading media from weblink failed with http code ${file.status}, ${words}`;
    }
    return unfitFor(kind, {
      mimeType: file.mimeType ?? "application/octet-stream",
      size: file.bytes.length,
      isAnimated: isAnimatedWebp(file.bytes),
    });
  } catch {
    return NOT_FETCHED;
  }
}

const NOT_FETCHED = "Media upload error";
const TIMEOUT_MS = 10_000;
