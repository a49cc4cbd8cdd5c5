import {
  type CreatedButton,
  type CreatedPart,
  type GraphError,
  missingObjectError,
  type TemplateCreation,
  templateError,
  undocumented,
} from "@casement/cloud-api";
import { objectIn, textIn } from "../json.ts";
import { objectsIn } from "../server/parameter-fault.ts";
import { type LibraryTemplate, libraryTemplate } from "./library.ts";

/** The parts of a template made from the library, or Meta's error for what it lacks. */
export function partsFromLibrary(
  request: TemplateCreation,
): { readonly parts: readonly CreatedPart[] } | { readonly error: GraphError } {
  const { library_template_name: name = "", language } = request;
  const entry = libraryTemplate(name, language);
  if (entry === undefined) return { error: missingObjectError(name) };
  if (entry.category !== request.category) {
    const message = `The library template ${name} is of the category ${entry.category}.`;
    return { error: templateError(undocumented(message)) };
  }
  const buttons = buttonsFrom(entry, request.library_template_button_inputs);
  if ("error" in buttons) return buttons;
  return {
    parts: [
      ...(entry.header === undefined
        ? []
        : [{ type: "HEADER", format: "TEXT", text: entry.header }]),
      { type: "BODY", text: entry.body, example: { body_text: [[...entry.body_params]] } },
      ...(buttons.buttons.length === 0 ? [] : [{ type: "BUTTONS", buttons: buttons.buttons }]),
    ],
  };
}

/** A link and a phone number must be the business's own; the words are the library's. */
function buttonsFrom(
  { buttons = [] }: LibraryTemplate,
  inputs: unknown,
): { readonly buttons: CreatedButton[] } | { readonly error: GraphError } {
  const given = objectsIn(parsedInputs(inputs));
  const made: CreatedButton[] = [];
  for (const button of buttons) {
    if (button.type !== "URL" && button.type !== "PHONE_NUMBER") {
      made.push(button);
      continue;
    }
    const at = given.findIndex((one) => textIn(one["type"])?.toUpperCase() === button.type);
    const [input] = at === -1 ? [] : given.splice(at, 1);
    const filled = filledButton(button, input);
    if (filled === undefined) return { error: INPUTS_MISSING };
    made.push(filled);
  }
  return { buttons: made };
}

function filledButton(
  button: CreatedButton,
  input: Readonly<Record<string, unknown>> | undefined,
): CreatedButton | undefined {
  if (button.type === "PHONE_NUMBER") {
    const phone = textIn(input?.["phone_number"]);
    return phone === undefined ? undefined : { ...button, phone_number: phone };
  }
  const address = objectIn(input?.["url"]);
  const url = textIn(address?.["base_url"]);
  if (url === undefined) return undefined;
  const example = textIn(address?.["url_suffix_example"]);
  return { ...button, url, ...(example !== undefined && { example: [example] }) };
}

/** Meta's own sample writes the list with single quotes and bare names. */
function parsedInputs(inputs: unknown): unknown {
  if (typeof inputs !== "string") return inputs;
  const json = inputs.replace(/'/g, '"').replace(/([{,]\s*)([a-z_]+)\s*:/g, '$1"$2":');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const INPUTS_MISSING = templateError(
  undocumented("library_template_button_inputs must fill the buttons of the library template."),
);
