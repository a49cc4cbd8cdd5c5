import { fileResponse } from "../../media/file-response.ts";
import type { Answer, Call } from "../../server/call.ts";
import { refusal } from "../../server/control-answer.ts";
import { mediumById } from "../../world/medium.ts";

/** `GET /emulator/media/MEDIA`: the bytes of a medium, for a phone that shows it. */
export function getMediaBytes({ platform, path, headers }: Call): Answer | Response {
  const medium = mediumById(platform.world, path["MEDIA"] ?? "", platform.clock.now());
  if (medium === undefined) return refusal(404, "not_found", "there is no such medium");
  return fileResponse(medium, headers.get("range"));
}
