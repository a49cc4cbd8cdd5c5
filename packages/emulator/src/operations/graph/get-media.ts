import { missingObjectError } from "@casement/cloud-api";
import { mediaUrl } from "../../media/media-url.ts";
import type { Answer, Call } from "../../server/call.ts";
import { chosenFields } from "../../server/fields.ts";
import { mediumIn } from "./nodes.ts";

/**
 * `GET /MEDIA`: what a medium is, and where its bytes are for the next five minutes.
 *
 * That is at the address where this was asked: some SDKs trust no other with the token.
 */
export function getMedia(call: Call): Answer {
  const medium = mediumIn(call);
  if (medium === undefined) return missingObjectError(call.path["MEDIA"] ?? "", { method: "get" });
  const { world, clock } = call.platform;
  const node = {
    messaging_product: "whatsapp",
    url: mediaUrl(world, medium, new URL(call.url).origin, clock.now()),
    mime_type: medium.mimeType,
    sha256: medium.sha256,
    file_size: medium.size,
    id: medium.id,
  };
  const usual = Object.keys(node);
  return { status: 200, body: chosenFields(node, call.parameters["fields"], usual) };
}
