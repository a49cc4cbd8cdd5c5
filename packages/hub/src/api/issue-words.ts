import type { z } from "zod";

type Issue = z.core.$ZodRawIssue;
type Of<Code extends z.core.$ZodIssueCode> = Extract<Issue, { readonly code: Code }>;

/** Which part of a request is read. */
export type RequestPart = "path" | "query" | "body" | "headers";

/** Said of a name that nothing here goes by. */
export const NOT_KNOWN = "is nothing that is known here";

/**
 * What is wrong with a field, as its sentence goes on: `must be a text, and is a number`. A schema
 * that knows better says so itself, and is not asked for here.
 *
 * Every kind of issue that Zod knows has words of ours, so that its own reach nobody: they speak of
 * types and say `received undefined` of what was left out.
 */
export function issueWords(issue: Issue, part: RequestPart): string {
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue, part);
    case "invalid_value":
      return missingOr(issue.input, choiceWords(issue.values));
    case "invalid_union":
      return unionWords(issue);
    case "too_small":
    case "too_big":
      return sizeWords(issue);
    case "invalid_format":
      return formatWords(issue);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "unrecognized_keys":
      return NOT_KNOWN;
    case "invalid_key":
      return "has a name in it that it may not have";
    case "invalid_element":
      return "has something in it that it may not have";
    case "custom":
      return missingOr(issue.input, "cannot be taken as it is");
  }
}

function typeWords({ expected, input }: Of<"invalid_type">, part: RequestPart): string {
  if (part === "query" && Array.isArray(input)) return "may be given once";
  const wanted = NOUNS.get(expected) ?? "something else";
  return missingOr(input, `must be ${wanted}, and is ${nounOf(input)}`);
}

/** What a member of JSON can be, by Zod's names; the rest no request can hold. */
const NOUNS: ReadonlyMap<string, string> = new Map([
  ["string", "a text"],
  ["number", "a number"],
  ["int", "a whole number"],
  ["bigint", "a whole number"],
  ["boolean", "true or false"],
  ["object", "an object"],
  ["record", "an object"],
  ["map", "an object"],
  ["array", "a list"],
  ["tuple", "a list"],
  ["set", "a list"],
  ["date", "a moment"],
  ["null", "null"],
  ["undefined", "left out"],
  ["never", "left out"],
  ["void", "left out"],
  ["nonoptional", "given"],
]);

function nounOf(input: unknown): string {
  if (input === null) return "null";
  if (Array.isArray(input)) return "a list";
  if (typeof input === "number" && !Number.isInteger(input)) return "a fraction";
  if (typeof input === "boolean") return String(input);
  return NOUNS.get(typeof input) ?? "nothing that JSON has";
}

function unionWords(issue: Of<"invalid_union">): string {
  if (issue.inclusive === false) return "fits more than one of the forms that it may have";
  const { discriminator, options = [], input } = issue;
  if (options.length === 0) return missingOr(input, "has none of the forms that it may have");
  const told: unknown = Reflect.get(Object(input), discriminator ?? "");
  return missingOr(told, choiceWords(options));
}

function choiceWords(values: readonly z.core.util.Primitive[]): string {
  const [first, ...others] = values.map(String);
  return others.length === 0
    ? `must be ${first}`
    : `must be one of ${[first, ...others].join(", ")}`;
}

function sizeWords(issue: Of<"too_small"> | Of<"too_big">): string {
  const { origin, exact = false, inclusive = true } = issue;
  const [limit, least] =
    issue.code === "too_small" ? [issue.minimum, true] : [issue.maximum, false];
  const unit = UNITS.get(origin);
  if (unit === undefined) {
    const named = origin === "date" ? new Date(Number(limit)).toISOString() : String(limit);
    if (inclusive) return `must be ${named} or ${least ? "more" : "less"}`;
    return `must be ${least ? "more" : "less"} than ${named}`;
  }
  if (least && limit === 1 && !exact) return "is empty";
  const bound = exact ? "exactly" : least ? "at least" : "at most";
  return `must have ${bound} ${limit} ${Number(limit) === 1 ? unit : `${unit}s`}`;
}

const UNITS: ReadonlyMap<string, string> = new Map([
  ["string", "character"],
  ["array", "item"],
  ["set", "item"],
  ["map", "member"],
  ["object", "member"],
  ["file", "byte"],
]);

function formatWords({ format, pattern, ...issue }: Of<"invalid_format">): string {
  const known = FORMATS.get(format);
  if (known !== undefined) return `must be ${known}`;
  for (const [name, words] of PARTS) {
    const part: unknown = Reflect.get(issue, name);
    if (typeof part === "string") return `must ${words} ${part}`;
  }
  return format === "regex" ? `must match ${pattern}` : "does not have the form that it must have";
}

const FORMATS: ReadonlyMap<string, string> = new Map([
  ["guid", "an id such as 6f2d1c9e-0b7a-4c53-8e4d-2a9b7c1d5e60"],
  ["uuid", "an id such as 6f2d1c9e-0b7a-4c53-8e4d-2a9b7c1d5e60"],
  ["datetime", "a moment in UTC such as 2026-11-23T09:00:00Z"],
  ["date", "a date such as 2026-11-23"],
  ["time", "a time such as 09:00:00"],
  ["duration", "a span such as PT1H"],
  ["email", "an e-mail address"],
  ["url", "a whole address such as https://shop.example/hook"],
  ["base64", "Base64"],
  ["base64url", "Base64 of the kind for addresses"],
  ["e164", "a phone number such as +447700900142"],
]);

const PARTS = [
  ["prefix", "begin with"],
  ["suffix", "end in"],
  ["includes", "hold"],
] as const;

function missingOr(input: unknown, words: string): string {
  return input === undefined ? "is missing" : words;
}
