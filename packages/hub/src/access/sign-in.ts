import { hkdfSync } from "node:crypto";
import pg, { type Pool } from "pg";
import { openPool } from "../database/index.ts";
import type { Ids } from "../ids.ts";
import type { Log } from "../log.ts";

/** Who signs in, by better-auth: its passwords, its sessions, on our tables. */
export type SignIn = Awaited<ReturnType<typeof makeSignIn>>;

export interface SignInParts {
  readonly databaseUrl: string;
  readonly ids: Ids;
  readonly log: Log;
  /** The installation's key; what signs cookies is derived from it. */
  readonly key: Uint8Array;
}

/** The shortest password that is taken, and the longest: a hash of a novel would keep us busy. */
export const PASSWORD_LENGTH = { least: 10, most: 128 } as const;

/** A session ends a month after it was last used, and is renewed once a day. */
const SESSION_SECONDS: number = 30 * 24 * 3_600;
const RENEWED_AFTER_SECONDS: number = 24 * 3_600;

/**
 * Loads better-auth and gives it our tables. Only when somebody first signs in: it takes a third of
 * a second, which a hub that only answers programs need not wait for.
 *
 * Of better-auth only the functions are used, not its HTTP routes: there is one door, and
 * everything it lets in is written in `api/`. It reads the machine's clock by itself, as sessions
 * should (decision 0001).
 */
export async function makeSignIn({ databaseUrl, ids, log, key }: SignInParts) {
  const { betterAuth } = await import("better-auth");
  const db: Pool = openPool({
    ...{ databaseUrl, log },
    connectionsMax: CONNECTIONS_MAX,
    name: "casement people",
    // It reckons with dates of JavaScript, not with our instants.
    types: pg.types,
  });
  const auth = betterAuth({
    appName: "Casement",
    // Never called, for it sends nobody anywhere; left out, it would be guessed from a request.
    baseURL: "http://casement.invalid",
    secret: Buffer.from(hkdfSync("sha256", key, "", "casement sessions", 32)).toString("hex"),
    database: db,
    // A line of its own about a sign-in that failed would name the address.
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.least,
      maxPasswordLength: PASSWORD_LENGTH.most,
    },
    session: { ...SESSION, expiresIn: SESSION_SECONDS, updateAge: RENEWED_AFTER_SECONDS },
    user: PERSON,
    account: CREDENTIAL,
    advanced: {
      cookiePrefix: "casement",
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: "strict", httpOnly: true, path: "/" },
      database: { generateId: () => ids.uuid(), validateSchema: false },
    },
  });
  return { auth, close: () => db.end() };
}

const CONNECTIONS_MAX = 4;

const TIMES = { createdAt: "created_at", updatedAt: "updated_at" } as const;

const PERSON = {
  modelName: "person",
  fields: { emailVerified: "email_verified", ...TIMES },
  additionalFields: { role: { type: "string", required: true, input: false } },
} as const;

const SESSION = {
  modelName: "person_session",
  fields: {
    userId: "person_id",
    expiresAt: "expires_at",
    ipAddress: "ip_address",
    userAgent: "user_agent",
    ...TIMES,
  },
} as const;

const CREDENTIAL = {
  modelName: "person_credential",
  fields: {
    userId: "person_id",
    accountId: "account_id",
    providerId: "provider_id",
    accessToken: "access_token",
    refreshToken: "refresh_token",
    idToken: "id_token",
    accessTokenExpiresAt: "access_token_expires_at",
    refreshTokenExpiresAt: "refresh_token_expires_at",
    ...TIMES,
  },
} as const;
