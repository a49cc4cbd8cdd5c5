import { instantFromMs } from "@casement/engine";
import type { Surroundings } from "../surroundings.ts";
import { type ApiKey, secretText, sha256OfKey } from "./api-key.ts";
import {
  deleteInvitationsBy,
  type Invitation,
  insertInvitation,
  returnInvitation,
  selectInvitation,
  takeInvitation,
} from "./invitation-store.ts";
import { hasOwner, selectEveryNumber } from "./person-store.ts";
import { isRole, type Person, type Role, scopesOf } from "./role.ts";
import { SESSION_COOKIE } from "./session-cookie.ts";
import { makeSignIn, type SignIn } from "./sign-in.ts";

/** What it took to sign in did not do, or a link is no longer one: a value, for it is expected. */
export type SignedIn =
  | { readonly kind: "signed_in"; readonly person: Person; readonly setCookie: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "no_link" }
  | { readonly kind: "email_taken" };

/** What somebody says of themselves who comes by a link. */
export interface Newcomer {
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

type PeopleParts = Pick<Surroundings, "db" | "machine" | "ids" | "log"> & {
  readonly databaseUrl: string;
  readonly key: Uint8Array;
};

interface Remembered {
  readonly key: Promise<ApiKey | undefined>;
  readonly askedAtMs: number;
}

/** The people who use the screens: who they are, and how they come in and go. */
export class People {
  readonly #parts: PeopleParts;
  readonly #remembered = new Map<string, Remembered>();
  #signIn: Promise<SignIn> | undefined;

  constructor(parts: PeopleParts) {
    this.#parts = parts;
  }

  /**
   * Somebody who is signed in, as the key that they would have: no route knows the two apart.
   * Remembered for five seconds, as keys are, and for the same reasons.
   */
  async keyOf(session: string): Promise<ApiKey | undefined> {
    const now = this.#parts.machine.nowMs();
    const before = this.#remembered.get(session);
    if (before !== undefined && now - before.askedAtMs < REMEMBERED_MS) return before.key;
    const key = this.#keyOf(session);
    this.#remembered.delete(session);
    this.#remembered.set(session, { key, askedAtMs: now });
    const oldest = this.#remembered.keys().next();
    if (this.#remembered.size > REMEMBERED_MAX && oldest.done !== true) {
      this.#remembered.delete(oldest.value);
    }
    key.catch(() => this.#remembered.delete(session));
    return key;
  }

  /** Asks again for everybody: somebody left, or a number was connected. */
  forget(): void {
    this.#remembered.clear();
  }

  async signIn(email: string, password: string): Promise<SignedIn> {
    const { auth } = await this.#auth();
    try {
      const { headers, response } = await auth.api.signInEmail({
        body: { email, password },
        returnHeaders: true,
      });
      return signedIn(response.user, headers);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return { kind: "wrong" };
    }
  }

  /** Renews the session if it is a day old; the cookie to set then. */
  async renewed(session: string): Promise<string | undefined> {
    const { auth } = await this.#auth();
    const { headers } = await auth.api.getSession({
      headers: headersWith(session),
      returnHeaders: true,
    });
    return headers.getSetCookie()[0];
  }

  async signOut(session: string): Promise<void> {
    const { auth } = await this.#auth();
    await auth.api.signOut({ headers: headersWith(session) });
    this.forget();
  }

  /** Changes one's own password, and ends every other session of one's own. The cookie to set. */
  async changePassword(
    session: string,
    { current, next }: { current: string; next: string },
  ): Promise<string | undefined> {
    const { auth } = await this.#auth();
    try {
      const { headers } = await auth.api.changePassword({
        body: { currentPassword: current, newPassword: next, revokeOtherSessions: true },
        headers: headersWith(session),
        returnHeaders: true,
      });
      this.forget();
      return headers.getSetCookie()[0];
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  }

  /** Makes a link for one newcomer; its code is shown once. */
  async invite(
    role: Role,
    { madeBy, lastsMs = INVITED_FOR_MS }: { madeBy: string; lastsMs?: number },
  ): Promise<Invitation & { readonly code: string }> {
    const { db, ids, machine } = this.#parts;
    const code = secretText(ids);
    const now = machine.nowMs();
    const invitation: Invitation = {
      ...{ invitationId: ids.uuid(), role, madeBy },
      createdAt: instantFromMs(now),
      expiresAt: instantFromMs(now + lastsMs),
    };
    await insertInvitation(db, { ...invitation, sha256: sha256OfKey(code) });
    return { ...invitation, code };
  }

  /**
   * The code that makes the first owner, if there is none yet, or if one more is asked for. A link
   * that was printed before is no longer one: only what is on screen now lets somebody in.
   */
  async ownerCode({ evenIfOwned = false } = {}): Promise<string | undefined> {
    const { db } = this.#parts;
    if (!evenIfOwned && (await hasOwner(db))) return undefined;
    await deleteInvitationsBy(db, PRINTED_BY);
    const { code } = await this.invite("owner", { madeBy: PRINTED_BY, lastsMs: PRINTED_FOR_MS });
    return code;
  }

  /** What a code is good for, if for anything. */
  invitationOf(code: string): Promise<Invitation | undefined> {
    return selectInvitation(this.#parts.db, sha256OfKey(code), this.#parts.machine.nowMs());
  }

  /**
   * Lets a newcomer in by their link, which is then used up. If they cannot be made, they get it
   * back; if the hub dies in between, whoever gave it gives another.
   */
  async welcome({ code, name, email, password }: Newcomer): Promise<SignedIn> {
    const { db, machine } = this.#parts;
    const taken = await takeInvitation(db, sha256OfKey(code), machine.nowMs());
    if (taken === undefined) return { kind: "no_link" };
    const made = await this.#make({ name, email, password, role: taken.role }).catch(
      async (error: unknown) => {
        await returnInvitation(db, taken.invitationId);
        throw error;
      },
    );
    if (!made) {
      await returnInvitation(db, taken.invitationId);
      return { kind: "email_taken" };
    }
    return this.signIn(email, password);
  }

  async close(): Promise<void> {
    await (await this.#signIn)?.close();
  }

  async #make(one: {
    name: string;
    email: string;
    password: string;
    role: Role;
  }): Promise<boolean> {
    const { auth } = await this.#auth();
    const { internalAdapter, password } = await auth.$context;
    const email = one.email.toLowerCase();
    if ((await internalAdapter.findUserByEmail(email)) !== null) return false;
    const hash = await password.hash(one.password);
    const { name, role } = one;
    const made = await internalAdapter.createUser(
      { name, role, email, emailVerified: false },
      BY_LINK,
    );
    const credential = { userId: made.id, accountId: made.id, providerId: "credential" };
    await internalAdapter.linkAccount({ ...credential, password: hash });
    return true;
  }

  async #keyOf(session: string): Promise<ApiKey | undefined> {
    const { auth } = await this.#auth();
    const found = await auth.api.getSession({
      headers: headersWith(session),
      query: { disableRefresh: true },
    });
    const person = found === null ? undefined : personFrom(found.user);
    if (person === undefined) return undefined;
    return {
      keyId: person.personId,
      prefix: "",
      name: person.name,
      accountId: undefined,
      everywhere: true,
      wholeAccount: false,
      numberIds: await selectEveryNumber(this.#parts.db),
      scopes: scopesOf(person.role),
      person,
    };
  }

  #auth(): Promise<SignIn> {
    this.#signIn ??= makeSignIn(this.#parts);
    return this.#signIn;
  }
}

function headersWith(session: string): Headers {
  return new Headers({ cookie: `${SESSION_COOKIE}=${session}` });
}

function signedIn(user: object, headers: Headers): SignedIn {
  const person = personFrom(user);
  const [setCookie] = headers.getSetCookie();
  if (person === undefined || setCookie === undefined) return { kind: "wrong" };
  return { kind: "signed_in", person, setCookie };
}

function personFrom(user: object): Person | undefined {
  const { id, name, email, role }: Partial<Record<string, unknown>> = { ...user };
  if (typeof id !== "string" || typeof name !== "string" || typeof email !== "string") return;
  return isRole(role) ? { personId: id, name, email, role } : undefined;
}

/** better-auth says no by an error with a status; a fault of ours is any other. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("statusCode" in error)) return false;
  return typeof error.statusCode === "number" && error.statusCode < 500;
}

const REMEMBERED_MS = 5_000;
const REMEMBERED_MAX = 10_000;
const DAY_MS: number = 24 * 3_600_000;
const INVITED_FOR_MS: number = 7 * DAY_MS;
const PRINTED_FOR_MS: number = DAY_MS;

const BY_LINK = { method: "email-password" } as const;

/** Who made the link that a hub prints when it starts. */
const PRINTED_BY = "Casement";
