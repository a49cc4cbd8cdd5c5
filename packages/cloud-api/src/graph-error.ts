import { errorMeaning } from "./error-table.ts";

/** An answer in Meta's error envelope: the HTTP status, and the body. */
export interface GraphError {
  readonly status: number;
  readonly body: { readonly error: GraphErrorBody };
}

/** The members come in the order Meta sends them. */
export interface GraphErrorBody {
  readonly message: string;
  readonly type: string;
  readonly code: number;
  /** What exactly is wrong, or of a template which parameter. */
  readonly error_data?: {
    readonly messaging_product?: "whatsapp";
    readonly details?: string;
    readonly blame_field_specs?: readonly (readonly string[])[];
  };
  readonly error_subcode?: number;
  readonly is_transient?: boolean;
  readonly error_user_title?: string;
  readonly error_user_msg?: string;
  readonly fbtrace_id: string;
}

export interface GraphErrorOptions {
  /** What exactly is wrong. Without it WhatsApp's own errors repeat their title, as Meta's do. */
  readonly details?: string | undefined;
  /** The whole message, in place of `(#code) title`. */
  readonly message?: string | undefined;
  readonly subcode?: number | undefined;
  /** The parameter that is to blame, in place of details: errors about templates name it. */
  readonly blame?: string | undefined;
  /** In place of the status the table has for the code. */
  readonly status?: number | undefined;
  readonly isTransient?: boolean | undefined;
  readonly userTitle?: string | undefined;
  readonly userMessage?: string | undefined;
  /** Meta's are 22 characters after an `A`, and the same as the header `x-fb-request-id`. */
  readonly traceId?: string | undefined;
}

/**
 * The answer Meta would give for `code`.
 *
 * Meta has two families. Its Graph layer (codes below 130000) says `(#100) …` and no more; WhatsApp
 * behind it says `(#131009) Title` and puts the rest in `error_data`. `133010` is the exception.
 */
export function graphError(code: number, options: GraphErrorOptions = {}): GraphError {
  const known = errorMeaning(code);
  const title = known?.title ?? "Unknown error";
  const details = options.details ?? (isOfWhatsApp(code) ? title : undefined);
  const error: GraphErrorBody = {
    message: options.message ?? (UNPREFIXED.has(code) ? title : `(#${code}) ${title}`),
    type: options.subcode === MISSING_OBJECT ? "GraphMethodException" : "OAuthException",
    code,
    ...(details !== undefined && {
      error_data: { messaging_product: "whatsapp" as const, details },
    }),
    ...(options.blame !== undefined && { error_data: { blame_field_specs: [[options.blame]] } }),
    ...(options.subcode !== undefined && { error_subcode: options.subcode }),
    ...(options.isTransient !== undefined && { is_transient: options.isTransient }),
    ...(options.userTitle !== undefined && { error_user_title: options.userTitle }),
    ...(options.userMessage !== undefined && { error_user_msg: options.userMessage }),
    fbtrace_id: options.traceId ?? NO_TRACE,
  };
  return { status: options.status ?? known?.status ?? 400, body: { error } };
}

/** The same answer under another trace id: each answer of Meta's has one of its own. */
export function withTrace(error: GraphError, traceId: string): GraphError {
  return { ...error, body: { error: { ...error.body.error, fbtrace_id: traceId } } };
}

/** Meta's answer for an object that is not there, or not ours to see. */
export function missingObjectError(
  id: string,
  options: { readonly method?: "get" | "post" | "delete"; readonly traceId?: string } = {},
): GraphError {
  return graphError(100, {
    message:
      `Unsupported ${options.method ?? "post"} request. Object with ID '${id}' does not exist, ` +
      "cannot be loaded due to missing permissions, or does not support this operation. " +
      "Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api",
    subcode: MISSING_OBJECT,
    traceId: options.traceId,
  });
}

function isOfWhatsApp(code: number): boolean {
  return code >= 130_000 && code < 150_000 && code !== 133_010;
}

/** Codes whose message is a sentence by itself. */
const UNPREFIXED: ReadonlySet<number> = new Set([0, 1, 2, 104, 190]);

const MISSING_OBJECT = 33;
const NO_TRACE = `A${"0".repeat(22)}`;
