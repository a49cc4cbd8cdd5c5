import type { TemplateButton, TemplateComponent } from "@casement/cloud-api";
import { listIn, textIn } from "../json/unknown-value.ts";
import type { TemplateShape } from "./shapes.ts";

/** The parts of a template that have something to fill in. */
interface Parts {
  readonly header: TemplateComponent | undefined;
  readonly body: TemplateComponent | undefined;
  readonly buttons: readonly TemplateButton[];
}

/**
 * What a template was submitted with in the place of a parameter; empty where nothing was.
 *
 * Meta has one form for numbered parameters, one for named ones, one for a file, and one for a
 * button, whose example is the whole address and not its end.
 */
export function templateExample(
  { component, name, format, index }: TemplateShape["parameters"][number],
  { header, body, buttons }: Parts,
): string {
  switch (component) {
    case "header":
      return format === "text"
        ? exampleOf(header?.example, name, "header_text")
        : textAt(listIn(header?.example, "header_handle"), 0);
    case "body":
      return exampleOf(body?.example, name, "body_text");
    case "button":
      return buttonExample(buttons[index ?? 0]);
  }
}

function exampleOf(example: unknown, name: string, member: "header_text" | "body_text"): string {
  const named = listIn(example, `${member}_named_params`).find(
    (one) => textIn(one, "param_name") === name,
  );
  if (named !== undefined) return textIn(named, "example") ?? "";
  const [first] = listIn(example, member);
  const values = Array.isArray(first) ? first : listIn(example, member);
  return textAt(values, Number(name) - 1);
}

function buttonExample(button: TemplateButton | undefined): string {
  if (button === undefined) return "";
  const { example, url = "" } = button;
  const whole = textAt([example].flat(), 0);
  const [start = ""] = url.split("{{");
  return start !== "" && whole.startsWith(start) ? whole.slice(start.length) : whole;
}

function textAt(values: readonly unknown[], at: number): string {
  const value = values[at];
  return typeof value === "string" ? value : "";
}
