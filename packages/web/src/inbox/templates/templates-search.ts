/** What stands in the address of the templates page, so that it can be sent to a colleague. */
export interface TemplatesSearch {
  /** The number whose account is looked at; absent: the first. */
  readonly number?: string;
  readonly q?: string;
  readonly status?: string;
  readonly category?: string;
  /** The template that is looked at: `order_update/en_US`. */
  readonly template?: string;
}

/** Whatever an address says; what is no text is not ours. */
export function templatesSearchFrom(search: Record<string, unknown>): TemplatesSearch {
  const names = ["number", "q", "status", "category", "template"] as const;
  const given = names.flatMap((name): [string, string][] => {
    const value = search[name];
    if (typeof value === "number") return [[name, String(value)]];
    return typeof value === "string" && value !== "" ? [[name, value]] : [];
  });
  return Object.fromEntries(given);
}
