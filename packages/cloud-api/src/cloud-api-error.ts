import { z } from "zod";
import { errorMeaning, type Remedy, remedyOf } from "./error-table.ts";

/** An error answer as it comes: only `code` is sure to be there, and not even that from a proxy. */
export const ErrorAnswer = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().catch(""),
    type: z.string().optional().catch(undefined),
    error_subcode: z.number().optional().catch(undefined),
    error_data: z.unknown().optional(),
    fbtrace_id: z.string().optional().catch(undefined),
    is_transient: z.boolean().optional().catch(undefined),
  }),
});
export type ErrorAnswer = z.infer<typeof ErrorAnswer>;

/** The Cloud API answered, and its answer was an error. No answer at all is another class. */
export class CloudApiError extends Error {
  override readonly name = "CloudApiError";
  readonly code: number;
  /** What to do about it; read this, not the message and not the status. */
  readonly remedy: Remedy;
  /** The HTTP status it came with. */
  readonly status: number;
  readonly details: string;

  constructor(code: number, status: number, details: string) {
    const meaning = errorMeaning(code)?.meaning ?? "unknown to us";
    super(`Cloud API error ${code} (${meaning}): ${details}`);
    this.code = code;
    this.remedy = remedyOf(code);
    this.status = status;
    this.details = details;
  }
}

/**
 * The error that an answer of Meta's is. A body that is no error envelope (a proxy's page, nothing)
 * is taken by its status: from 500 on it is code 2, to be tried again; below, code 100, to be
 * mended.
 */
export function cloudApiErrorFromAnswer(status: number, body: unknown): CloudApiError {
  const read = ErrorAnswer.safeParse(body);
  if (!read.success) {
    return new CloudApiError(
      status >= 500 ? 2 : 100,
      status,
      `HTTP ${status} and no error envelope`,
    );
  }
  const { code, message, error_data: data } = read.data.error;
  return new CloudApiError(code, status, detailsOf(data) ?? message);
}

/** `error_data` is an object, a plain string, or a list of blamed fields, as Meta pleases. */
function detailsOf(data: unknown): string | undefined {
  if (typeof data === "string") return data;
  const read = WithDetails.safeParse(data);
  return read.success ? read.data.details : undefined;
}

const WithDetails = z.object({ details: z.string() });
