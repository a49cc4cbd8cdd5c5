import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { isFromOurOwnPage } from "../access/admission.ts";
import { type ApiKey, mayDo } from "../access/api-key.ts";
import type { SignedIn } from "../access/people.ts";
import { SCOPES } from "../access/scope.ts";
import { NO_SESSION_COOKIE, sessionCookieOf, sessionIn } from "../access/session-cookie.ts";
import { NO_KEY_COOKIE } from "../access/shown-key.ts";
import { PASSWORD_LENGTH } from "../access/sign-in.ts";
import type { ApiSurroundings } from "./api.ts";
import { refusalOf } from "./api-routes.ts";
import { isoOf } from "./instants.ts";
import type { SessionShape } from "./people-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { parsed } from "./route.ts";

/**
 * The door for people: `/session` and `/welcome`. They are not made of a `Route`, for what they
 * answer with is a cookie. Programs have keys, and no use for any of this.
 *
 * Four of these let in somebody who is nobody yet, so they are asked slowly: ten times a minute and
 * address, by the machine's time.
 */
export async function serveSignIn(app: FastifyInstance, api: ApiSurroundings): Promise<void> {
  app.addHook("onRequest", async (request) => {
    if (request.method !== "GET" && !isFromOurOwnPage(request)) {
      throw new ApiProblem("foreign_page", "Another site may not sign anybody in or out here.");
    }
  });
  await app.register(async (slow) => {
    await slow.register(rateLimit, {
      max: TRIES_MAX,
      timeWindow: TRIES_SPAN_MS,
      errorResponseBuilder: (_request, { ttl }) => {
        const retrySeconds = Math.ceil(ttl / 1_000);
        return new ApiProblem("too_many_requests", TOO_MANY, { retrySeconds });
      },
    });
    slow.post("/session", (request, reply) => signIn(api, request, reply));
    slow.post("/session/password", (request, reply) => changePassword(api, request, reply));
    slow.post("/welcome", (request, reply) => welcome(api, request, reply));
    slow.post("/welcome/look", (request) => look(api, request));
  });
  app.get("/session", (request, reply) => whoAsks(api, request, reply));
  app.delete("/session", (request, reply) => signOut(api, request, reply));
}

const TRIES_MAX = 10;
const TRIES_SPAN_MS = 60_000;
const TOO_MANY = "That was too often in a minute. Wait a little, and try again.";

const Email = z.email("must be an e-mail address").max(200);
const SignInBody = z.strictObject({ email: Email, password: z.string().min(1).max(1_000) });

const Password = z
  .string()
  .min(PASSWORD_LENGTH.least, `must have at least ${PASSWORD_LENGTH.least} characters`)
  .max(PASSWORD_LENGTH.most, `must have at most ${PASSWORD_LENGTH.most} characters`);
const Code = z.string().regex(/^[0-9A-Za-z]{20,80}$/, "must be the code of a link");
const WelcomeBody = z.strictObject({
  code: Code,
  name: z.string().trim().min(1, "must not be empty").max(100),
  email: Email,
  password: Password,
});

async function signIn(
  api: ApiSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { email, password } = parsed(SignInBody, request.body, "body");
  return comeIn(await api.people.signIn(email, password), request, reply);
}

async function welcome(
  api: ApiSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const newcomer = parsed(WelcomeBody, request.body, "body");
  return comeIn(await api.people.welcome(newcomer), request, reply);
}

/** Says what a link is good for, before somebody thinks of a password. */
async function look({ people }: ApiSurroundings, request: FastifyRequest): Promise<object> {
  const { code } = parsed(z.strictObject({ code: Code }), request.body, "body");
  const found = await people.invitationOf(code);
  if (found === undefined) throw new ApiProblem("not_found", NO_LINK);
  const { role, madeBy, expiresAt } = found;
  return { data: { role, made_by: madeBy, expires_at: isoOf(expiresAt) } };
}

const NO_LINK = "This link has been used, or is too old. Ask for another.";

function comeIn(outcome: SignedIn, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  switch (outcome.kind) {
    case "signed_in": {
      const { name, email, role } = outcome.person;
      reply.header("set-cookie", [cookieFor(request, outcome.setCookie), NO_KEY_COOKIE]);
      return reply.header("cache-control", "no-store").send({ data: { name, email, role } });
    }
    case "wrong":
      // The same for an address that nobody has: who guesses addresses learns nothing.
      throw new ApiProblem("unauthorized", "The address or the password is not right.");
    case "no_link":
      throw new ApiProblem("not_found", NO_LINK, { where: "body.code" });
    case "email_taken":
      throw new ApiProblem("conflict", "Somebody with this address is here already: sign in.", {
        where: "body.email",
      });
  }
}

/** Who asks, and what they may do; a page that is opened keeps its session going by this. */
async function whoAsks(
  api: ApiSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ data: SessionShape }> {
  const key = await admitted(api, request);
  const session = sessionIn(request.headers);
  if (key.person !== undefined && session !== undefined) {
    const renewed = await api.people.renewed(session);
    if (renewed !== undefined) reply.header("set-cookie", cookieFor(request, renewed));
  }
  reply.header("cache-control", "no-store");
  return { data: sessionShape(key) };
}

function sessionShape(key: ApiKey): SessionShape {
  return {
    kind: key.person === undefined ? "key" : "person",
    name: key.name,
    email: key.person?.email ?? null,
    role: key.person?.role ?? null,
    scopes: SCOPES.filter((scope) => mayDo(key, scope)),
  };
}

async function signOut(
  api: ApiSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  await admitted(api, request);
  const session = sessionIn(request.headers);
  if (session !== undefined) await api.people.signOut(session);
  reply.header("set-cookie", [NO_SESSION_COOKIE, NO_KEY_COOKIE]);
  return reply.header("cache-control", "no-store").send({ data: { done: true } });
}

const PasswordBody = z.strictObject({ current: z.string().min(1).max(1_000), next: Password });

async function changePassword(
  api: ApiSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = await admitted(api, request);
  const session = sessionIn(request.headers);
  if (key.person === undefined || session === undefined) {
    throw new ApiProblem("forbidden", "A key has no password: sign in as a person.");
  }
  const setCookie = await api.people.changePassword(
    session,
    parsed(PasswordBody, request.body, "body"),
  );
  if (setCookie === undefined) {
    const where = "body.current";
    throw new ApiProblem("invalid", "The current password is not right.", { where });
  }
  reply.header("set-cookie", cookieFor(request, setCookie));
  return reply.header("cache-control", "no-store").send({ data: { done: true } });
}

async function admitted(api: ApiSurroundings, request: FastifyRequest): Promise<ApiKey> {
  const outcome = await api.admission.toApi(request);
  if (outcome.kind !== "admitted") throw refusalOf(outcome);
  return outcome.key;
}

/** A proxy that ends TLS says so. Who makes that up only keeps their own cookie from plain HTTP. */
function cookieFor(request: FastifyRequest, setCookie: string): string {
  const secure = request.protocol === "https" || request.headers["x-forwarded-proto"] === "https";
  return sessionCookieOf(setCookie, secure);
}
