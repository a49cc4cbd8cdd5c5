import { type GraphError, graphError } from "./graph-error.ts";
import type { TemplateParameter, TemplateSend } from "./sending/template-send.ts";
import type { TemplateForm } from "./template-mismatch.ts";

/**
 * Meta's error where the values of a send do not make a text that may be sent: a value that breaks
 * the line (132018), or a text that is too long once its gaps are filled (132005).
 *
 * That there is a value for every gap, and of the right kind, was looked at before.
 */
export function templateValueFault(
  template: TemplateForm,
  sent: TemplateSend,
): GraphError | undefined {
  for (const [type, max] of MAX_LENGTHS) {
    const values = sent.components?.find((one) => one.type === type)?.parameters ?? [];
    if (values.some(({ text }) => text !== undefined && BREAKS.test(text))) return BROKEN_LINE;
    const part = template.components?.find((one) => one.type.toLowerCase() === type);
    const length = filledLength(part?.text ?? "", values);
    if (length > max) {
      const details =
        `Translated text too long. Length of the parameters and the template text is ${length}, ` +
        `which exceeds the allowed length of ${max}`;
      return graphError(132_005, { details });
    }
  }
  return undefined;
}

function filledLength(text: string, values: readonly TemplateParameter[]): number {
  const gaps = text.match(GAPS) ?? [];
  const fixed = text.length - gaps.reduce((length, gap) => length + gap.length, 0);
  return fixed + values.reduce((length, { text: value }) => length + (value ?? "").length, 0);
}

const GAPS = /\{\{[^{}]*\}\}/g;
const BREAKS = /[\n\r\t]| {5}/;

const MAX_LENGTHS: readonly (readonly [type: string, max: number])[] = [
  ["header", 60],
  ["body", 1_024],
];

const BROKEN_LINE: GraphError = graphError(132_018, {
  details: "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
});
