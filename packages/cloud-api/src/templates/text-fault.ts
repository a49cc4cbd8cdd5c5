import { gapsIn } from "../template-text-mismatch.ts";
import type { CreatedPart } from "./created-part.ts";
import {
  DANGLING,
  missingField,
  RATIO,
  type TemplateFault,
  textFormat,
  tooLong,
} from "./template-error.ts";

export type ParameterFormat = "POSITIONAL" | "NAMED";

/** What is wrong with the text of a header, or nothing. */
export function headerTextFault(
  part: CreatedPart,
  format: ParameterFormat,
): TemplateFault | undefined {
  const text = part.text ?? "";
  if (text === "") return missingField("HEADER", "text");
  if (text.length > HEADER_MAX) return tooLong("header", HEADER_MAX);
  if (/[\n\r*_~`]|\p{Extended_Pictographic}/u.test(text.replace(GAPS, ""))) {
    return textFormat("HEADER", HEADER_FORMAT);
  }
  if (gapsIn(text).length > 1) return textFormat("HEADER");
  return gapFault("HEADER", text, format) ?? exampleFault(part, format);
}

/** What is wrong with the text of a body, or nothing. `max` depends on what it stands in. */
export function bodyTextFault(
  part: CreatedPart,
  format: ParameterFormat,
  max: number = BODY_MAX,
): TemplateFault | undefined {
  const text = part.text ?? "";
  if (text === "") return missingField("BODY", "text");
  if (text.length > max) return tooLong("body", max);
  if (/\n{3}/.test(text)) return textFormat("BODY");
  const gap = gapFault("BODY", text, format);
  if (gap !== undefined) return gap;
  if (/^\s*\{\{|\}\}\s*$/.test(text)) return DANGLING;
  if (hasTooManyGaps(text)) return RATIO;
  return exampleFault(part, format);
}

export function footerTextFault(part: CreatedPart): TemplateFault | undefined {
  const text = part.text ?? "";
  if (text === "") return missingField("FOOTER", "text");
  if (text.length > FOOTER_MAX) return tooLong("footer", FOOTER_MAX);
  return /\n|\{\{|\}\}/.test(text) ? textFormat("FOOTER") : undefined;
}

/** Gaps are `{{1}}`, `{{2}}` and so on without a hole, or all have names in lower case. */
function gapFault(type: string, text: string, format: ParameterFormat): TemplateFault | undefined {
  const inside = [...text.matchAll(GAPS)].map(([, name]) => (name ?? "").trim());
  const rest = text.replace(GAPS, "");
  if (/\{\{|\}\}/.test(rest)) return textFormat(type);
  if (format === "NAMED") {
    const isFit = inside.every((name) => /^[a-z][a-z0-9_]*$/.test(name));
    return isFit && new Set(inside).size === inside.length ? undefined : textFormat(type);
  }
  const numbers = new Set(inside);
  const isCounted = inside.every((name) => /^[1-9]\d*$/.test(name) && Number(name) <= numbers.size);
  return isCounted ? undefined : textFormat(type);
}

/**
 * Whether the text has fewer than twice as many words as gaps, and one. Meta gives no number; this
 * one is what those who were refused found out.
 */
function hasTooManyGaps(text: string): boolean {
  const gaps = gapsIn(text).length;
  if (gaps === 0) return false;
  const words = text.replace(GAPS, " ").match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return words.length < 2 * gaps + 1;
}

/** Each gap needs a value that shows what it is for. */
function exampleFault(part: CreatedPart, format: ParameterFormat): TemplateFault | undefined {
  const gaps = gapsIn(part.text);
  if (gaps.length === 0) return undefined;
  const given =
    format === "NAMED" ? namedExamples(part) : Array.from({ length: positionalExamples(part) });
  const isWhole =
    format === "NAMED" ? gaps.every((gap) => given.includes(gap)) : given.length >= gaps.length;
  return isWhole ? undefined : missingField(part.type, "example");
}

function namedExamples({ type, example }: CreatedPart): (string | undefined)[] {
  const named =
    type === "HEADER" ? example?.header_text_named_params : example?.body_text_named_params;
  return (named ?? []).filter((one) => one.example !== "").map((one) => one.param_name);
}

/** Meta's own samples write one list, a list of lists, and for one gap a bare text. */
function positionalExamples({ type, example }: CreatedPart): number {
  const given = type === "HEADER" ? example?.header_text : example?.body_text;
  if (given === undefined) return 0;
  if (typeof given === "string") return given === "" ? 0 : 1;
  const first = given[0];
  const values = Array.isArray(first) ? first : given;
  return values.filter((one) => one !== "").length;
}

const GAPS = /\{\{([^{}]*)\}\}/g;
const HEADER_MAX = 60;
const BODY_MAX = 1_024;
const FOOTER_MAX = 60;
const HEADER_FORMAT =
  "Message header can't have any new lines, formatting characters, emojis or asterisks.";
