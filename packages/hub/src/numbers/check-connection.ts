import type { Dial } from "../dialing/dialer.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import { CHOOSE_ZONE, platformZoneIn, zoneFromPlatform } from "./account-zone.ts";
import { type Asking, appTokenOf, askMeta, silenceOf, statusWords, type Told } from "./ask-meta.ts";
import { type Check, untold } from "./check.ts";
import { checkWebhooks } from "./check-webhooks.ts";
import type { Connection } from "./connect.ts";
import type { Hearing } from "./hearing.ts";

/**
 * Asks Meta whether a connection will work, thing by thing, and says what to do where it will not.
 * The one thing it changes: the app is subscribed to the account if it was not, for without that
 * nothing is ever heard.
 */
export async function checkConnection(
  dial: Dial,
  connection: Connection,
): Promise<{ readonly checks: readonly Check[]; readonly hearing: Hearing }> {
  const asking = { dial, about: connection };
  const debugged = await debugToken(asking);
  const told = await askMeta(asking, { path: `${connection.accountId}?fields=name,timezone_id` });
  const account = checkAccount(connection, told);
  const checks = [...checksOfToken(connection, debugged), account];
  if (account.ok !== true) return { checks, hearing: { kind: "untold" } };
  const number = await checkNumber(asking, connection);
  const { hearing, ...heard } = await checkWebhooks(asking, { subscribe: true });
  const webhooks = [heard.subscription, heard.callback, heard.fields];
  return { checks: [...checks, checkZone(told), number, ...webhooks], hearing };
}

/** The app asks about the token with its own secret, so the answer tells of both. */
function debugToken(asking: Asking): Promise<Told> {
  const { accessToken } = asking.about;
  const path = `debug_token?input_token=${encodeURIComponent(accessToken)}`;
  return askMeta(asking, { path, token: appTokenOf(asking.about) });
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
    const { what } =
      status === 0 ? silenceOf(connection) : { what: `Meta did not tell: ${statusWords(status)}` };
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

function checkAccount(connection: Connection, { status }: Told): Check {
  const check = "account";
  const { accountId } = connection;
  if (status === 0) return { check, ok: false, ...silenceOf(connection) };
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

async function checkNumber(asking: Asking, connection: Connection): Promise<Check> {
  const check = "number";
  const { accountId, numberId } = connection;
  const { status, body } = await askMeta(asking, { path: `${accountId}/phone_numbers` });
  if (status === 0) return { check, ok: false, ...silenceOf(connection) };
  const ids = listIn(body, "data").map((one) => textIn(one, "id"));
  const there = ids.length === 0 ? "it has none yet, add one at Meta" : ids.join(", ");
  const remedy = `Use one of the account's: ${there}.`;
  if (status !== 200) return { check, ok: false, what: statusWords(status), remedy: "Try again." };
  const isThere = numberId === undefined ? ids.length > 0 : ids.includes(String(numberId));
  if (!isThere) return { check, ok: false, what: "it is not one of the account's", remedy };
  return { check, ok: true, what: "it belongs to the account", remedy: null };
}
