import type { Call } from "../../server/call.ts";
import { type MessageTemplate, templateById } from "../../world/template.ts";

/** The template that the path names. The route was chosen by its being there. */
export function templateIn({ platform, path }: Call): MessageTemplate {
  const template = templateById(platform.world, path["TEMPLATE"] ?? "");
  if (template === undefined) throw new Error("the route needs a template in its path");
  return template;
}
