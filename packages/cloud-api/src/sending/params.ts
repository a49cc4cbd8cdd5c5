import { z } from "zod";

// The kinds of parameter that requests are made of. The Graph API takes numbers and booleans as
// strings, too, for a form has nothing else; and its words in any case.

/** One of Meta's words, in any case; read in lower case. */
export function word<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.string().toLowerCase().pipe(z.enum(words));
}

export const NumberParam = z.preprocess(
  (value) => (typeof value === "string" && NUMBER.test(value) ? Number(value) : value),
  z.number(),
);

export const BooleanParam = z.preprocess(
  (value) => (value === "true" || value === "1" ? true : NO.has(value) ? false : value),
  z.boolean(),
);

/** Ids and phone numbers are strings; SDKs write them as numbers now and then. */
export const IdParam = z.preprocess(
  (value) => (typeof value === "number" ? String(value) : value),
  z.string().min(1),
);

/** A check of WhatsApp's, behind the Graph layer's: it has a code of its own, and details. */
export function refusal(
  code: number,
  details: string,
  path: PropertyKey[] = [],
): { code: "custom"; path: PropertyKey[]; message: string; params: Refusal } {
  return { code: "custom", path, message: details, params: { code, details } };
}

export interface Refusal {
  readonly code: number;
  readonly details: string;
}

/** `Button title length invalid. Min length: 1, Max length: 20`, if it is; else nothing. */
export function lengthFault(what: string, text: string, max: number): string | undefined {
  if (text.length >= 1 && text.length <= max) return undefined;
  return `${what} length invalid. Min length: 1, Max length: ${max}`;
}

const NUMBER = /^\s*-?\d+(\.\d+)?\s*$/;
const NO: ReadonlySet<unknown> = new Set(["false", "0", ""]);
