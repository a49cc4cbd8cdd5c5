import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { accountIn } from "./nodes.ts";

/** `DELETE /WABA/subscribed_apps`: the app hears no more of the account. */
export function unsubscribeApp(call: Call): Answer {
  accountIn(call).subscribed = null;
  return SUCCESS;
}
