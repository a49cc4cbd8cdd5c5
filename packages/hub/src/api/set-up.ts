import { z } from "zod";
import { NotDialled } from "../dialing/dialer.ts";
import { checkFiles } from "../media/check-files.ts";
import { type Check, isConnectable } from "../numbers/check.ts";
import { checkConnection } from "../numbers/check-connection.ts";
import { type Connection, NotConnected } from "../numbers/connect.ts";
import type { ApiSurroundings } from "./api.ts";
import { SetUpShape } from "./management-shapes.ts";
import { ApiProblem } from "./problems.ts";
import { type Answer, NO_FIELDS, NumberId, type Route, route } from "./route.ts";
import { ProblemShape } from "./shapes.ts";

/** Tokens and secrets are plain ASCII: what else is in one came with the copying. */
const Word = z
  .string()
  .trim()
  .regex(/^[\x20-\x7e]{1,2000}$/, "must be 1 to 2,000 letters, digits and signs of ASCII");

/** What it takes to connect a number: the same that the environment names for the first one. */
const Wanted = z.strictObject({
  access_token: Word,
  account_id: NumberId,
  number_id: NumberId.optional().meta({ description: "All of the account, if left out." }),
  app_id: NumberId,
  app_secret: Word,
  verify_token: Word,
  free_units_used: z.int().min(0).max(1_000_000).optional().meta({
    description:
      "Of this month's free messages, those that the number used before this hub heard of it.",
  }),
  api_url: z.url().default("https://graph.facebook.com"),
  graph_version: z
    .string()
    .regex(/^v\d{1,3}\.\d$/, "must be a version such as v25.0")
    .default("v25.0"),
});

const Told = z.object({ data: SetUpShape, error: ProblemShape.shape.error.optional() });

/**
 * `POST /numbers`: looks at everything that a number needs, and connects it if it can be.
 *
 * Only a key of the whole installation may: it brings a new account in.
 */
export function setUpRoute(api: ApiSurroundings): Route {
  return route({
    method: "POST",
    path: "/numbers",
    summary: "Connects a number by its account's token, or says which check failed (422)",
    scope: "numbers:write",
    params: NO_FIELDS,
    query: NO_FIELDS,
    body: Wanted,
    answer: Told,
    async run({ key, body }) {
      if (!key.everywhere) {
        throw new ApiProblem("forbidden", "This needs a key for the whole installation.");
      }
      if (body.free_units_used !== undefined && body.number_id === undefined) throw WHOSE_UNITS();
      const connection = connectionFrom(body);
      const { checks: asked, hearing } = await checked(api, connection);
      const checks = [...asked, ...(await checkFiles(api.files))];
      if (!isConnectable(checks)) return refusalOf(checks);
      try {
        await api.connecting.connect(connection, { hearing, freeUnitsUsed: body.free_units_used });
      } catch (error) {
        if (!(error instanceof NotConnected)) throw error;
        throw new ApiProblem("failed", error.message);
      }
      api.admission.forget();
      return { body: { data: { connected: true, checks } } };
    },
  });
}

const WHOSE_UNITS = (): ApiProblem =>
  new ApiProblem("invalid", "Each number has its own free units: name the number.", {
    where: "body.number_id",
  });

function connectionFrom(body: z.output<typeof Wanted>): Connection {
  return {
    apiUrl: body.api_url.replace(/\/+$/, ""),
    graphVersion: body.graph_version,
    accountId: body.account_id,
    accessToken: body.access_token,
    numberId: body.number_id,
    appId: body.app_id,
    appSecret: body.app_secret,
    verifyToken: body.verify_token,
  };
}

async function checked(
  { connecting }: ApiSurroundings,
  connection: Connection,
): ReturnType<typeof checkConnection> {
  try {
    return await checkConnection(connecting.dial, connection);
  } catch (error) {
    if (!(error instanceof NotDialled)) throw error;
    const what = "This hub calls Meta alone, and the address in WHATSAPP_API_URL.";
    throw new ApiProblem("invalid", what, { where: "body.api_url" });
  }
}

function refusalOf(checks: readonly Check[]): Answer<z.input<typeof Told>> {
  const failed = checks.filter((one) => one.ok === false).map((one) => one.check);
  const message = `Not connected: ${failed.join(", ")}. Each check says what to do.`;
  return {
    status: 422,
    body: { error: { code: "failed", message }, data: { connected: false, checks: [...checks] } },
  };
}
