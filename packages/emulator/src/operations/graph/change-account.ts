import { type Answer, type Call, SUCCESS } from "../../server/call.ts";
import { flagIn, missing, wordIn, wrong } from "../../server/parameter-fault.ts";
import { changeAccountSettings } from "../../world/account-settings.ts";
import { accountIn } from "./nodes.ts";

/**
 * `POST /WABA`: template analytics on, marketing by the other API only, another name.
 *
 * Switching analytics on answers with the account's id as a number, which nothing else does.
 */
export function changeAccount(call: Call): Answer {
  const { platform, parameters } = call;
  const account = accountIn(call);
  const insights = flagIn(parameters["is_enabled_for_insights"]);
  const marketing = flagIn(parameters["disable_marketing_messages_on_cloud_api"]);
  const name = wordIn(parameters["name"]);
  if (insights === undefined && marketing === undefined && name === undefined) {
    return missing("is_enabled_for_insights");
  }
  if (insights === false) return wrong("is_enabled_for_insights", "cannot be disabled.");
  if (marketing !== undefined) {
    changeAccountSettings(platform.world, account.id, { marketingIsDisabled: marketing });
  }
  if (name !== undefined) platform.world.accounts[account.id] = { ...account, name };
  if (insights === undefined) return SUCCESS;
  changeAccountSettings(platform.world, account.id, { hasInsights: true });
  return { status: 200, body: { id: Number(account.id) } };
}
