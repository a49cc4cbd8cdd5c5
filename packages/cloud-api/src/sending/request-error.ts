import type { z } from "zod";
import { type GraphError, graphError } from "../graph-error.ts";

/**
 * Meta's own error for a request that does not fit its schema.
 *
 * Meta checks in two layers. The Graph layer knows only names, types and lengths, answers with code
 * 100 and has no details. What passes it meets WhatsApp, which has codes and details. So a fault of
 * the first kind is told before one of the second, wherever they stand; of one kind, the first.
 */
export function requestError(error: z.ZodError, body: unknown): GraphError {
  const issues = error.issues;
  const issue = issues.find((one) => one.code !== "custom") ?? issues[0];
  if (issue === undefined) return graphError(100);
  if (issue.code === "custom") {
    const { code, details } = issue.params ?? {};
    return typeof code === "number" && typeof details === "string"
      ? graphError(code, { details })
      : graphError(100);
  }
  const text = graphText(issue, valueAt(body, issue.path));
  return graphError(100, { message: `(#100) ${text}` });
}

function graphText(issue: z.core.$ZodIssue, value: unknown): string {
  const name = paramName(issue.path);
  if (value === undefined) return requiredText(name);
  switch (issue.code) {
    case "invalid_type":
      return `Param ${name} must be ${TYPES[issue.expected] ?? issue.expected}.`;
    case "too_big":
      return typeof value === "string"
        ? `Param ${name} must be at most ${issue.maximum} characters long.`
        : `Param ${name} must have at most ${issue.maximum} elements.`;
    case "too_small":
      if (value === "") return requiredText(name);
      return `Param ${name} must have at least ${issue.minimum} elements.`;
    case "invalid_value": {
      const words = issue.values.map((word) => String(word).toUpperCase()).join(", ");
      return `Param ${name} must be one of {${words}} - got "${String(value)}".`;
    }
    case "unrecognized_keys":
      return `Unexpected key "${issue.keys[0]}" on param "${name}".`;
    default:
      return "Invalid parameter";
  }
}

/** `(#100) The parameter to is required.` and the like, without its code. */
export function requiredText(name: string): string {
  return `The parameter ${name} is required.`;
}

/** A path as Meta writes it: `template['components'][0]['type']`. */
function paramName(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path;
  const steps = rest.map((step) =>
    typeof step === "number" ? `[${step}]` : `['${String(step)}']`,
  );
  return `${String(first ?? "")}${steps.join("")}`;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = body;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step))
      return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

const TYPES: { readonly [expected: string]: string } = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  object: "a JSON object",
  record: "a JSON object",
  array: "an array",
};
