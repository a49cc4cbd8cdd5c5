import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import { SENDABLE_BYTES_MAX } from "../media/sendable-file.ts";
import { type Uploaded, uploadFile } from "../media/upload-file.ts";
import type { ApiSurroundings } from "./api.ts";
import { ApiProblem } from "./problems.ts";
import { NumberId, parsed } from "./route.ts";
import type { UploadShape } from "./shapes.ts";

export const UploadParams = z.object({ number_id: NumberId });

export const UploadQuery = z.object({
  type: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+(;[\x20-\x7e]*)?$/, "must be the type of a file, as image/jpeg")
    .max(100),
  filename: z.string().max(240).default("file"),
});

/**
 * `POST /numbers/:number_id/media?type=image/jpeg&filename=tart.jpg`: a file that is to be sent, as
 * it is, with `Content-Type: application/octet-stream`. It is not made of a `Route`, for its body
 * is no JSON; and it is no form, for a page of somebody else's could send one.
 */
export function serveUploads(
  app: FastifyInstance,
  api: ApiSurroundings,
  keyOf: (request: FastifyRequest) => ApiKey,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/octet-stream", (_request, payload, done) =>
    done(null, payload),
  );
  app.post(
    "/numbers/:number_id/media",
    { bodyLimit: SENDABLE_BYTES_MAX + 1 },
    async (request, reply) => {
      const key = keyOf(request);
      const { number_id: numberId } = parsed(UploadParams, request.params, "path");
      const { type: mimeType, filename } = parsed(UploadQuery, request.query, "query");
      if (!mayReach(key, numberId)) throw new ApiProblem("not_found", "There is no such number.");
      const upload = { key, numberId, mimeType, filename, body: request.raw };
      const data = dataFrom(await uploadFile(api, upload), mimeType);
      return reply.header("cache-control", "no-store").send({ data });
    },
  );
}

function dataFrom(uploaded: Uploaded, mimeType: string): UploadShape {
  switch (uploaded.kind) {
    case "uploaded": {
      const { mediaId, media, sizeBytes } = uploaded;
      return { media_id: mediaId, media, mime_type: mimeType, size_bytes: sizeBytes };
    }
    case "not_sendable":
      throw new ApiProblem("unsupported_media_type", `WhatsApp takes no files of ${mimeType}.`, {
        where: "query.type",
      });
    case "too_large":
      throw new ApiProblem("too_large", `It may have ${uploaded.bytesMax} bytes at most.`, {
        where: "body",
      });
    case "refused":
      throw new ApiProblem(uploaded.status >= 500 ? "unavailable" : "failed", uploaded.why);
  }
}
