import { type GraphError, graphError } from "./graph-error.ts";
import type {
  TemplateParameter,
  TemplateSend,
  TemplateSendComponent,
} from "./sending/template-send.ts";
import type { Template, TemplateButton, TemplateComponent } from "./template.ts";

/**
 * Meta's error where a send does not fill the gaps of its template, or `undefined` where it does.
 *
 * Whether the template is there and approved is for the caller, who looked it up (132001, 132015).
 * Checked are header, body and buttons; the cards of a carousel are counted, and not looked into.
 */
export function templateMismatch(template: Template, sent: TemplateSend): GraphError | undefined {
  const parts = template.components ?? [];
  const given = sent.components ?? [];
  return (
    headerMismatch(partOf(parts, "HEADER"), givenFor(given, "header")) ??
    bodyMismatch(partOf(parts, "BODY"), givenFor(given, "body")) ??
    buttonMismatch(partOf(parts, "BUTTONS"), given) ??
    cardsMismatch(partOf(parts, "CAROUSEL"), givenFor(given, "carousel"))
  );
}

function headerMismatch(
  header: TemplateComponent | undefined,
  given: TemplateSendComponent | undefined,
): GraphError | undefined {
  const format = header?.format?.toUpperCase() ?? "TEXT";
  const parameters = given?.parameters ?? [];
  if (format === "TEXT") return countMismatch("header", gapsIn(header?.text), parameters);
  const received = parameters[0]?.type.toUpperCase() ?? "UNKNOWN";
  if (received === format) return undefined;
  const details = `header: Format mismatch, expected ${format}, received ${received}`;
  return graphError(132012, { details });
}

function bodyMismatch(
  body: TemplateComponent | undefined,
  given: TemplateSendComponent | undefined,
): GraphError | undefined {
  const parameters = given?.parameters ?? [];
  // An authentication template has no text of its own: Meta writes it, around the code.
  if (body?.text === undefined && body?.add_security_recommendation !== undefined) {
    return countMismatch("body", ["1"], parameters);
  }
  return countMismatch("body", gapsIn(body?.text), parameters);
}

function countMismatch(
  where: "header" | "body",
  gaps: readonly string[],
  parameters: readonly TemplateParameter[],
): GraphError | undefined {
  if (parameters.length !== gaps.length) {
    const details =
      `${where}: number of localizable_params (${parameters.length}) does not match the expected ` +
      `number of params (${gaps.length})`;
    return graphError(132000, { details });
  }
  const strange = parameters.find(({ type }) => !LOCALIZABLE.has(type));
  if (strange !== undefined) {
    const received = strange.type.toUpperCase();
    const details = `${where}: Format mismatch, expected TEXT, received ${received}`;
    return graphError(132012, { details });
  }
  const names = new Set(parameters.map(({ parameter_name: name }) => name));
  const unnamed = gaps.find((gap) => !/^\d+$/.test(gap) && !names.has(gap));
  if (unnamed === undefined) return undefined;
  // Meta's text for a wrong name is not known: assumed.
  return graphError(132000, { details: `${where}: Parameter name is missing or empty` });
}

function buttonMismatch(
  buttons: TemplateComponent | undefined,
  given: readonly TemplateSendComponent[],
): GraphError | undefined {
  const sent = given.filter(({ type }) => type === "button");
  for (const [index, button] of (buttons?.buttons ?? []).entries()) {
    const one = sent.find((component) => (component.index ?? 0) === index);
    if (needsParameter(button) && (one?.parameters ?? []).length === 0) {
      const kind = KINDS[button.type.toUpperCase()] ?? button.type;
      const details = `buttons: Button at index ${index} of type ${kind} requires a parameter`;
      return graphError(131008, { details });
    }
  }
  return undefined;
}

function cardsMismatch(
  carousel: TemplateComponent | undefined,
  given: TemplateSendComponent | undefined,
): GraphError | undefined {
  const expected = carousel?.cards?.length ?? 0;
  const found = given?.cards?.length ?? 0;
  if (found === expected) return undefined;
  const details = `carousel: number of cards (${found}) does not match the expected (${expected})`;
  return graphError(132000, { details });
}

/** The names of the gaps of a text, each once: `{{1}}`, `{{first_name}}`. */
function gapsIn(text: string | undefined): string[] {
  const found = (text ?? "").matchAll(/\{\{\s*([a-z0-9_]+)\s*\}\}/gi);
  return [...new Set([...found].map(([, name]) => name ?? ""))];
}

function needsParameter(button: TemplateButton): boolean {
  const type = button.type.toUpperCase();
  if (type === "URL") return gapsIn(button.url).length > 0;
  return type === "OTP" || type === "COPY_CODE";
}

function partOf(parts: readonly TemplateComponent[], type: string): TemplateComponent | undefined {
  return parts.find((part) => part.type.toUpperCase() === type);
}

function givenFor(
  given: readonly TemplateSendComponent[],
  type: string,
): TemplateSendComponent | undefined {
  return given.find((component) => component.type === type);
}

const LOCALIZABLE: ReadonlySet<string> = new Set(["text", "currency", "date_time"]);
const KINDS: { readonly [type: string]: string } = {
  URL: "Url",
  OTP: "Url",
  COPY_CODE: "CopyCode",
};
