import { MINUTE_MS, SECOND_MS } from "@casement/engine";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import { FETCH_FILE } from "../media/fetch-times.ts";
import { dispositionOf, isShown } from "../media/file-headers.ts";
import type { ByteRange } from "../media/files.ts";
import { isOfLostBytes } from "../media/lost-bytes.ts";
import { type KeptFile, selectFileMessage, selectKeptFile } from "../media/media-store.ts";
import { selectDueAt } from "../numbers/appointment-store.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";
import { NumberId, parsed } from "./route.ts";

/** The id of a file is Meta's word; ours to check is only that it can be one. */
export const FileParams = z.object({
  number_id: NumberId,
  media_id: z.string().regex(/^\w{1,64}$/, "must be the id of a file, as in a message"),
});

/** How soon at least to ask for a file again that is not here. */
const RETRY_SECONDS = 10;

/**
 * `GET /media/:number_id/:media_id`: the bytes of a file that came with a message. It is not made
 * of a `Route`, for its answer is no JSON.
 *
 * The bytes are a stranger's. Only what a browser shows without running it is shown in place; no
 * type is guessed, and whatever it holds has no right here (SPEC I13).
 */
export function serveMedia(
  app: FastifyInstance,
  api: ApiSurroundings,
  keyOf: (request: FastifyRequest) => ApiKey,
): void {
  app.get("/media/:number_id/:media_id", async (request, reply) => {
    const { number_id: numberId, media_id: mediaId } = parsed(FileParams, request.params, "path");
    const file = mayReach(keyOf(request), numberId)
      ? await selectKeptFile(api.db, numberId, mediaId)
      : undefined;
    if (file === undefined) throw new ApiProblem("not_found", "There is no such file.");
    const { place } = file;
    if (place === null) throw await absence(api, numberId, file);
    const named = file.wamid && (await selectFileMessage(api.db, numberId, file.wamid));
    headersOf(reply, file, named ? named.filename : null);
    const size = Number(file.sizeBytes ?? 0);
    const range = rangeOf(request.headers.range, size);
    if (range === undefined) {
      return reply.header("content-length", size).send(await bytesAt(api, place));
    }
    return reply
      .code(206)
      .header("content-range", `bytes ${range.start}-${range.end}/${size}`)
      .header("content-length", range.end - range.start + 1)
      .send(await bytesAt(api, place, range));
  });
}

async function bytesAt({ files, log }: ApiSurroundings, place: string, range?: ByteRange) {
  try {
    return await files.read(place, range);
  } catch (error) {
    if (!isOfLostBytes(error)) throw error;
    log.error("file_lost");
    throw new ApiProblem("unavailable", LOST, { retrySeconds: LOST_RETRY_SECONDS });
  }
}

const LOST = "The file was kept, and is not at its place now. Its operator finds out why.";
const LOST_RETRY_SECONDS = 300;

/** Why there are no bytes, and whether and when there may be. */
async function absence(
  { db, clock }: ApiSurroundings,
  numberId: bigint,
  { mediaId, sizeBytes }: Pick<KeptFile, "mediaId" | "sizeBytes">,
): Promise<ApiProblem> {
  // Something came, and by its hash it was not the file (SPEC I16).
  const isOther = sizeBytes !== null;
  const dueAt = await selectDueAt(db, numberId, { kind: FETCH_FILE, key: mediaId });
  if (dueAt === undefined) {
    return new ApiProblem("not_found", isOther ? NEVER_AS_TOLD : NOT_GIVEN);
  }
  const waitMs = Math.max(0, dueAt - clock.now());
  const retrySeconds = Math.max(RETRY_SECONDS, Math.ceil(waitMs / SECOND_MS));
  if (!isOther && waitMs < SOON_MS) {
    return new ApiProblem("unavailable", "The file is still being fetched.", { retrySeconds });
  }
  const soFar = isOther ? "What Meta gave is not the file that was sent." : "Meta did not give it.";
  const words = `${soFar} It is asked for again ${spanWords(waitMs)}.`;
  return new ApiProblem("unavailable", words, { retrySeconds });
}

const NOT_GIVEN = "The file could not be fetched before Meta forgot it.";
const NEVER_AS_TOLD =
  "The file could not be fetched: what Meta gave was never the file that was sent.";

/** What is tried again before this is said to be on its way. */
const SOON_MS: number = 2 * MINUTE_MS;

function spanWords(waitMs: number): string {
  const minutes = Math.ceil(waitMs / MINUTE_MS);
  if (minutes <= 1) return "within a minute";
  return minutes <= 90 ? `in ${minutes} minutes` : `in ${Math.round(minutes / 60)} hours`;
}

function headersOf(reply: FastifyReply, file: KeptFile, filename: string | null): void {
  void reply.headers({
    "content-type": isShown(file.mimeType) ? file.mimeType : "application/octet-stream",
    "content-disposition": dispositionOf(file.mimeType, filename),
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, max-age=31536000, immutable",
    "accept-ranges": "bytes",
  });
}

/** One span of bytes, as players ask for it to jump in a film. Any other wish gets the whole. */
function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, from = "", to = ""] = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(header ?? "") ?? [];
  if (from === "") return undefined;
  const start = Number(from);
  const end = Math.min(size - 1, to === "" ? size - 1 : Number(to));
  return start <= end ? { start, end } : undefined;
}
