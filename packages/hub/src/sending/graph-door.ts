import { type GraphError, graphError } from "@casement/cloud-api";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Admission, Admitted } from "../access/admission.ts";
import type { ApiKey } from "../access/api-key.ts";
import { keyInHeader, keyInQuery } from "../access/shown-key.ts";
import type { Answer } from "./call-meta.ts";
import { type GraphAnswer, jsonAnswer } from "./graph-exchange.ts";

/** Who asks, settled before a body is read: a stranger's is not worth reading. */
export type Door =
  | { readonly kind: "open"; readonly key: ApiKey; readonly keyInQuery: string | undefined }
  | { readonly kind: "shut"; readonly error: GraphError };

/** The key of a request to a Graph path, or Meta's error. `inBody`: what its form had. */
export async function doorOf(
  admission: Admission,
  request: FastifyRequest,
  inBody?: string,
): Promise<Door> {
  const shown = inBody === undefined ? undefined : ({ by: "query", text: inBody } as const);
  const admitted = await (shown === undefined
    ? admission.toGraph(request)
    : admission.admit(shown, request.ip));
  if (admitted.kind !== "admitted") return { kind: "shut", error: errorOf(admitted) };
  const isInHeader = keyInHeader(request.headers) !== undefined;
  const inQuery = isInHeader ? undefined : keyInQuery(request.url)?.text;
  return { kind: "open", key: admitted.key, keyInQuery: inQuery };
}

/** Whether the request shows a key outside its body. */
export function showsKey(request: FastifyRequest): boolean {
  return (keyInHeader(request.headers) ?? keyInQuery(request.url)) !== undefined;
}

function errorOf(outcome: Exclude<Admitted, { kind: "admitted" }>): GraphError {
  switch (outcome.kind) {
    case "no_key":
      return graphError(104);
    case "too_many":
      return graphError(4);
    default:
      return graphError(190, { message: "Invalid OAuth access token - Cannot parse access token" });
  }
}

/** Gives an answer of our own making. */
export function give(reply: FastifyReply, answer: Answer): FastifyReply {
  return giveOn(reply, jsonAnswer(answer));
}

/** Gives on what came from Meta, or what stands for it. */
export function giveOn(reply: FastifyReply, { status, headers, body }: GraphAnswer): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}
