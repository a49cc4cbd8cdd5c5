import type { z } from "zod";

/**
 * What is wrong with a value and where: `entry[0].id: expected string, received undefined`.
 *
 * Only the first fault is told; it is nearly always the cause of the others. The value itself is
 * left out, as it may be a message or a phone number, and this text goes to logs.
 */
export function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "unknown fault";
  const what = issue.message.replace(/^Invalid input: /, "");
  return issue.path.length === 0 ? what : `${pathText(issue.path)}: ${what}`;
}

/** A path as one would write it in JavaScript: `entry[0].changes[1].value`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`))
    .join("")
    .replace(/^\./, "");
}
