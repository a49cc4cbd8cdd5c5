import { type GraphError, graphError } from "@casement/cloud-api";
import { type Json, objectIn, textIn } from "../json.ts";

/** Meta's error for a parameter that is not there. */
export function missing(name: string): GraphError {
  return graphError(100, { message: `(#100) The parameter ${name} is required.` });
}

/** Meta's error for a parameter that is there and wrong. `what` ends the sentence. */
export function wrong(name: string, what: string): GraphError {
  return graphError(100, { message: `(#100) Param ${name} ${what}` });
}

/** Meta's error for a word that is not among those a parameter can be. */
export function notAmong(name: string, words: readonly string[], got: unknown): GraphError {
  return wrong(name, `must be one of {${words.join(", ")}} - got "${String(got)}".`);
}

export function tooLong(name: string, max: number): GraphError {
  return wrong(name, `must be at most ${max} characters long.`);
}

/** What is wrong with `messaging_product`, which most edges of a number want. */
export function productFault({ messaging_product: product }: Json): GraphError | undefined {
  if (product === undefined || product === null) return missing("messaging_product");
  if (String(product).toLowerCase() === "whatsapp") return undefined;
  return notAmong("messaging_product", ["WHATSAPP"], product);
}

/** A flag as JSON, a form or a query writes it; `undefined` if it is none. */
export function flagIn(value: unknown): boolean | undefined {
  if (value === true || value === "true" || value === "1" || value === 1) return true;
  if (value === false || value === "false" || value === "0" || value === 0) return false;
  return undefined;
}

/** Text, or a number that JSON or a caller wrote without quotes: ids, codes, PINs. */
export function wordIn(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : textIn(value);
}

/** A list, or one thing where a list of it was meant. */
export function listIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === "") return [];
  return Array.isArray(value) ? value : [value];
}

export function objectsIn(value: unknown): Json[] {
  return listIn(value).flatMap((one) => {
    const object = objectIn(one);
    return object === undefined ? [] : [object];
  });
}
