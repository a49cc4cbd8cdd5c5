import { type Json, objectIn } from "../json.ts";
import { wordIn } from "../server/parameter-fault.ts";
import type { FaultSubject } from "./faults-for.ts";

/** A request to the Graph API, as a rule sees it. */
export function requestSubject(request: {
  readonly method: string;
  readonly steps: readonly string[];
  readonly route: string;
  readonly parameters: Json;
}): FaultSubject {
  const { method, steps, route, parameters } = request;
  return {
    method,
    route,
    path: `/${steps.join("/")}`,
    phone: wordIn(parameters["to"])?.replace(/\D/g, ""),
    type: wordIn(parameters["type"]),
    template: wordIn(objectIn(parameters["template"])?.["name"]),
  };
}

/** Whether a route hands files in or out. */
export function isMediaRoute(route: string): boolean {
  return MEDIA.has(route);
}

const MEDIA: ReadonlySet<string> = new Set([
  "POST /PN/media",
  "GET /MEDIA",
  "DELETE /MEDIA",
  "GET /whatsapp_business/attachments",
]);
