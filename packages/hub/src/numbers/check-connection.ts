import { parseJson } from "@casement/cloud-api";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import { CHOOSE_ZONE, platformZoneIn, zoneFromPlatform } from "./account-zone.ts";
import type { Connection } from "./connect.ts";

/** One thing that was looked at before a number is connected. `ok: null`: it cannot be told. */
export interface Check {
  readonly check:
    | "app_secret"
    | "token"
    | "permissions"
    | "account"
    | "time_zone"
    | "number"
    | "subscription"
    | "callback";
  readonly ok: boolean | null;
  readonly what: string;
  readonly remedy: string | null;
}

/** Without these a number cannot be connected; the others say what will be missing then. */
export function isConnectable(checks: readonly Check[]): boolean {
  const needed = new Set(["app_secret", "token", "permissions", "account", "number"]);
  return checks.every((one) => one.ok !== false || !needed.has(one.check));
}

const ANSWER_TIMEOUT_MS = 20_000;

/**
 * Asks Meta whether a connection will work, thing by thing, and says what to do where it will not.
 * The one thing it changes: the app is subscribed to the account if it was not, for without that
 * nothing is ever heard.
 */
export async function checkConnection(dial: Dial, connection: Connection): Promise<Check[]> {
  const asking = { dial, connection };
  const debugged = await debugToken(asking);
  const told = await ask(asking, { path: `${connection.accountId}?fields=name,timezone_id` });
  const account = checkAccount(connection, told);
  const checks = [...checksOfToken(connection, debugged), account];
  if (account.ok !== true) return checks;
  return [
    ...checks,
    checkZone(told),
    await checkNumber(asking),
    await checkSubscription(asking),
    await checkCallback(asking),
  ];
}

interface Asking {
  readonly dial: Dial;
  readonly connection: Connection;
}

/** What Meta answered: `status` 0 if it did not. */
interface Told {
  readonly status: number;
  readonly body: unknown;
}

/** The app asks about the token with its own secret, so the answer tells of both. */
function debugToken(asking: Asking): Promise<Told> {
  const { accessToken } = asking.connection;
  const path = `debug_token?input_token=${encodeURIComponent(accessToken)}`;
  return ask(asking, { path, token: appTokenOf(asking.connection) });
}

function checksOfToken(connection: Connection, debugged: Told): Check[] {
  const { status, body } = debugged;
  if (connection.appId === 0n) {
    const what = "not asked, for no app_id was given";
    return [untold("app_secret", what), untold("token", what)];
  }
  if (status === 400 || status === 401 || status === 403) {
    const what = "Meta does not take it for this app";
    const remedy = "Copy it again from the app's settings, Basic, App secret; see app_id as well.";
    return [{ check: "app_secret", ok: false, what, remedy }];
  }
  if (status !== 200) {
    const what = `Meta did not tell: ${statusWords(status)}`;
    return [untold("app_secret", what), untold("token", what)];
  }
  const data = fieldIn(body, "data");
  const secret: Check = {
    check: "app_secret",
    ok: true,
    what: "Meta takes it for the app",
    remedy: null,
  };
  return [secret, tokenCheck(connection, data), permissionCheck(data)];
}

function tokenCheck({ appId }: Connection, data: unknown): Check {
  const check = "token";
  const remedy =
    "Make a token of a system user of the business, with this app, that never expires.";
  if (fieldIn(data, "is_valid") !== true) {
    return { check, ok: false, what: "Meta says that it is not valid", remedy };
  }
  const owner = textIn(data, "app_id");
  if (owner !== null && owner !== String(appId)) {
    return { check, ok: false, what: `it belongs to another app, ${owner}`, remedy };
  }
  const expires = fieldIn(data, "expires_at");
  if (typeof expires !== "number" || expires === 0) {
    return { check, ok: true, what: "valid, and does not expire", remedy: null };
  }
  const until = new Date(expires * 1_000).toISOString();
  return { check, ok: true, what: `valid until ${until}`, remedy };
}

function permissionCheck(data: unknown): Check {
  const check = "permissions";
  const has = new Set(listIn(data, "scopes"));
  const missing = NEEDED_PERMISSIONS.filter((one) => !has.has(one));
  if (missing.length === 0) return { check, ok: true, what: "it has both", remedy: null };
  const what = `it lacks ${missing.join(" and ")}`;
  return { check, ok: false, what, remedy: "Make a token with these permissions." };
}

const NEEDED_PERMISSIONS = ["whatsapp_business_management", "whatsapp_business_messaging"];

function checkAccount({ accountId }: Connection, { status }: Told): Check {
  const check = "account";
  if (status === 200) return { check, ok: true, what: "the token reaches it", remedy: null };
  const what = `the token does not reach ${accountId}: ${statusWords(status)}`;
  const remedy = "Give the system user this WhatsApp account as an asset, with full control.";
  return { check, ok: false, what, remedy };
}

/** Whether Meta's word for the zone is one that we know. The number works without it. */
function checkZone({ body }: Told): Check {
  const check = "time_zone";
  const word = platformZoneIn(body);
  const zone = zoneFromPlatform(word);
  if (zone !== undefined) return { check, ok: true, what: `it is ${zone}`, remedy: null };
  const named = word === null ? "Meta names none" : `Meta calls it ${word.slice(0, 40)}`;
  return { check, ok: false, what: `${named}: UTC is taken`, remedy: CHOOSE_ZONE };
}

async function checkNumber(asking: Asking): Promise<Check> {
  const check = "number";
  const { accountId, numberId } = asking.connection;
  const { status, body } = await ask(asking, { path: `${accountId}/phone_numbers` });
  const ids = listIn(body, "data").map((one) => textIn(one, "id"));
  const there = ids.length === 0 ? "it has none yet, add one at Meta" : ids.join(", ");
  const remedy = `Use one of the account's: ${there}.`;
  if (status !== 200) return { check, ok: false, what: statusWords(status), remedy: "Try again." };
  const isThere = numberId === undefined ? ids.length > 0 : ids.includes(String(numberId));
  if (!isThere) return { check, ok: false, what: "it is not one of the account's", remedy };
  return { check, ok: true, what: "it belongs to the account", remedy: null };
}

/** Subscribes the app to the account, if it is not. */
async function checkSubscription(asking: Asking): Promise<Check> {
  const check = "subscription";
  const { accountId, appId } = asking.connection;
  const path = `${accountId}/subscribed_apps`;
  const { body } = await ask(asking, { path });
  const apps = listIn(body, "data").map((one) =>
    textIn(fieldIn(one, "whatsapp_business_api_data"), "id"),
  );
  if (appId === 0n ? apps.length > 0 : apps.includes(String(appId))) {
    return { check, ok: true, what: "the app hears of the account", remedy: null };
  }
  const { status } = await ask(asking, { path, method: "POST" });
  if (status === 200) return { check, ok: true, what: "the app was subscribed now", remedy: null };
  const what = `the app is not subscribed to the account: ${statusWords(status)}`;
  const remedy = `With a token that may: POST /${accountId}/subscribed_apps.`;
  return { check, ok: false, what, remedy };
}

async function checkCallback(asking: Asking): Promise<Check> {
  const check = "callback";
  const { appId } = asking.connection;
  if (appId === 0n) return untold(check, "not asked, for no app_id was given");
  const token = appTokenOf(asking.connection);
  const { status, body } = await ask(asking, { path: `${appId}/subscriptions`, token });
  if (status !== 200) return untold(check, `Meta did not tell: ${statusWords(status)}`);
  const own = listIn(body, "data").find(
    (one) => textIn(one, "object") === "whatsapp_business_account",
  );
  const url = textIn(own, "callback_url");
  const remedy =
    "In the app, WhatsApp, Configuration: the callback …/webhooks/whatsapp of this hub, its " +
    "verify token, and the field messages.";
  if (url === null) return { check, ok: false, what: "the app has none", remedy };
  if (!/\/webhooks\/whatsapp(\/\d+)?\/?$/.test(URL.canParse(url) ? new URL(url).pathname : "")) {
    return { check, ok: false, what: `it is ${url}, which is no path of a hub`, remedy };
  }
  const fields = listIn(own, "fields").map((one) => textIn(one, "name"));
  if (!fields.includes("messages")) {
    return { check, ok: false, what: "it does not get the field messages", remedy };
  }
  return { check, ok: true, what: `it is ${url}`, remedy: null };
}

function untold(check: Check["check"], what: string): Check {
  return { check, ok: null, what, remedy: null };
}

function statusWords(status: number): string {
  return status === 0 ? "there was no answer" : `answered with ${status}`;
}

function appTokenOf({ appId, appSecret }: Connection): string {
  return `${appId}|${appSecret}`;
}

async function ask(
  { dial, connection }: Asking,
  asked: { path: string; method?: "GET" | "POST"; token?: string },
): Promise<Told> {
  const outcome = await dial({
    url: `${connection.apiUrl}/${connection.graphVersion}/${asked.path}`,
    method: asked.method ?? "GET",
    headers: { authorization: `Bearer ${asked.token ?? connection.accessToken}` },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered") return { status: 0, body: undefined };
  return { status: outcome.status, body: bodyFrom(outcome.text) };
}

function bodyFrom(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
