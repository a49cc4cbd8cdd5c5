import { z } from "zod";

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
    databaseUrl: text("DATABASE_URL"),
    secretKey: text("CASEMENT_SECRET_KEY"),
    connection: connectionFrom(text),
  };
}

function connectionFrom(
  text: (...names: string[]) => string | undefined,
): ConnectionConfig | undefined {
  const accessToken = text("WHATSAPP_ACCESS_TOKEN", "WHATSAPP_TOKEN");
  const account = text("WHATSAPP_BUSINESS_ACCOUNT_ID", "WABA_ID");
  if (accessToken === undefined && account === undefined) return undefined;
  const needed = (name: string, value: string | undefined): string => {
    if (value !== undefined) return value;
    throw new ConfigFailure(`${name} is missing; without it the number cannot be connected safely`);
  };
  const number = text("WHATSAPP_PHONE_NUMBER_ID", "PHONE_NUMBER_ID");
  return {
    apiUrl: apiUrlFrom(text("WHATSAPP_API_URL", "GRAPH_API_BASE_URL", "META_GRAPH_URL") ?? GRAPH),
    graphVersion: text("WHATSAPP_API_VERSION") ?? GRAPH_VERSION,
    accountId: idFrom(
      "WHATSAPP_BUSINESS_ACCOUNT_ID",
      needed("WHATSAPP_BUSINESS_ACCOUNT_ID", account),
    ),
    accessToken: needed("WHATSAPP_ACCESS_TOKEN", accessToken),
    numberId: number === undefined ? undefined : idFrom("WHATSAPP_PHONE_NUMBER_ID", number),
    appId: idFrom("WHATSAPP_APP_ID", text("WHATSAPP_APP_ID", "META_APP_ID") ?? "0"),
    appSecret: needed(
      "WHATSAPP_APP_SECRET",
      text("WHATSAPP_APP_SECRET", "APP_SECRET", "META_APP_SECRET"),
    ),
    verifyToken: needed(
      "WHATSAPP_VERIFY_TOKEN",
      text("WHATSAPP_VERIFY_TOKEN", "WHATSAPP_WEBHOOK_VERIFY_TOKEN", "VERIFY_TOKEN"),
    ),
  };
}

function firstOf(environment: Environment, names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]?.trim()).find((value) => value);
}

function numberFrom(name: string, text: string): number {
  const read = z.coerce.number().int().min(0).max(65_535).safeParse(text);
  if (read.success) return read.data;
  throw new ConfigFailure(`${name} is "${text}"; it must be a port, from 0 to 65535`);
}

function idFrom(name: string, text: string): bigint {
  if (/^\d{1,18}$/.test(text)) return BigInt(text);
  throw new ConfigFailure(`${name} must be the numeric id that Meta gives it`);
}

function apiUrlFrom(text: string): string {
  if (URL.canParse(text)) return text.replace(/\/+$/, "");
  throw new ConfigFailure("WHATSAPP_API_URL must be a URL, such as https://graph.facebook.com");
}
