import { type GraphError, graphError } from "../graph-error.ts";
import { gapsIn } from "../template-text-mismatch.ts";
import type { CreatedButton } from "./created-part.ts";
import {
  LINK_TO_WHATSAPP,
  missingField,
  templateError,
  tooLong,
  undocumented,
} from "./template-error.ts";

/** Where the buttons stand, as Meta writes it: `components[2]['buttons']`. */
export type ButtonsPath = string;

/** What is wrong with the buttons of a template that is no authentication template, or nothing. */
export function buttonsFault(
  buttons: readonly CreatedButton[] | undefined,
  path: ButtonsPath,
): GraphError | undefined {
  if (buttons === undefined || buttons.length === 0) {
    return templateError(missingField("BUTTONS", "buttons"));
  }
  const crowd = crowdFault(buttons);
  if (crowd !== undefined) return templateError(undocumented(crowd));
  for (const [index, button] of buttons.entries()) {
    const fault = buttonFault(button, `${path}[${index}]`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** How many of each kind go together, and that quick replies stand in one group. */
function crowdFault(buttons: readonly CreatedButton[]): string | undefined {
  if (buttons.length > BUTTONS_MAX) return `A template can have at most ${BUTTONS_MAX} buttons.`;
  for (const [type, max] of MAX_OF_TYPE) {
    const found = buttons.filter((button) => button.type === type).length;
    if (found > max) return `A template can have at most ${max} buttons of type ${type}.`;
  }
  const turns = buttons.filter(
    ({ type }, index) =>
      index > 0 && (type === "QUICK_REPLY") !== (buttons[index - 1]?.type === "QUICK_REPLY"),
  );
  return turns.length > 1
    ? "Invalid combination of buttons: quick replies must stand together."
    : undefined;
}

function buttonFault(button: CreatedButton, path: string): GraphError | undefined {
  const { type, text } = button;
  if (!TYPES.has(type)) {
    const words = [...TYPES].join(", ");
    const message = `(#100) Param ${path}['type'] must be one of {${words}} - got "${type}".`;
    return graphError(100, { message });
  }
  if (!TEXTLESS.has(type) && (text ?? "") === "") {
    return templateError(missingField("BUTTONS", "text"));
  }
  if ((text ?? "").length > LABEL_MAX) return templateError(tooLong("button text", LABEL_MAX));
  switch (type) {
    case "URL":
      return urlFault(button);
    case "PHONE_NUMBER":
      return phoneFault(button, path);
    case "COPY_CODE":
      return codeFault(button);
    case "FLOW":
      return flowFault(button);
    default:
      return undefined;
  }
}

function urlFault({ url, example }: CreatedButton): GraphError | undefined {
  if ((url ?? "") === "") return templateError(missingField("BUTTONS", "url"));
  const address = url ?? "";
  if (address.length > URL_MAX) return templateError(tooLong("url", URL_MAX));
  const parsed = URL.parse(address.replace(/\{\{[^{}]*\}\}/g, "x"));
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    return templateError(undocumented("The URL of a button must be a valid web address."));
  }
  if (/^(www\.)?(wa\.me|whatsapp\.com|api\.whatsapp\.com)$/i.test(parsed.hostname)) {
    return templateError(LINK_TO_WHATSAPP);
  }
  const gaps = gapsIn(address);
  if (gaps.length > 1 || (gaps.length === 1 && !address.endsWith("}}"))) {
    return templateError(undocumented("A URL can have one variable, at its end."));
  }
  const isShown = typeof example === "string" ? example !== "" : (example ?? []).length > 0;
  return gaps.length === 1 && !isShown
    ? templateError(missingField("BUTTONS", "example"))
    : undefined;
}

function phoneFault({ phone_number: phone }: CreatedButton, path: string): GraphError | undefined {
  if (phone === undefined) return templateError(missingField("BUTTONS", "phone_number"));
  if (/^\+?[\d\s()-]{5,20}$/.test(phone) && phone.length <= PHONE_MAX) return undefined;
  const message = `(#192) Param ${path}['phone_number'] is not a valid phone number.`;
  return graphError(192, { message });
}

function codeFault({ example }: CreatedButton): GraphError | undefined {
  const code = typeof example === "string" ? example : (example?.[0] ?? "");
  if (code === "") return templateError(missingField("BUTTONS", "example"));
  // The page on components says 15, the one on coupons 20: the larger is taken.
  return code.length > CODE_MAX ? templateError(tooLong("example", CODE_MAX)) : undefined;
}

function flowFault(button: CreatedButton): GraphError | undefined {
  const { flow_id: id, flow_name: name, flow_json: json } = button;
  const isNamed = id !== undefined || name !== undefined || json !== undefined;
  return isNamed ? undefined : templateError(missingField("BUTTONS", "flow_id"));
}

const TYPES: ReadonlySet<string> = new Set([
  "QUICK_REPLY",
  "URL",
  "PHONE_NUMBER",
  "COPY_CODE",
  "FLOW",
  "CATALOG",
  "MPM",
  "SPM",
  "VOICE_CALL",
  "ORDER_DETAILS",
  "REQUEST_CONTACT_INFO",
  "APP",
]);

/** The phone writes their words. */
const TEXTLESS: ReadonlySet<string> = new Set([
  "COPY_CODE",
  "CATALOG",
  "MPM",
  "SPM",
  "ORDER_DETAILS",
  "REQUEST_CONTACT_INFO",
]);

const MAX_OF_TYPE: ReadonlyMap<string, number> = new Map([
  ["URL", 2],
  ["PHONE_NUMBER", 1],
  ["COPY_CODE", 1],
]);

const BUTTONS_MAX = 10;
const LABEL_MAX = 25;
const URL_MAX = 2_000;
const PHONE_MAX = 20;
const CODE_MAX = 20;
