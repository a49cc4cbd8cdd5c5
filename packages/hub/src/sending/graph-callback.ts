import { fieldIn } from "../json/unknown-value.ts";

/** What a request says in its query and in its body: Meta takes either. */
interface Said {
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/**
 * Why a call is not carried that would lead webhooks past the hub: they are how it learns what was
 * delivered and what it cost (SPEC G6). `undefined`: it would not.
 */
export function wouldMoveWebhooks(edge: string, said: Said): string | undefined {
  switch (edge) {
    case "DELETE ACCOUNT/subscribed_apps":
      return "The hub does not end its own subscription. Disconnect the account instead.";
    case "POST ACCOUNT/subscribed_apps":
      return saysAny(said, ["override_callback_uri"]) ? ELSEWHERE : undefined;
    case "POST NUMBER":
    case "POST ACCOUNT":
      return saysAny(said, ["webhook_configuration"]) ? ELSEWHERE : undefined;
    case "POST APP/subscriptions":
    case "DELETE APP/subscriptions":
      return isOfOthers(said) ? undefined : ELSEWHERE;
    default:
      return undefined;
  }
}

const ELSEWHERE = "The webhooks of this account come to the hub, and stay there.";

function saysAny({ query, body }: Said, names: readonly string[]): boolean {
  return names.some((name) => query.has(name) || fieldIn(body, name) != null);
}

/** An app can subscribe to other things than WhatsApp accounts; without an object it means all. */
function isOfOthers({ query, body }: Said): boolean {
  const named = [...query.getAll("object"), fieldIn(body, "object")].filter((one) => one != null);
  return named.length > 0 && named.every((one) => one !== "whatsapp_business_account");
}
