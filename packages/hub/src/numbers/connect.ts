import { parseJson } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import type { ClientBase } from "pg";
import { seal, unseal } from "../access/seal.ts";
import { heedWhereScopesChanged, scopesOf } from "../consent/heed-all.ts";
import { inTransaction } from "../database/index.ts";
import type { Dial } from "../dialing/dialer.ts";
import { fieldIn, listIn, textIn } from "../json/unknown-value.ts";
import type { Log } from "../log.ts";
import { FETCH_FILE } from "../media/fetch-times.ts";
import type { Surroundings } from "../surroundings.ts";
import { applyTemplateReports } from "../templates/apply-reports.ts";
import { nextSyncAfter } from "../templates/sync-times.ts";
import { listTemplates, NotListed } from "../templates/template-list-client.ts";
import { replaceTemplates, type TemplateRow } from "../templates/template-store.ts";
import { sha256Of } from "../webhook/handshake.ts";
import { putAccount, putPortfolio } from "./account-store.ts";
import { platformZoneIn, zoneFromPlatform } from "./account-zone.ts";
import { addAppSecret, putApp, selectAppSecrets, selectSealedSecrets } from "./app-store.ts";
import { hastenAppointments, putAppointments } from "./appointment-store.ts";
import { askMeta } from "./ask-meta.ts";
import { checkWebhooks, warnOfFields } from "./check-webhooks.ts";
import { type Hearing, nextHearingAfter } from "./hearing.ts";
import { isAnyHeard, putHearing } from "./hearing-store.ts";
import { putNumber, putNumberAccount } from "./number-store.ts";
import { perSecondIn } from "./throughput.ts";

/** What somebody must know to connect a number: the field's environment names, in our words. */
export interface Connection {
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly accountId: bigint;
  readonly accessToken: string;
  /** `undefined`: every number of the account. */
  readonly numberId: bigint | undefined;
  readonly appId: bigint;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** Meta would not tell us what we must know; the message says what we asked and what came. */
export class NotConnected extends Error {
  override readonly name = "NotConnected";
}

const ANSWER_TIMEOUT_MS = 20_000;

/** What is known beside the connection. */
interface Told {
  /** What Meta said of their webhooks, if somebody just asked. */
  readonly hearing?: Hearing;
  /** Whether somebody gave it just now; else it is the environment's, set at any time before. */
  readonly byHand?: boolean;
}

/**
 * Connects an account and its numbers: asks Meta for what they are, and writes it down. Can be done
 * again at any time, and brings everything up to date.
 */
export async function connectAccount(
  surroundings: Surroundings,
  { dial, key }: { readonly dial: Dial; readonly key: Uint8Array },
  connection: Connection,
  told: Told = {},
): Promise<void> {
  const asked = { dial, connection };
  const account = await ask(
    asked,
    `${connection.accountId}?fields=name,currency,timezone_id,country`,
  );
  const numbers = listIn(await ask(asked, `${connection.accountId}/phone_numbers`), "data");
  // What is reported while Meta answers is later than the list, and still counts.
  const askedAt = surroundings.clock.now();
  const templates = await listed(asked);
  const portfolio = await portfolioOf(asked);
  const hearing = told.hearing ?? (await hearingOf(asked, surroundings.log));
  const now = surroundings.clock.now();
  const sealed = (text: string): Uint8Array => seal(key, surroundings.ids, text);

  await inTransaction(surroundings.db, async (db) => {
    const { appId } = connection;
    const scopes = await scopesOf(db, wantedOf(connection, numbers));
    await putApp(db, {
      appId,
      verifySha256: sha256Of(connection.verifyToken),
      sealedVerify: sealed(connection.verifyToken),
      createdAt: now,
    });
    // The app's row is held now: of two nodes that start with a new secret one adds it.
    if (await isNewSecret({ ...surroundings, db }, { connection, key, ...told })) {
      await addAppSecret(db, { appId, sealed: sealed(connection.appSecret), createdAt: now });
    }
    if (portfolio !== undefined) await putPortfolio(db, portfolio, now);
    await putAccount(
      db,
      {
        ...accountFrom(connection, account),
        portfolioId: portfolio?.portfolioId ?? null,
        sealedToken: sealed(connection.accessToken),
      },
      now,
    );
    await putNumbers(db, connection, numbers, now);
    await heedWhereScopesChanged(db, scopes, now);
    await replaceTemplates(db, connection.accountId, templates, askedAt);
    await applyTemplateReports(db, connection.accountId);
    await putHearing(db, connection.accountId, hearing, now);
    const isHeard = await isAnyHeard(db, connection.accountId);
    const appointments = [nextSyncAfter(now), nextHearingAfter(now, isHeard)];
    await putAppointments(db, connection.accountId, appointments);
  });
}

/**
 * Whether the app's secret is to be added. One that was retired comes back only by hand: in the
 * environment it may have been forgotten, and every start would let it sign again (SPEC I17).
 */
async function isNewSecret(
  { db, log }: Pick<Surroundings, "log"> & { readonly db: Pick<ClientBase, "query"> },
  { connection, key, byHand = false }: Told & { connection: Connection; key: Uint8Array },
): Promise<boolean> {
  const { appId, appSecret } = connection;
  const { active } = await selectAppSecrets(db, key);
  if (active.some((one) => one.appId === appId && one.text === appSecret)) return false;
  if (byHand) return true;
  const all = await selectSealedSecrets(db);
  const isRetired = all.some((one) => one.appId === appId && unseal(key, one.sealed) === appSecret);
  if (isRetired) log.warn("app_secret_retired");
  return !isRetired;
}

async function putNumbers(
  db: Pick<ClientBase, "query">,
  connection: Connection,
  numbers: readonly unknown[],
  now: Instant,
): Promise<void> {
  const { accountId } = connection;
  const wanted = wantedOf(connection, numbers);
  for (const number of numbers) {
    const numberId = idOf(number);
    if (!wanted.includes(numberId)) continue;
    await putNumber(
      db,
      {
        numberId,
        displayPhone: textIn(number, "display_phone_number"),
        name: textIn(number, "verified_name"),
        heardSince: null,
        perSecond: perSecondIn(number),
      },
      now,
    );
    await putNumberAccount(db, { numberId, accountId });
    // What the token before might not see, this one may.
    await hastenAppointments(db, numberId, { kind: FETCH_FILE, now });
  }
}

/** The numbers that are to be connected, of those that the account has. */
function wantedOf({ numberId }: Connection, numbers: readonly unknown[]): bigint[] {
  return numbers.map(idOf).filter((one) => numberId === undefined || one === numberId);
}

function idOf(number: unknown): bigint {
  return BigInt(textIn(number, "id") ?? 0);
}

/**
 * The portfolio that owns the account: limits count over all of it (SPEC S9). A token that may not
 * be told of its owner connects all the same; the limit then counts over the account alone.
 */
async function portfolioOf({
  dial,
  connection,
}: Asked): Promise<Parameters<typeof putPortfolio>[1] | undefined> {
  const path = `${connection.accountId}?fields=owner_business_info`;
  const { body } = await askMeta({ dial, about: connection }, { path });
  const owner = fieldIn(body, "owner_business_info");
  const id = textIn(owner, "id") ?? "";
  if (!/^\d{1,18}$/.test(id)) return undefined;
  return { portfolioId: BigInt(id), name: textIn(owner, "name") };
}

async function hearingOf({ dial, connection }: Asked, log: Log): Promise<Hearing> {
  const checks = await checkWebhooks({ dial, about: connection }, { subscribe: true });
  warnOfFields(log, connection.accountId, checks);
  return checks.hearing;
}

/** The account's templates; without them it is not connected. */
async function listed({ dial, connection }: Asked): Promise<TemplateRow[]> {
  const { accountId, apiUrl, graphVersion, accessToken: token } = connection;
  try {
    return await listTemplates(dial, { accountId, apiUrl, graphVersion, token });
  } catch (error) {
    if (error instanceof NotListed) throw new NotConnected(error.message);
    throw error;
  }
}

interface Asked {
  readonly dial: Dial;
  readonly connection: Connection;
}

function accountFrom(
  { accountId, appId, apiUrl, graphVersion }: Connection,
  account: unknown,
): Omit<Parameters<typeof putAccount>[1], "sealedToken" | "portfolioId"> {
  const platformZone = platformZoneIn(account);
  const country = textIn(account, "country");
  return {
    accountId,
    appId,
    name: textIn(account, "name"),
    rules: {
      timeZone: zoneFromPlatform(platformZone) ?? "UTC",
      currency: textIn(account, "currency") ?? "USD",
      ...(country === null ? {} : { country }),
    },
    platformZone,
    apiUrl,
    graphVersion,
  };
}

async function ask({ dial, connection }: Asked, path: string): Promise<unknown> {
  const url = `${connection.apiUrl}/${connection.graphVersion}/${path}`;
  const outcome = await dial({
    url,
    method: "GET",
    headers: { authorization: `Bearer ${connection.accessToken}` },
    timeoutMs: ANSWER_TIMEOUT_MS,
  });
  if (outcome.kind !== "answered") throw new NotConnected(`no answer from ${new URL(url).origin}`);
  const [asked = ""] = path.split("?");
  if (outcome.status !== 200) {
    throw new NotConnected(`GET /${asked} was answered with ${outcome.status}: check id and token`);
  }
  return parseJson(outcome.text);
}
