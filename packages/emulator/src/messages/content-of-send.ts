import type { GraphError, SendRequest } from "@casement/cloud-api";
import type { Shown } from "../world/message.ts";
import { type MessageTemplate, templateNamed } from "../world/template.ts";
import type { BusinessNumber, World } from "../world/world.ts";
import { shownFromSend, shownFromTemplate } from "./shown.ts";
import { templateFault } from "./template-fault.ts";

/** What a send brings to a phone. */
export interface ContentOfSend {
  readonly template: MessageTemplate | undefined;
  readonly shown: Shown;
}

/** What is shown on the phone, and for a template the template, if the send fits it. */
export function contentOfSend(
  world: World,
  number: BusinessNumber,
  send: SendRequest,
): ContentOfSend | { readonly error: GraphError } {
  if (send.type !== "template") return { template: undefined, shown: shownFromSend(send) };
  const { name, language } = send.template;
  const template = templateNamed(world, number.accountId, name, language.code);
  const error = templateFault(send.template, template);
  if (error !== undefined) return { error };
  const shown = template === undefined ? {} : shownFromTemplate(send.template, template);
  return { template, shown };
}
