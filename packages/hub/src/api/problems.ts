import { isDatabaseAway } from "../database/index.ts";
import { BucketFailure } from "../media/bucket-trouble.ts";
import { NotOwner } from "../numbers/owner.ts";
import { IdempotencyConflict, MaybeSent, NoSuchNumber, NotSent } from "../sending/sender.ts";
import type { ProblemShape } from "./shapes.ts";

/** Why the API does not do what it was asked, in a word for programs. */
export type ProblemCode = keyof typeof STATUS;

/** The one table from a problem to its HTTP status. */
const STATUS = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  foreign_page: 403,
  not_found: 404,
  template_not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  refused: 422,
  failed: 422,
  idempotency_key_reused: 422,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

/** Thrown by a route, and turned into the answer at the border of the API. Nowhere else. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: ProblemCode;
  /** The field at fault: `query.limit`. */
  readonly where: string | undefined;
  /** In how many seconds it may go better. */
  readonly retrySeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    more: { readonly where?: string; readonly retrySeconds?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.where = more.where;
    this.retrySeconds = more.retrySeconds;
  }

  get status(): number {
    return STATUS[this.code];
  }

  get shape(): ProblemShape {
    const where = this.where === undefined ? {} : { where: this.where };
    return { error: { code: this.code, message: this.message, ...where } };
  }
}

/**
 * What to answer to any error. What is not the caller's fault says nothing of its cause: a message
 * of the database can hold a row.
 */
export function problemFrom(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof NoSuchNumber) return new ApiProblem("not_found", "There is no such thread.");
  if (error instanceof NotOwner) {
    const why = "The number is just changing hands between two nodes. Nothing was sent: ask again.";
    return new ApiProblem("unavailable", why, { retrySeconds: 1 });
  }
  if (error instanceof BucketFailure) {
    const why = "The place where files are kept does not do its part just now.";
    return new ApiProblem("unavailable", why, { retrySeconds: 10 });
  }
  if (error instanceof IdempotencyConflict) {
    const why = "The key stands for another body, for seven days. Take a new key.";
    return new ApiProblem("idempotency_key_reused", why, { where: "headers.idempotency-key" });
  }
  if (error instanceof MaybeSent) {
    const why =
      "Whether the message was sent is not known: what became of it could not be written or read.";
    return new ApiProblem("internal", why);
  }
  if (error instanceof NotSent || isDatabaseAway(error)) {
    const why = "The database is not there just now.";
    return new ApiProblem("unavailable", why, { retrySeconds: 5 });
  }
  const known = framework(codeOf(error));
  if (known !== undefined) return known;
  const status = statusOf(error);
  if (status === 404) return new ApiProblem("not_found", "There is nothing at this address.");
  if (status >= 400 && status < 500) {
    return new ApiProblem("invalid", "The request cannot be read.");
  }
  return new ApiProblem("internal", "Something went wrong on our side. It is in the hub's log.");
}

/** Errors of Fastify, before a route has run. */
function framework(code: string): ApiProblem | undefined {
  switch (code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return new ApiProblem("too_large", "The body is too large.", { where: "body" });
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return new ApiProblem("unsupported_media_type", "The body must be application/json.", {
        where: "headers.content-type",
      });
    case "FST_ERR_CTP_INVALID_JSON_BODY":
      return new ApiProblem("invalid", "The body is not JSON.", { where: "body" });
    default:
      return undefined;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !("code" in error)) return "";
  return typeof error.code === "string" ? error.code : "";
}

function statusOf(error: unknown): number {
  if (!(error instanceof Error) || !("statusCode" in error)) return 500;
  return typeof error.statusCode === "number" ? error.statusCode : 500;
}
