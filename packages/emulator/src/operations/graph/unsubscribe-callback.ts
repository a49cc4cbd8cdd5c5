import { textIn } from "../../json.ts";
import { type Answer, type Call, SUCCESS } from "../../server/call.ts";

/** `DELETE /APP/subscriptions`: some kinds of webhooks are wanted no more, or without names all. */
export function unsubscribeCallback({ platform, parameters }: Call): Answer {
  const { app } = platform.world;
  const names = textIn(parameters["fields"])?.split(",");
  if (app.subscription === null) return SUCCESS;
  const fields = names === undefined ? [] : app.subscription.fields.filter(isNotIn(names));
  app.subscription = fields.length === 0 ? null : { ...app.subscription, fields };
  return SUCCESS;
}

function isNotIn(names: readonly string[]): (field: string) => boolean {
  return (field) => !names.some((name) => name.trim() === field);
}
