import { missingObjectError } from "@casement/cloud-api";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { mediumIn } from "./nodes.ts";

/** `DELETE /MEDIA`: the medium is gone. What was sent with it stays. */
export function deleteMedia(call: Call): Answer {
  const medium = mediumIn(call);
  if (medium === undefined) {
    return missingObjectError(call.path["MEDIA"] ?? "", { method: "delete" });
  }
  delete call.platform.world.media[medium.id];
  return SUCCESS;
}
