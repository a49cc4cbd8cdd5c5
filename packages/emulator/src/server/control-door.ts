import { notBuilt } from "../operations/control/not-built.ts";
import type { Platform } from "../platform.ts";
import type { Realm } from "../realm.ts";
import type { Asked } from "./asked.ts";
import type { Answer } from "./call.ts";
import { refusal } from "./control-answer.ts";
import { CONTROL_ROUTES } from "./control-routes.ts";
import { Routes, stepsOf } from "./match.ts";
import { readRequest, type Said } from "./read-request.ts";
import type { Reply } from "./reply.ts";

const ROUTES = new Routes(CONTROL_ROUTES);

/** Answers a control call: for the world of the token, or without one for the default world. */
export async function answerControl(request: Asked, realm: Realm): Promise<Reply | Response> {
  if (isFromElsewhere(request)) return replyFrom(FROM_ELSEWHERE);
  const reading = await readRequest(request, BODY_BYTES_MAX);
  if (!reading.ok) return replyFrom(refusal(reading.status, "invalid", reading.what));
  const { token } = reading.said;
  const platform = token === undefined ? realm.main : realm.platformFor(token);
  if (platform === undefined) return replyFrom(NO_WORLD);
  const answer = await answerKnown(request, realm, platform, reading.said);
  return answer instanceof Response ? answer : replyFrom(answer);
}

async function answerKnown(
  request: Asked,
  realm: Realm,
  platform: Platform,
  said: Said,
): Promise<Answer | Response> {
  const found = ROUTES.find(request.method, stepsOf(request.url.pathname), () => true);
  if (found === undefined) return refusal(404, "not_found", "there is no such control call");
  const { name, operation } = found.route;
  if (operation === undefined) return notBuilt(name);
  return operation({
    platform,
    realm,
    path: found.path,
    parameters: said.parameters,
    body: said.body,
    file: said.file,
    headers: request.headers,
    url: request.url.href,
  });
}

/**
 * Whether a page that is not served by this machine asks.
 *
 * The control API needs no token, so any page that a developer has open could otherwise steer the
 * emulator behind their back. The page's own word for where it is from decides, and not the host it
 * asked: a name of its own can be made to lead here.
 */
function isFromElsewhere(request: Asked): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  const host = URL.parse(origin)?.hostname ?? "";
  return host !== "localhost" && host !== "[::1]" && !/^127(\.\d+){3}$/.test(host);
}

function replyFrom({ status, body }: Answer): Reply {
  return { status, headers: HEADERS, text: JSON.stringify(body) };
}

const HEADERS = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

const NO_WORLD = refusal(401, "unauthorized", "no world has this token");
const FROM_ELSEWHERE = refusal(403, "forbidden", "control calls from other sites are refused");

/** A state can be large. */
const BODY_BYTES_MAX = 256 * 1_024 * 1_024;
