import type { z } from "zod";
import type { Answer } from "./call.ts";

/** An answer of the control API that says what is wrong with a call. */
export function refusal(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } };
}

/** What a body should have been, told by its first fault. */
export function invalidBody(error: z.ZodError): Answer {
  const issue = error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : `${issue.path.join(".")}: `;
  return refusal(400, "invalid", `${where}${issue?.message ?? "not understood"}`);
}
