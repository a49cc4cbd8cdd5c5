import { objectIn, textIn } from "../json.ts";
import type { BusinessMessage } from "../world/message.ts";
import type { FaultSubject } from "./faults-for.ts";

/** A message that comes a step further, as a rule sees it. */
export function statusSubject(message: BusinessMessage, status: string): FaultSubject {
  const template = message.type === "template" ? objectIn(message.content) : undefined;
  return {
    status,
    wamid: message.id,
    phone: message.phone,
    number: message.numberId,
    type: message.type,
    template: textIn(template?.["name"]),
  };
}
