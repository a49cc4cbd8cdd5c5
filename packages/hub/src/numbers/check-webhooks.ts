import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import type { Log } from "../log.ts";
import { lackOf, MESSAGES_FIELD } from "../webhook/needed-fields.ts";
import { type Asking, appTokenOf, askMeta, statusWords } from "./ask-meta.ts";
import { type Check, untold } from "./check.ts";
import type { Hearing } from "./hearing.ts";

/** What Meta says of the way of an account's webhooks. */
export interface WebhookChecks {
  readonly subscription: Check;
  readonly callback: Check;
  /** Whether the callback gets all that a hub acts on. */
  readonly fields: Check;
  /** What follows from the first two. */
  readonly hearing: Hearing;
}

/**
 * Asks Meta whether webhooks of an account reach us: whether the app is subscribed to it, and where
 * the app's callback leads. With `subscribe` the app is subscribed if it was not, for without that
 * nothing is ever heard.
 */
export async function checkWebhooks(
  asking: Asking,
  { subscribe }: { readonly subscribe: boolean },
): Promise<WebhookChecks> {
  const { check: subscription, overrideUrl, ...said } = await checkSubscription(asking, subscribe);
  const { check: callback, fields, url } = await checkCallback(asking, overrideUrl);
  const hearing = hearingFrom({ subscription, callback, url, ...said });
  return { subscription, callback, fields, hearing };
}

/** Who connects by the environment sees no checks: what the callback does not get is logged. */
export function warnOfFields(
  log: Log,
  accountId: bigint,
  { fields, hearing }: Pick<WebhookChecks, "fields" | "hearing">,
): void {
  if (fields.ok !== false || hearing.kind !== "heard") return;
  log.warn("fields_missing", { numberId: String(accountId) });
}

function hearingFrom(told: {
  readonly subscription: Check;
  readonly callback: Check;
  readonly url: string | null;
  readonly isNew: boolean;
  readonly isTold: boolean;
}): Hearing {
  const { subscription, callback, url, isNew, isTold } = told;
  // A token that may not ask is no sign that nothing comes.
  if ((subscription.ok === false && isTold) || callback.ok === false) return { kind: "deaf" };
  if (subscription.ok !== true || callback.ok === null || url === null) return { kind: "untold" };
  return { kind: "heard", callbackUrl: url, isNew };
}

async function checkSubscription(
  asking: Asking,
  subscribe: boolean,
): Promise<{ check: Check; overrideUrl: string | null; isNew: boolean; isTold: boolean }> {
  const { accountId, appId } = asking.about;
  const path = `${accountId}/subscribed_apps`;
  const told = await askMeta(asking, { path });
  const own = listIn(told.body, "data").find((one) => appId === 0n || appIdIn(one) === appId);
  const as = (ok: boolean | null, what: string, remedy: string | null = null): Check => ({
    check: "subscription",
    ok,
    what,
    remedy,
  });
  if (own !== undefined) {
    const overrideUrl = textIn(own, "override_callback_uri");
    const check = as(true, "the app hears of the account");
    return { check, overrideUrl, isNew: false, isTold: true };
  }
  const isTold = told.status === 200;
  const nothing = { overrideUrl: null, isNew: false, isTold };
  if (!subscribe && !isTold) {
    return { check: as(null, `Meta did not tell: ${statusWords(told.status)}`), ...nothing };
  }
  const { status } = subscribe ? await askMeta(asking, { path, method: "POST" }) : told;
  if (subscribe && status === 200) {
    return { check: as(true, "the app was subscribed now"), ...nothing, isNew: isTold };
  }
  const what = `the app is not subscribed to the account: ${statusWords(status)}`;
  const remedy = `With a token that may: POST /${accountId}/subscribed_apps.`;
  return { check: as(false, what, remedy), ...nothing };
}

function appIdIn(subscribed: unknown): bigint | undefined {
  const id = textIn(fieldIn(subscribed, "whatsapp_business_api_data"), "id");
  return id !== null && /^\d{1,18}$/.test(id) ? BigInt(id) : undefined;
}

async function checkCallback(
  asking: Asking,
  overrideUrl: string | null,
): Promise<{ check: Check; fields: Check; url: string | null }> {
  const { appId } = asking.about;
  const nothing = (what: string): { check: Check; fields: Check; url: null } => ({
    check: untold("callback", what),
    fields: untold("fields", what),
    url: null,
  });
  if (appId === 0n) return nothing("not asked, for no app_id was given");
  const token = appTokenOf(asking.about);
  const { status, body } = await askMeta(asking, { path: `${appId}/subscriptions`, token });
  if (status !== 200) return nothing(`Meta did not tell: ${statusWords(status)}`);
  const own = listIn(body, "data").find(
    (one) => textIn(one, "object") === "whatsapp_business_account",
  );
  const url = overrideUrl ?? textIn(own, "callback_url");
  const fields = new Set(listIn(own, "fields").flatMap((one) => textIn(one, "name") ?? []));
  return { check: callbackCheck(url, fields), fields: fieldsCheck(fields), url };
}

function callbackCheck(url: string | null, fields: ReadonlySet<string>): Check {
  const check = "callback";
  const remedy =
    "In the app, WhatsApp, Configuration: the callback …/webhooks/whatsapp of this hub, its " +
    "verify token, and the field messages.";
  if (url === null) return { check, ok: false, what: "the app has none", remedy };
  if (!/\/webhooks\/whatsapp(\/\d+)?\/?$/.test(URL.canParse(url) ? new URL(url).pathname : "")) {
    return { check, ok: false, what: `it is ${url}, which is no path of a hub`, remedy };
  }
  if (!fields.has(MESSAGES_FIELD)) {
    return { check, ok: false, what: "it does not get the field messages", remedy };
  }
  return { check, ok: true, what: `it is ${url}`, remedy: null };
}

/** Only a warning: messages come, but what Meta changes is not heard of (SPEC N6). */
function fieldsCheck(subscribed: ReadonlySet<string>): Check {
  const check = "fields";
  const { fields, what } = lackOf(subscribed);
  if (fields.length === 0) return { check, ok: true, what: "it gets all it needs", remedy: null };
  const names = fields.join(", ");
  const remedy = `In the app, WhatsApp, Configuration, Webhook fields: subscribe to ${names}.`;
  return { check, ok: false, what, remedy };
}
