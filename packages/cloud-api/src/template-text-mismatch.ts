import { type GraphError, graphError } from "./graph-error.ts";
import type { TemplateParameter } from "./sending/template-send.ts";

/** A text with gaps, and what is to fill them. */
export interface TextToFill {
  readonly where: "header" | "body";
  /** The names of its gaps: `1`, `2`, or `first_name`. */
  readonly gaps: readonly string[];
  readonly parameters: readonly TemplateParameter[];
}

/** A text is filled by as many parameters as it has gaps, all words, and named if the gaps are. */
export function textMismatch(text: TextToFill): GraphError | undefined {
  const { where, gaps, parameters } = text;
  if (parameters.length !== gaps.length) {
    return countMismatch(where, parameters.length, gaps.length);
  }
  const odd = parameters.find(({ type }) => !LOCALIZABLE.has(type));
  if (odd !== undefined) {
    const received = odd.type.toUpperCase();
    const details = `${where}: Format mismatch, expected TEXT, received ${received}`;
    return graphError(132_012, { details });
  }
  return gaps.some((gap) => !/^\d+$/.test(gap)) ? nameMismatch(text) : undefined;
}

function nameMismatch({ where, gaps, parameters }: TextToFill): GraphError | undefined {
  const names = new Set(parameters.map(({ parameter_name: name }) => name));
  if (names.has(undefined) || names.has("")) {
    return graphError(100, { details: "Parameter name is missing or empty" });
  }
  const missing = gaps.find((gap) => !names.has(gap));
  if (missing === undefined) return undefined;
  // Meta's text for a wrong name is not known: assumed.
  const details = `${where}: no value is given for the parameter ${missing}`;
  return graphError(132_000, { details });
}

export function countMismatch(where: string, found: number, expected: number): GraphError {
  const details =
    `${where}: number of localizable_params (${found}) does not match the expected ` +
    `number of params (${expected})`;
  return graphError(132_000, { details });
}

/** The names of the gaps of a text, each once: `{{1}}`, `{{first_name}}`. */
export function gapsIn(text: string | undefined): string[] {
  const found = (text ?? "").matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi);
  return [...new Set([...found].map(([, name]) => name ?? ""))];
}

const LOCALIZABLE: ReadonlySet<string> = new Set(["text", "currency", "date_time"]);
