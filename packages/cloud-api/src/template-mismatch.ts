import { type GraphError, graphError } from "./graph-error.ts";
import type {
  TemplateParameter,
  TemplateSend,
  TemplateSendComponent,
} from "./sending/template-send.ts";
import { countMismatch, gapsIn, textMismatch } from "./template-text-mismatch.ts";

/** What has to be known of a template: a `Template` as Meta lists it has it all. */
export interface TemplateForm {
  readonly components?: readonly TemplatePartForm[] | undefined;
}

export interface TemplatePartForm {
  readonly type: string;
  readonly format?: string | undefined;
  readonly text?: string | undefined;
  readonly add_security_recommendation?: boolean | undefined;
  readonly buttons?: readonly TemplateButtonForm[] | undefined;
  readonly cards?: readonly { readonly components: readonly TemplatePartForm[] }[] | undefined;
}

export interface TemplateButtonForm {
  readonly type: string;
  readonly url?: string | undefined;
}

/**
 * Meta's error where a send does not fill the gaps of its template, or `undefined` where it does.
 *
 * Whether the template is there and approved is for the caller, who looked it up (132001, 132015).
 */
export function templateMismatch(
  template: TemplateForm,
  sent: TemplateSend,
): GraphError | undefined {
  const parts = template.components ?? [];
  const given = sent.components ?? [];
  return partsMismatch(parts, given) ?? cardsMismatch(parts, given);
}

/** Of a template, or of one card of its carousel. */
function partsMismatch(
  parts: readonly TemplatePartForm[],
  given: readonly Given[],
): GraphError | undefined {
  return (
    headerMismatch(partOf(parts, "HEADER"), parametersFor(given, "header")) ??
    bodyMismatch(partOf(parts, "BODY"), parametersFor(given, "body")) ??
    buttonMismatch(partOf(parts, "BUTTONS")?.buttons ?? [], given)
  );
}

/** What fills a part: a component of the send, or of one of its cards. */
type Given = Omit<TemplateSendComponent, "cards">;

function headerMismatch(
  header: TemplatePartForm | undefined,
  parameters: readonly TemplateParameter[],
): GraphError | undefined {
  const format = header?.format?.toUpperCase() ?? "TEXT";
  const gaps = gapsIn(header?.text);
  if (format === "TEXT") return textMismatch({ where: "header", gaps, parameters });
  const received = parameters[0]?.type.toUpperCase() ?? "UNKNOWN";
  if (received === format) return undefined;
  const details = `header: Format mismatch, expected ${format}, received ${received}`;
  return graphError(132_012, { details });
}

function bodyMismatch(
  body: TemplatePartForm | undefined,
  parameters: readonly TemplateParameter[],
): GraphError | undefined {
  // An authentication template may have no text of its own: Meta writes it, around the code.
  const isWrittenByMeta =
    body?.text === undefined && body?.add_security_recommendation !== undefined;
  const gaps = isWrittenByMeta ? ["1"] : gapsIn(body?.text);
  return textMismatch({ where: "body", gaps, parameters });
}

function buttonMismatch(
  buttons: readonly TemplateButtonForm[],
  given: readonly Given[],
): GraphError | undefined {
  const sent = given.filter(({ type }) => type === "button");
  for (const [index, button] of buttons.entries()) {
    const one = sent.find((component) => (component.index ?? 0) === index);
    const found = one?.parameters?.length ?? 0;
    const gaps = gapsOf(button);
    if (gaps > 0 && found === 0) {
      const type = button.type.toUpperCase();
      const kind = WORDS[type] ?? type.charAt(0) + type.slice(1).toLowerCase();
      const details = `buttons: Button at index ${index} of type ${kind} requires a parameter`;
      return graphError(131_008, { details });
    }
    if (button.type.toUpperCase() === "URL" && found !== gaps) {
      return countMismatch("button", found, gaps);
    }
  }
  const stray = sent.find((component) => buttons[component.index ?? 0] === undefined);
  return stray && countMismatch("button", stray.parameters?.length ?? 0, 0);
}

function cardsMismatch(
  parts: readonly TemplatePartForm[],
  given: readonly TemplateSendComponent[],
): GraphError | undefined {
  const cards = partOf(parts, "CAROUSEL")?.cards ?? [];
  const found = given.find(({ type }) => type === "carousel")?.cards ?? [];
  if (found.length !== cards.length) {
    // Meta's words are not known: assumed.
    const expected = `does not match the expected (${cards.length})`;
    const details = `carousel: number of cards (${found.length}) ${expected}`;
    return graphError(132_000, { details });
  }
  for (const [index, card] of cards.entries()) {
    const filled = found.find((one) => one.card_index === index) ?? { components: [] };
    const mismatch = partsMismatch(card.components, filled.components);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function gapsOf(button: TemplateButtonForm): number {
  const type = button.type.toUpperCase();
  if (type === "URL") return gapsIn(button.url).length;
  return type === "OTP" || type === "COPY_CODE" ? 1 : 0;
}

function partOf(parts: readonly TemplatePartForm[], type: string): TemplatePartForm | undefined {
  return parts.find((part) => part.type.toUpperCase() === type);
}

function parametersFor(given: readonly Given[], type: string): readonly TemplateParameter[] {
  return given.find((component) => component.type === type)?.parameters ?? [];
}

/** An OTP button is a URL button to whoever sends. */
const WORDS: { readonly [type: string]: string } = { OTP: "Url", COPY_CODE: "CopyCode" };
