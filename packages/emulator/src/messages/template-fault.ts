import {
  type GraphError,
  graphError,
  type TemplateSend,
  templateMismatch,
  templateValueFault,
} from "@casement/cloud-api";
import type { MessageTemplate } from "../world/template.ts";

/** Meta's error for a send of a template that may not be sent, or that the send does not fit. */
export function templateFault(
  send: TemplateSend,
  template: MessageTemplate | undefined,
): GraphError | undefined {
  if (template?.status === "PAUSED") return graphError(132_015);
  if (template?.status === "DISABLED") return graphError(132_016);
  if (template?.status !== "APPROVED") {
    const details = `template name (${send.name}) does not exist in ${send.language.code}`;
    return graphError(132_001, { details });
  }
  return templateMismatch(template, send) ?? templateValueFault(template, send);
}
