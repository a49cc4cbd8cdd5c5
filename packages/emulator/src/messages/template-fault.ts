import {
  type GraphError,
  graphError,
  type TemplateParameter,
  type TemplateSend,
  type TemplateSendComponent,
} from "@casement/cloud-api";
import {
  type MessageTemplate,
  parametersIn,
  partOf,
  type TemplateButton,
} from "../world/template.ts";

/** Meta's error for a send that does not fit its template, or `undefined` if it fits. */
export function templateFault(
  send: TemplateSend,
  template: MessageTemplate | undefined,
): GraphError | undefined {
  if (template?.status === "PAUSED") return graphError(132_015);
  if (template?.status === "DISABLED") return graphError(132_016);
  if (template?.status !== "APPROVED") {
    const details = `template name (${send.name}) does not exist in ${send.language.code}`;
    return graphError(132_001, { details });
  }
  const components = send.components ?? [];
  return (
    headerFault(template, componentOf(components, "header")) ??
    bodyFault(template, componentOf(components, "body")) ??
    buttonFault(template, components)
  );
}

function componentOf(
  components: readonly TemplateSendComponent[],
  type: string,
): TemplateSendComponent | undefined {
  return components.find((component) => component.type === type);
}

function headerFault(
  template: MessageTemplate,
  sent: TemplateSendComponent | undefined,
): GraphError | undefined {
  const header = partOf(template, "HEADER");
  const format = header?.format ?? "TEXT";
  if (format === "TEXT") return textFault("header", template, header?.text, sent);
  const received = sent?.parameters?.[0]?.type.toUpperCase() ?? "UNKNOWN";
  if (received === format) return undefined;
  const details = `header: Format mismatch, expected ${format}, received ${received}`;
  return graphError(132_012, { details });
}

function bodyFault(
  template: MessageTemplate,
  sent: TemplateSendComponent | undefined,
): GraphError | undefined {
  return textFault("body", template, partOf(template, "BODY")?.text, sent);
}

/** A text with gaps: as many parameters as gaps, all of them words, and named if the gaps are. */
function textFault(
  where: "header" | "body",
  template: MessageTemplate,
  text: string | undefined,
  sent: TemplateSendComponent | undefined,
): GraphError | undefined {
  const gaps = parametersIn(text);
  const given = sent?.parameters ?? [];
  if (given.length !== gaps.length) return countFault(where, given.length, gaps.length);
  const odd = given.find(({ type }) => !IN_TEXT.has(type));
  if (odd !== undefined) {
    const received = odd.type.toUpperCase();
    const details = `${where}: Format mismatch, expected TEXT, received ${received}`;
    return graphError(132_012, { details });
  }
  return template.parameter_format === "NAMED" ? namesFault(gaps, given) : undefined;
}

function namesFault(
  gaps: readonly string[],
  given: readonly TemplateParameter[],
): GraphError | undefined {
  if (given.some(({ parameter_name: name }) => name === undefined || name === "")) {
    return graphError(100, { details: "Parameter name is missing or empty" });
  }
  const missing = gaps.find((gap) => !given.some(({ parameter_name: name }) => name === gap));
  if (missing === undefined) return undefined;
  return graphError(132_000, { details: `body: no value is given for the parameter ${missing}` });
}

function buttonFault(
  template: MessageTemplate,
  components: readonly TemplateSendComponent[],
): GraphError | undefined {
  const sent = components.filter(({ type }) => type === "button");
  const buttons = partOf(template, "BUTTONS")?.buttons ?? [];
  for (const [index, button] of buttons.entries()) {
    const given = sent.find((component) => (component.index ?? 0) === index)?.parameters ?? [];
    const gaps = gapsOf(button);
    if (gaps > 0 && given.length === 0) {
      const type = typeWord(button.type);
      const details = `buttons: Button at index ${index} of type ${type} requires a parameter`;
      return graphError(131_008, { details });
    }
    if (button.type === "URL" && given.length !== gaps) {
      return countFault("button", given.length, gaps);
    }
  }
  const stray = sent.find((component) => buttons[component.index ?? 0] === undefined);
  return stray && countFault("button", stray.parameters?.length ?? 0, 0);
}

function gapsOf(button: TemplateButton): number {
  if (button.type === "COPY_CODE") return 1;
  return parametersIn(button.url).length;
}

/** `URL` as Meta writes it in its details: `Url`. */
function typeWord(type: string): string {
  return type.charAt(0) + type.slice(1).toLowerCase();
}

function countFault(where: string, given: number, expected: number): GraphError {
  return graphError(132_000, {
    details:
      `${where}: number of localizable_params (${given}) does not match ` +
      `the expected number of params (${expected})`,
  });
}

/** The kinds of parameter that a text can hold. */
const IN_TEXT: ReadonlySet<string> = new Set(["text", "currency", "date_time"]);
