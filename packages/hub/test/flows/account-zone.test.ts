import assert from "node:assert/strict";
import { test } from "node:test";
import { beginWired, type Wired } from "./wired.ts";

test("the zone of an account is Meta's number for it, UTC with a word where that is unknown, or chosen", async () => {
  await using wired = await beginWired();
  const zoneNow = async (): Promise<unknown[]> => zoneIn((await listed(wired))[0]);

  assert.deepEqual(await zoneNow(), ["UTC", "platform", "474"]);

  metaSays(wired, "47");
  assert.deepEqual(await connected(wired), { ok: true, what: "it is Europe/Berlin" });
  assert.deepEqual(await zoneNow(), ["Europe/Berlin", "platform", "47"]);

  metaSays(wired, 9_999);
  assert.deepEqual(await connected(wired), { ok: false, what: "Meta calls it 9999: UTC is taken" });
  assert.deepEqual(await zoneNow(), ["UTC", "assumed", "9999"]);

  assert.equal((await changed(wired, { time_zone: "America/Sao_Paulo" })).status, 200);
  await connected(wired);
  assert.deepEqual(await zoneNow(), ["America/Sao_Paulo", "chosen", "9999"]);

  const { status, body } = await changed(wired, { time_zone: null });
  assert.equal(status, 200);
  assert.deepEqual(zoneIn(body.data), ["UTC", "assumed", "9999"]);
});

test("a zone that is none, and one set by a key of less than the account, is refused", async () => {
  await using wired = await beginWired();
  const accountId = BigInt(wired.account);
  const ofOne = await wired.keyWith({ scopes: ["*"], numberIds: [BigInt(wired.number)] });
  const ofAccount = await wired.keyWith({ scopes: ["*"], accountId });
  const reader = await wired.keyWith({ scopes: ["numbers:read"], accountId });
  for (const zone of ["Mars/Olympus", "+02:00", "", 1, "Europe/Berlin\0"]) {
    const { status, body } = await changed(wired, { time_zone: zone });
    assert.deepEqual([status, body.error.where], [400, "body.time_zone"], String(zone));
  }
  assert.equal((await changed(wired, {})).body.error.where, "body.time_zone");
  assert.equal((await changed(wired, { zone: "UTC" })).status, 400);
  const wish = { time_zone: "Europe/Rome" };
  assert.equal((await changed(wired, wish, { key: ofOne })).status, 404);
  assert.equal((await changed(wired, wish, { key: reader })).status, 403);
  assert.equal((await changed({ ...wired, account: "77" }, wish)).status, 404);

  assert.equal((await changed(wired, wish, { key: ofAccount })).status, 200);
});

/** What Meta answers from now on when it is asked for an account's zone. */
function metaSays({ tap, account }: Wired, timezoneId: string | number): void {
  tap.instead = ({ url }) => {
    if (!url.includes("timezone_id")) return undefined;
    const body = { id: account, name: "Example Store", currency: "USD", timezone_id: timezoneId };
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
  };
}

/** Connects the number again, and gives what was found of the zone. */
async function connected(wired: Wired): Promise<{ ok: boolean; what: string }> {
  const { credentials } = wired.business.emulator;
  const { rows } = await wired.business.db.query<{ api_url: string }>(
    "select api_url from account",
  );
  const { status, body } = await wired.call("/api/v1/numbers", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      api_url: rows[0]?.api_url,
      account_id: wired.account,
      access_token: credentials.token,
      app_id: credentials.appId,
      app_secret: credentials.appSecret,
      verify_token: credentials.verifyToken,
    }),
  });
  assert.equal(status, 200, JSON.stringify(body));
  const checks: { check: string; ok: boolean; what: string; remedy: string | null }[] =
    body.data.checks;
  const zone = checks.find((one) => one.check === "time_zone");
  assert.ok(zone !== undefined);
  assert.equal(zone.remedy === null, zone.ok);
  return { ok: zone.ok, what: zone.what };
}

interface Account {
  time_zone: string;
  time_zone_by: string;
  platform_time_zone: string | null;
}

async function listed(wired: Wired): Promise<Account[]> {
  return (await wired.call("/api/v1/accounts")).body.data;
}

function zoneIn(account: Account | undefined): unknown[] {
  return [account?.time_zone, account?.time_zone_by, account?.platform_time_zone];
}

function changed(
  { call, account }: Pick<Wired, "call" | "account">,
  body: object,
  more: { key?: string } = {},
): ReturnType<Wired["call"]> {
  return call(`/api/v1/accounts/${account}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...more,
  });
}
