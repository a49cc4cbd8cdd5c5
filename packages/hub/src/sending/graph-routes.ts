import type { Readable } from "node:stream";
import { graphError } from "@casement/cloud-api";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import type { Admission } from "../access/admission.ts";
import { isDatabaseAway } from "../database/index.ts";
import { TooLarge } from "../dialing/measured.ts";
import { NotOwner } from "../numbers/owner.ts";
import { FILE_PATH } from "./graph-answer.ts";
import type { GraphCarrier } from "./graph-carrier.ts";
import { doorOf, give, giveOn, showsKey } from "./graph-door.ts";
import { UNOWNED } from "./graph-edges.ts";
import { type GraphRequest, TOO_LARGE } from "./graph-exchange.ts";
import { formBefore } from "./graph-form.ts";
import { type MessageSurroundings, postMessage } from "./graph-messages-routes.ts";
import { MaybeSent, NotSent } from "./sender.ts";

export interface GraphSurroundings extends MessageSurroundings {
  readonly admission: Admission;
  readonly carrier: GraphCarrier;
}

/**
 * The hub as a Cloud API: an SDK changes its base URL and its token, and nothing else (SPEC G2).
 *
 * `/messages` goes through the gate; what is on the list of `graph-edges.ts` is carried to Meta as
 * it is; anything else answers 501. Errors are Meta's, in Meta's envelope.
 */
export function graphRoutes(surroundings: GraphSurroundings): FastifyPluginAsync {
  return async (server) => {
    bodiesUnread(server);
    for (const path of GRAPH_PATHS) {
      server.all(path, (request, reply) => {
        const numberId = MESSAGES.exec(request.url)?.[1];
        return request.method === "POST" && numberId !== undefined
          ? postMessage(surroundings, BigInt(numberId), request, reply)
          : carry(surroundings, request, reply);
      });
    }
    server.get(`${FILE_PATH}/:media`, (request, reply) => download(surroundings, request, reply));
  };
}

/** What to answer to any error, as Meta would. */
export function giveGraphError(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof TooLarge) return give(reply, TOO_LARGE);
  if (error instanceof NotOwner) return give(reply.header("retry-after", "1"), OTHERS);
  if (error instanceof MaybeSent) return give(reply, NOBODY_KNOWS);
  if (error instanceof NotSent || isDatabaseAway(error)) {
    return give(reply.header("retry-after", "5"), AWAY);
  }
  const isTheirs = isBadRequest(error);
  const details = isTheirs ? "The request cannot be read." : "Something went wrong in the hub.";
  return give(reply, graphError(isTheirs ? 100 : 131000, { details }));
}

/** Nothing was sent; an SDK that tries again finds the number's new owner. */
const OTHERS = graphError(131016, {
  status: 503,
  details: "The number is just changing hands between two nodes of the hub. Try again.",
});

/** Whatever was asked, nothing came of it: what is to go out is written down before. */
const AWAY = graphError(131016, {
  status: 503,
  details: "The hub's database is away just now. Nothing was sent. Try again.",
  isTransient: true,
});

/** Unknown to us is not transient to an SDK: one that tried again on its own would send twice. */
const NOBODY_KNOWS = graphError(131000, {
  details:
    "The hub's database went away, and whether the message was sent is not known. If it was, its " +
    "statuses say so.",
  isTransient: false,
});

/**
 * All under a version is Graph's; without one, what begins as its ids and names do. The router
 * tells no two parameters at one place apart by their forms, so the rest is read from the URL.
 */
const GRAPH_PATHS = [
  "/:head(^(?:v[\\d.]+|\\d{1,18})$)",
  "/:head(^(?:v[\\d.]+|\\d{1,18})$)/*",
  "/upload::*",
  "/Y2FwaV9ncm91cDo*",
  ...[...UNOWNED].map((path) => `/${path}`),
];

/** Whether whoever asked takes the hub for Graph, and is to be told in its way what is wrong. */
export function isOfGraph(url: string): boolean {
  return /^\/+(?:v[\d.]+|\d{1,18})(?:[/?%]|$)/.test(url);
}

/** Where a message is posted: the number's edge, with or without a version before it. */
const MESSAGES = /^\/(?:v\d+\.\d+\/)?(\d{1,18})\/messages\/?(?:\?|$)/;

/** Bodies come as they are: who reads one knows how large it may be, and who asks comes first. */
function bodiesUnread(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
}

async function carry(
  { admission, carrier }: GraphSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { body, keyInForm } = showsKey(request)
    ? { body: streamIn(request), keyInForm: undefined }
    : await formBefore(request.headers["content-type"], streamIn(request));
  const door = await doorOf(admission, request, keyInForm);
  if (door.kind === "shut") return give(reply, door.error);
  return giveOn(reply, await carrier.carry({ ...requestOf(request), ...door, body }));
}

async function download(
  { admission, carrier }: GraphSurroundings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const door = await doorOf(admission, request);
  if (door.kind === "shut") return give(reply, door.error);
  const media: unknown = Reflect.get(Object(request.params), "media");
  const asked = { ...requestOf(request), ...door, body: undefined };
  return giveOn(reply, await carrier.download(asked, String(media)));
}

function requestOf(request: FastifyRequest): Omit<GraphRequest, "key" | "keyInQuery" | "body"> {
  const { method, url, headers, protocol, host } = request;
  return { method, url, headers, origin: `${protocol}://${host}` };
}

function streamIn(request: FastifyRequest): Readable | undefined {
  return request.body === undefined || request.body === null ? undefined : request.raw;
}

function isBadRequest(error: unknown): boolean {
  const status: unknown = Reflect.get(Object(error), "statusCode");
  return typeof status === "number" && status >= 400 && status < 500;
}
