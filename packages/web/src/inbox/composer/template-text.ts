import type { TemplateShape } from "@casement/hub/api";

/** A piece of a template's text: words, or a place where a parameter goes. */
export type Piece =
  | { readonly kind: "words"; readonly text: string }
  | { readonly kind: "place"; readonly name: string; readonly value: string };

type Component = TemplateShape["parameters"][number]["component"];

/** The text of one component with its parameters filled in, as the preview draws it. */
export function piecesOf(
  text: string,
  component: Component,
  template: TemplateShape,
  values: readonly string[],
): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(/\{\{\s*([^{}\s]+)\s*\}\}/g)) {
    if (found.index > from) pieces.push({ kind: "words", text: text.slice(from, found.index) });
    const name = found[1] ?? "";
    pieces.push({ kind: "place", name, value: filledIn(name, component, template, values) });
    from = found.index + found[0].length;
  }
  if (from < text.length) pieces.push({ kind: "words", text: text.slice(from) });
  return pieces;
}

/** The name of the first parameter without a value, or `undefined` if all are filled in. */
export function firstMissing(
  template: TemplateShape,
  values: readonly string[],
): string | undefined {
  const index = template.parameters.findIndex((_, at) => (values[at] ?? "").trim() === "");
  const parameter = template.parameters[index];
  return parameter && labelOf(parameter, template);
}

/** What a field is called: `Body 1`, `amount`, `Picture (link)`, `Track order: end of the link`. */
export function labelOf(
  parameter: TemplateShape["parameters"][number],
  template: TemplateShape,
): string {
  if (parameter.format !== "text") return `${FORMATS[parameter.format]} (link)`;
  if (parameter.component === "button") {
    const button = template.buttons[parameter.index ?? 0] ?? "Button";
    return `${button}: ${/^\d+$/.test(parameter.name) ? "end of the link" : "the code"}`;
  }
  if (!/^\d+$/.test(parameter.name)) return parameter.name.replaceAll("_", " ");
  return `${parameter.component === "header" ? "Header" : "Text"} ${parameter.name}`;
}

const FORMATS = { image: "Picture", video: "Film", document: "File" } as const;

function filledIn(
  name: string,
  component: Component,
  template: TemplateShape,
  values: readonly string[],
): string {
  const index = template.parameters.findIndex(
    (parameter) => parameter.component === component && parameter.name === name,
  );
  return values[index] ?? "";
}
