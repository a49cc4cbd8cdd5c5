import { isIP } from "node:net";
import type { Bucket } from "./media/bucket-client.ts";
import { KEEPING, type Keeping } from "./retention/keeping.ts";

/**
 * Where and as whom the hub runs. Secrets of accounts live in the database; these seed the first.
 */
export interface HubConfig {
  readonly host: string;
  readonly port: number;
  /** Where the hub keeps its own files: the embedded database, its key. */
  readonly folder: string;
  /** Absent: the embedded PostgreSQL in `folder`. */
  readonly databaseUrl: string | undefined;
  /** 32 bytes, hex or base64, that seal tokens; absent: a file in `folder`, made at first start. */
  readonly secretKey: string | undefined;
  /** How many messages a second each number sends; absent: as Meta says of it. */
  readonly perSecond?: number | undefined;
  /** How many Graph calls an hour a key may have carried; absent: `CALLS_PER_HOUR_USUAL`. */
  readonly callsPerHour?: number | undefined;
  /** How large a webhook post may be, in bytes; absent: `WEBHOOK_BYTES_MAX`. */
  readonly webhookBytesMax?: number | undefined;
  /** Origins of endpoints that may lie in a private network and need no TLS; absent: none. */
  readonly endpointOrigins?: readonly string[] | undefined;
  /** Whether endpoints may be on this machine, over http: in a demo alone. */
  readonly endpointsHere?: boolean | undefined;
  /** Addresses of the proxies that may say who asked; absent or empty: none may. */
  readonly trustProxy?: readonly string[] | undefined;
  /** The S3-compatible store that keeps the files of customers; absent: `folder` does. */
  readonly bucket?: Bucket | undefined;
  /** How long posts and messages are kept; absent: as `KEEPING` says. */
  readonly keeping?: Keeping | undefined;
  /** A number to connect at start, from the environment's names; absent: those in the database. */
  readonly connection: ConnectionConfig | undefined;
}

/** The field's own names for what it takes to connect a number (with the usual aliases). */
export interface ConnectionConfig {
  readonly apiUrl: string;
  readonly graphVersion: string;
  readonly accountId: bigint;
  readonly accessToken: string;
  readonly numberId: bigint | undefined;
  readonly appId: bigint;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** A setting is missing or unfit. The message names it and says what it should be. */
export class ConfigFailure extends Error {
  override readonly name = "ConfigFailure";
}

export type Environment = Readonly<Record<string, string | undefined>>;

const GRAPH = "https://graph.facebook.com";
const GRAPH_VERSION = "v25.0";

/** The hub's settings from an environment. Nothing but this reads one. */
export function hubConfigFrom(environment: Environment): HubConfig {
  const text = (...names: string[]): string | undefined => firstOf(environment, names);
  return {
    host: text("HOST") ?? "127.0.0.1",
    port: numberFrom("PORT", text("PORT") ?? "2424"),
    folder: text("CASEMENT_FOLDER") ?? ".casement",
    databaseUrl: databaseUrlFrom(text("DATABASE_URL")),
    secretKey: text("CASEMENT_SECRET_KEY"),
    perSecond: countFrom("CASEMENT_MESSAGES_PER_SECOND", text),
    callsPerHour: countFrom("CASEMENT_GRAPH_CALLS_PER_HOUR", text),
    webhookBytesMax: webhookBytesFrom(text("CASEMENT_WEBHOOK_MB_MAX")),
    endpointOrigins: originsFrom(text("CASEMENT_ENDPOINT_ORIGINS") ?? ""),
    trustProxy: proxiesFrom(text("CASEMENT_TRUST_PROXY") ?? ""),
    bucket: bucketFrom(text),
    keeping: {
      postsDays: spanFrom("CASEMENT_KEEP_POSTS_DAYS", text, KEEPING.postsDays),
      messagesMonths: spanFrom("CASEMENT_KEEP_MESSAGES_MONTHS", text, KEEPING.messagesMonths),
      factsMonths: spanFrom("CASEMENT_KEEP_FACTS_MONTHS", text, KEEPING.factsMonths),
      screenEventsDays: spanFrom(
        "CASEMENT_KEEP_SCREEN_EVENTS_DAYS",
        text,
        KEEPING.screenEventsDays,
      ),
      sealAfterDays: sealAfterFrom(text("CASEMENT_SEAL_AFTER_DAYS")),
    },
    connection: connectionFrom(text),
  };
}

function connectionFrom(
  text: (...names: string[]) => string | undefined,
): ConnectionConfig | undefined {
  const accessToken = text("WHATSAPP_ACCESS_TOKEN", "WHATSAPP_TOKEN");
  const account = text("WHATSAPP_BUSINESS_ACCOUNT_ID", "WABA_ID");
  const meant = text("WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN", "WHATSAPP_PHONE_NUMBER_ID");
  if ((accessToken ?? account ?? meant) === undefined) return undefined;
  const needed = (name: string, value: string | undefined): string => {
    if (value === undefined) {
      throw new ConfigFailure(
        `${name} is missing; without it the number cannot be connected safely`,
      );
    }
    return value;
  };
  const secret = (name: string, value: string | undefined): string => {
    if (/^[\x20-\x7e]+$/.test(needed(name, value))) return needed(name, value);
    throw new ConfigFailure(`${name} must be letters, digits and signs of ASCII; copy it again`);
  };
  const number = text("WHATSAPP_PHONE_NUMBER_ID", "PHONE_NUMBER_ID");
  const app = text("WHATSAPP_APP_ID", "META_APP_ID");
  return {
    apiUrl: apiUrlFrom(text("WHATSAPP_API_URL", "GRAPH_API_BASE_URL", "META_GRAPH_URL") ?? GRAPH),
    graphVersion: versionFrom(text("WHATSAPP_API_VERSION") ?? GRAPH_VERSION),
    accountId: idFrom(
      "WHATSAPP_BUSINESS_ACCOUNT_ID",
      needed("WHATSAPP_BUSINESS_ACCOUNT_ID", account),
    ),
    accessToken: secret("WHATSAPP_ACCESS_TOKEN", accessToken),
    numberId: number === undefined ? undefined : idFrom("WHATSAPP_PHONE_NUMBER_ID", number),
    appId: app === undefined ? 0n : idFrom("WHATSAPP_APP_ID", app),
    appSecret: secret(
      "WHATSAPP_APP_SECRET",
      text("WHATSAPP_APP_SECRET", "APP_SECRET", "META_APP_SECRET"),
    ),
    verifyToken: secret(
      "WHATSAPP_VERIFY_TOKEN",
      text("WHATSAPP_VERIFY_TOKEN", "WHATSAPP_WEBHOOK_VERIFY_TOKEN", "VERIFY_TOKEN"),
    ),
  };
}

/** `10.0.0.5, 10.1.0.0/16`, `loopback`. Never everybody: each could then say to be anybody. */
function proxiesFrom(text: string): string[] {
  const proxies = text.split(/[\s,]+/).filter((one) => one !== "");
  const isProxy = (one: string): boolean => {
    if (["loopback", "linklocal", "uniquelocal"].includes(one)) return true;
    const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(one) ?? [];
    const bitsMax = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
    return bitsMax > 0 && (bits === undefined || (Number(bits) > 0 && Number(bits) <= bitsMax));
  };
  if (proxies.every(isProxy)) return proxies;
  throw new ConfigFailure(
    "CASEMENT_TRUST_PROXY must be addresses of proxies apart by commas, such as 10.0.0.5 or " +
      "10.1.0.0/16, or loopback",
  );
}

/** The store of the files, if any of its settings is given: then all that it takes must be. */
function bucketFrom(text: (...names: string[]) => string | undefined): Bucket | undefined {
  const names = ["ENDPOINT", "BUCKET", "KEY_ID", "SECRET"].map((name) => `CASEMENT_S3_${name}`);
  if (names.every((name) => text(name) === undefined)) return undefined;
  const [endpoint = "", bucket = "", keyId = "", secret = ""] = names.map((name) => {
    const value = text(name);
    if (value !== undefined && /^[\x21-\x7e]+$/.test(value)) return value;
    const why = value === undefined ? "is missing" : "must be letters, digits and signs of ASCII";
    throw new ConfigFailure(`${name} ${why}; files are kept in a store only with all four`);
  });
  const isPathStyle = pathStyleFrom(text("CASEMENT_S3_PATH_STYLE") ?? "yes");
  if (!/^[\w][\w.-]{1,61}[\w]$/.test(bucket)) {
    throw new ConfigFailure("CASEMENT_S3_BUCKET must be the name of a bucket, such as my-files");
  }
  const region = text("CASEMENT_S3_REGION") ?? "us-east-1";
  if (!/^[\w-]{1,40}$/.test(region)) {
    throw new ConfigFailure(
      "CASEMENT_S3_REGION must be the name of a region, such as eu-central-1",
    );
  }
  return {
    ...{ endpoint: endpointFrom(endpoint, isPathStyle), region, bucket, keyId, secret },
    isPathStyle,
  };
}

function pathStyleFrom(text: string): boolean {
  if (text === "yes" || text === "no") return text === "yes";
  throw new ConfigFailure(`CASEMENT_S3_PATH_STYLE is "${text}"; it must be yes or no`);
}

/** An address has no name before which a bucket's could stand. */
function endpointFrom(text: string, isPathStyle: boolean): string {
  const url = URL.parse(text);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  const isPlain = url?.search === "" && url.hash === "" && url.username === "";
  const isNamed = url !== null && isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0;
  if (isWeb && isPlain && (isPathStyle || isNamed)) return text.replace(/\/+$/, "");
  throw new ConfigFailure(
    "CASEMENT_S3_ENDPOINT must be a URL, such as https://s3.eu-central-1.amazonaws.com" +
      (isWeb && isPlain ? "; before an IP address no bucket can stand" : ""),
  );
}

function firstOf(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value);
}

function numberFrom(name: string, text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new ConfigFailure(`${name} is "${text}"; it must be a port, from 0 to 65535`);
}

function countFrom(name: string, text: (name: string) => string | undefined): number | undefined {
  const given = text(name);
  if (given === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(given)) return Number(given);
  throw new ConfigFailure(`${name} is "${given}"; it must be a whole number from 1 on`);
}

/** Beyond a hundred a post would hold up all others while it is read. */
function webhookBytesFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^([1-9]\d?|100)$/.test(text)) return Number(text) * 1024 * 1024;
  throw new ConfigFailure(
    `CASEMENT_WEBHOOK_MB_MAX is "${text}"; it must be a whole number from 1 to 100`,
  );
}

/** How many days after its end a month is closed. */
function sealAfterFrom(given: string | undefined): number {
  if (given === undefined) return KEEPING.sealAfterDays;
  if (/^[1-9]\d?$/.test(given)) return Number(given);
  throw new ConfigFailure(
    `CASEMENT_SEAL_AFTER_DAYS is "${given}"; it must be a whole number from 1 to 99`,
  );
}

/** How long something is kept, in whole days or months; null: for ever. */
function spanFrom(
  name: string,
  text: (name: string) => string | undefined,
  otherwise: number | null,
): number | null {
  const given = text(name);
  if (given === undefined) return otherwise;
  if (given === "forever") return null;
  if (/^[1-9]\d{0,3}$/.test(given)) return Number(given);
  throw new ConfigFailure(`${name} is "${given}"; it must be a whole number from 1 on, or forever`);
}

function idFrom(name: string, text: string): bigint {
  if (/^[1-9]\d{0,17}$/.test(text)) return BigInt(text);
  throw new ConfigFailure(`${name} must be the numeric id that Meta gives it`);
}

function apiUrlFrom(text: string): string {
  const url = URL.parse(text);
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (isWeb && url.search === "" && url.username === "") return text.replace(/\/+$/, "");
  throw new ConfigFailure("WHATSAPP_API_URL must be a URL, such as https://graph.facebook.com");
}

/** `http://crm.internal:8080, http://10.0.0.7`, apart by commas or spaces. */
function originsFrom(text: string): string[] {
  const origins = text.split(/[\s,]+/).filter((one) => one !== "");
  const isOrigin = (one: string): boolean =>
    /^https?:/.test(one) && URL.parse(one)?.origin === one.replace(/\/$/, "").toLowerCase();
  if (origins.every(isOrigin)) return origins.map((one) => new URL(one).origin);
  throw new ConfigFailure(
    "CASEMENT_ENDPOINT_ORIGINS must be origins apart by commas, such as http://crm.internal:8080",
  );
}

function versionFrom(text: string): string {
  if (/^v\d{1,3}\.\d$/.test(text)) return text;
  throw new ConfigFailure(`WHATSAPP_API_VERSION must be a version, such as ${GRAPH_VERSION}`);
}

/** What is wrong is not repeated: a password may stand in it. */
function databaseUrlFrom(text: string | undefined): string | undefined {
  if (text === undefined || /^postgres(ql)?:\/\/./.test(text)) return text;
  throw new ConfigFailure("DATABASE_URL must be a URL, such as postgres://user:password@host/name");
}
