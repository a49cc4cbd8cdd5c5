import type { Answer, Call } from "../../server/call.ts";
import { unpauseTemplate as unpause } from "../../templates/quality.ts";
import { templateIn } from "./template-in-path.ts";

/** `POST /TEMPLATE/unpause`: a paused template may be sent again. */
export function unpauseTemplate(call: Call): Answer {
  const { id } = templateIn(call);
  if (unpause(call.platform, id)) return { status: 200, body: { success: true } };
  const reason = "The template is not paused.";
  return { status: 200, body: { success: false, reason } };
}
