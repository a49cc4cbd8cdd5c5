import { graphError, graphJson, missingObjectError } from "@casement/cloud-api";
import type { Instant } from "@casement/engine";
import { answerWithFaults } from "../faults/request-fault.ts";
import { isMediaRoute, requestSubject } from "../faults/request-subject.ts";
import { newLowerHex, newRequestId, newTraceId } from "../ids.ts";
import { objectIn, withoutAbsent } from "../json.ts";
import { DOCUMENT_BYTES_MAX } from "../media/media-kind.ts";
import { isUploadId, kindOf } from "../operations/graph/nodes.ts";
import type { Platform } from "../platform.ts";
import { Random } from "../random.ts";
import type { Realm } from "../realm.ts";
import { type AnsweringVersion, versionAnswering } from "../versions.ts";
import type { World } from "../world/world.ts";
import type { Asked } from "./asked.ts";
import type { Answer } from "./call.ts";
import { GRAPH_ROUTES } from "./graph-routes.ts";
import { rateFault, usageHeader } from "./graph-usage.ts";
import { type Match, Routes, stepsOf } from "./match.ts";
import { readRequest, type Said } from "./read-request.ts";
import type { Reply } from "./reply.ts";

const ROUTES = new Routes(GRAPH_ROUTES);

/** Answers a call of the Graph API: who asks, for what, in which version; then the operation. */
export async function answerGraph(request: Asked, realm: Realm): Promise<Reply | Response> {
  const { asked, steps } = splitPath(request.url.pathname);
  const isFile = isUploadId(steps[0] ?? "");
  const reading = await readRequest(request, bytesMaxFor(request, isFile), { isFile });
  const said = reading.ok ? reading.said : undefined;
  const platform = said && platformOf(realm, steps, said);
  const version = versionAnswering(asked, (platform ?? realm.main).clock.now());
  const answer = await (async (): Promise<Answer | Response> => {
    if (!reading.ok) return unreadable(reading.status, reading.what);
    if (platform === undefined) return strangerFault(realm, steps, reading.said);
    return answerKnown(request, realm, platform, steps, reading.said);
  })();
  if (answer instanceof Response) return answer;
  const { world, clock } = platform ?? realm.main;
  return graphReply(answer, world, version, { node: steps[0], now: clock.now() });
}

/** Whose world a call is about: the token's, and at sign-in, where there is none yet, the app's. */
function platformOf(
  realm: Realm,
  steps: readonly string[],
  { token, parameters }: Said,
): Platform | undefined {
  if (token !== undefined) return realm.platformFor(token);
  return steps[0] === "oauth" ? realm.platformOfApp(String(parameters["client_id"])) : undefined;
}

function strangerFault(realm: Realm, steps: readonly string[], { token }: Said): Answer {
  if (token === undefined) return steps[0] === "oauth" ? NO_SUCH_APP : graphError(104);
  return realm.isExpired(token) ? EXPIRED : graphError(190);
}

const NO_SUCH_APP: Answer = graphError(101, {
  status: 400,
  message: "Error validating application. Cannot get application info due to a system error.",
});

const EXPIRED: Answer = graphError(190, {
  message: "Error validating access token: Session has expired.",
  subcode: 463,
});

async function answerKnown(
  request: Asked,
  realm: Realm,
  platform: Platform,
  steps: readonly string[],
  said: Said,
): Promise<Answer | Response> {
  const { world } = platform;
  const found = findRoute(world, request.method, steps);
  if (found === undefined) {
    const isNode = isNodeId(steps[0] ?? "") && kindOf(world, steps[0] ?? "") === undefined;
    return isNode
      ? missingObjectError(steps[0] ?? "", { method: methodWord(request.method) })
      : notImitated(request.method, steps);
  }
  const { operation, name: route } = found.route;
  if (operation === undefined) return notImitated(request.method, steps);
  const tooMany = rateFault(world, { route, node: steps[0], now: platform.clock.now() });
  if (tooMany !== undefined) return tooMany;
  const { method } = request;
  return answerWithFaults({
    platform,
    isAboutMedia: isMediaRoute(route),
    subject: requestSubject({ method, steps, route, parameters: said.parameters }),
    answer: async () =>
      operation({
        platform,
        realm,
        path: found.path,
        // What is `null` was not given.
        parameters: withoutAbsent(said.parameters),
        body: said.body,
        file: said.file,
        headers: request.headers,
        url: request.url.href,
      }),
  });
}

/** The version, if there is one, and the rest of the path. */
function splitPath(pathname: string): { asked: string | undefined; steps: string[] } {
  const steps = stepsOf(pathname);
  const first = steps[0] ?? "";
  return /^v\d+\.\d+$/.test(first)
    ? { asked: first, steps: steps.slice(1) }
    : { asked: undefined, steps };
}

function findRoute(world: World, method: string, steps: readonly string[]): Match | undefined {
  return ROUTES.find(method, steps, (step, name) => name === "QR" || kindOf(world, step) === name);
}

function isNodeId(step: string): boolean {
  return /^\d+$/.test(step);
}

function methodWord(method: string): "get" | "post" | "delete" {
  if (method === "GET") return "get";
  return method === "DELETE" ? "delete" : "post";
}

function notImitated(method: string, steps: readonly string[]): Answer {
  return graphError(2, {
    status: 501,
    message: `(#2) ${method} /${steps.join("/")} is not imitated here. See DIFFERENCES.md.`,
    isTransient: false,
  });
}

function unreadable(status: number, what: string): Answer {
  return graphError(100, { status, message: `(#100) The request cannot be read: ${what}` });
}

/** Puts the answer into Meta's envelope: escaped, traced, with the headers it always sends. */
function graphReply(
  answer: Answer,
  world: World,
  version: AnsweringVersion,
  at: { readonly node: string | undefined; readonly now: Instant },
): Reply {
  const { node, now } = at;
  const random = new Random(world.random.traces);
  const requestId = newRequestId(random);
  const whole = objectIn(answer.body);
  const error = objectIn(whole?.["error"]);
  const body =
    error === undefined ? answer.body : { ...whole, error: { ...error, fbtrace_id: requestId } };
  const headers = {
    ...ALWAYS,
    "facebook-api-version": `v${version.version}.0`,
    "x-business-use-case-usage": usageHeader(world, node, now),
    "x-fb-request-id": requestId,
    "x-fb-trace-id": newTraceId(random),
    ...upgradeWarning(version),
    ...(error === undefined ? successHeaders(random) : errorHeaders(error, random)),
  };
  return { status: answer.status, headers, text: graphJson(body) };
}

const ALWAYS = {
  "Access-Control-Allow-Origin": "*",
  "Content-Type": "application/json; charset=UTF-8",
  Expires: "Sat, 01 Jan 2000 00:00:00 GMT",
  Pragma: "no-cache",
  "X-Content-Type-Options": "nosniff",
};

function successHeaders(random: Random): Record<string, string> {
  return {
    "Cache-Control": "private, no-cache, no-store, must-revalidate",
    Vary: "Origin",
    "x-fb-rev": "1033098987",
    "X-FB-Debug": Buffer.from(newLowerHex(random, 64)).toString("base64"),
  };
}

function errorHeaders(
  error: Readonly<Record<string, unknown>>,
  random: Random,
): Record<string, string> {
  const mid = newLowerHex(random, 32);
  const kind = error["code"] === 190 ? "invalid_token" : "invalid_request";
  const message = String(error["message"]).replace(/[^\x20-\x7e]/g, "?");
  return {
    "Cache-Control": "no-store",
    Vary: "Origin, Accept-Encoding",
    "WWW-Authenticate": `OAuth "Facebook Platform" "${kind}" "${message}"`,
    "debug-link": `https://www.meta.com/debug/?mid=${mid}`,
    "error-mid": mid,
  };
}

function upgradeWarning({ version, upgradedFrom }: AnsweringVersion): Record<string, string> {
  if (upgradedFrom === undefined) return {};
  const warning = `The call has been auto-upgraded to v${version}.0`;
  return { "x-ad-api-version-warning": `${warning} as ${upgradedFrom} has been deprecated.` };
}

/** A form may bring a file; nothing else is large. */
function bytesMaxFor(request: Asked, isFile: boolean): number {
  if (isFile) return DOCUMENT_BYTES_MAX;
  const isForm = request.headers.get("content-type")?.startsWith("multipart/") === true;
  return isForm ? DOCUMENT_BYTES_MAX + FORM_BYTES_MAX : BODY_BYTES_MAX;
}

const BODY_BYTES_MAX = 4 * 1_024 * 1_024;
/** What a form has besides its file. */
const FORM_BYTES_MAX = 64 * 1_024;
