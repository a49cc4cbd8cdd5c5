import type { ProblemShape } from "@casement/hub/api";

/** The hub said no; `where` names the field at fault, as `body.email`. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly where: string | undefined;

  constructor(status: number, problem: ProblemShape["error"]) {
    super(problem.message);
    this.status = status;
    this.where = problem.where;
  }
}

/** What was said of one field; what was said of none is for the form as a whole. */
export function problemOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Refused) || error.where !== `body.${field}`) return undefined;
  const words = error.message.replace(/^body\.\w+: /, "");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith(".") ? "" : "."}`;
}

/** What was said of no field of this form. */
export function problemOfForm(error: unknown, fields: readonly string[]): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (fields.some((field) => problemOf(error, field) !== undefined)) return undefined;
  return error.message;
}

/** The text of a field of a form that was sent. */
export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}
