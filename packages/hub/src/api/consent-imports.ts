import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { type ApiKey, mayReach } from "../access/api-key.ts";
import { consentsInCsv, consentsInJsonLines, LINES_MAX } from "../consent/consent-file.ts";
import { recordConsents } from "../consent/record-consent.ts";
import { selectCustomerScope } from "../customers/customer-scope-store.ts";
import { uuidFrom } from "../derived-uuid.ts";
import type { ApiSurroundings } from "./api.ts";
import type { ConsentImportShape } from "./customer-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { NumberId, parsed } from "./route.ts";

export const ConsentImportParams = z.object({ number_id: NumberId });

const BYTES_MAX = 4 * 1024 * 1024;
/** How many are written down, and heeded, at once. */
const BATCH_SIZE_MAX = 1_000;
const PROBLEMS_MAX = 100;

const READERS = {
  "text/csv": consentsInCsv,
  "application/x-ndjson": consentsInJsonLines,
} as const;

/**
 * `POST /numbers/:number_id/consents`: what customers of the number's portfolio agreed to and
 * stopped, as another program has it (SPEC N22). It is not made of a `Route`, for its body is a
 * table or lines of JSON. The same line twice, in any two files, is written down once.
 */
export function serveConsentImports(
  app: FastifyInstance,
  api: ApiSurroundings,
  keyOf: (request: FastifyRequest) => ApiKey,
): void {
  app.removeAllContentTypeParsers();
  for (const type of Object.keys(READERS)) {
    app.addContentTypeParser(type, { parseAs: "string" }, async (_: unknown, text: string) => text);
  }
  app.post("/numbers/:number_id/consents", { bodyLimit: BYTES_MAX }, async (request, reply) => {
    const key = keyOf(request);
    const { number_id: numberId } = parsed(ConsentImportParams, request.params, "path");
    if (!mayReach(key, numberId)) throw new ApiProblem("not_found", "There is no such number.");
    const data = await importConsents(api, { key, numberId, ...fileIn(request) });
    return reply.header("cache-control", "no-store").send({ data });
  });
}

interface File {
  readonly text: string;
  readonly read: (typeof READERS)[keyof typeof READERS];
}

function fileIn({ headers, body }: FastifyRequest): File {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const read = type === "application/x-ndjson" ? consentsInJsonLines : consentsInCsv;
  if (typeof body === "string" && body.trim() !== "") return { text: body, read };
  throw new ApiProblem("invalid", "The body holds no lines.", { where: "body" });
}

async function importConsents(
  api: ApiSurroundings,
  { key, numberId, text, read }: File & { readonly key: ApiKey; readonly numberId: bigint },
): Promise<ConsentImportShape> {
  const now = api.clock.now();
  const lines = read(text, now);
  if (lines.length > LINES_MAX) {
    throw new ApiProblem("too_large", `It may have ${LINES_MAX} lines at most.`, { where: "body" });
  }
  const scope = await selectCustomerScope(api.db, numberId);
  if (scope === undefined) {
    throw new ApiProblem("conflict", "No account sends from this number: connect it first.");
  }
  const consents = lines.flatMap((one) => ("consent" in one ? [one.consent] : []));
  let recorded = 0;
  for (let from = 0; from < consents.length; from += BATCH_SIZE_MAX) {
    const batch = consents.slice(from, from + BATCH_SIZE_MAX).map((one) => ({
      ...{ ...one, who: key.name, whoId: key.keyId, recordedAt: now },
      recordId: uuidFrom(`consent\n${scope.scopeId}\n${JSON.stringify(one)}`),
    }));
    const count = await recordConsents(api, { scope, batchId: api.ids.uuid() }, batch);
    if (count !== "gone") recorded += count;
  }
  const problems = lines.flatMap((one) =>
    "problem" in one ? [{ line: one.line, what: one.problem }] : [],
  );
  return { lines: lines.length, recorded, problems: problems.slice(0, PROBLEMS_MAX) };
}
