import { missingObjectError } from "@casement/cloud-api";
import { textIn } from "../../json.ts";
import { fileResponse } from "../../media/file-response.ts";
import { mediumAtUrl } from "../../media/media-url.ts";
import type { Answer, Call } from "../../server/call.ts";

/** The address in `url` of `GET /MEDIA`: the bytes. With Meta it is another host. */
export function downloadMedia(call: Call): Answer | Response {
  const { platform, parameters, headers } = call;
  const medium = mediumAtUrl(platform.world, parameters, platform.clock.now());
  if (medium !== undefined) return fileResponse(medium, headers.get("range"));
  const id = textIn(parameters["mid"]) ?? "";
  return { ...missingObjectError(id, { method: "get" }), status: 404 };
}
