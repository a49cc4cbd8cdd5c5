/** A rule that has part in an answer, and which part. */
export interface RulePart {
  /** What it is the rule of: `That it may be sent`. */
  readonly part: string;
  readonly rule: string;
}

/**
 * The engine's rules by their ids, in the words of its SPEC.md.
 *
 * A line of it is `- **P13** A reaction of the business is free. *(quoted)*`: who says so is left
 * to the document, and so are the marks around code.
 */
export function rulesFromSpec(spec: string): ReadonlyMap<string, string> {
  const lines = spec.matchAll(/^- \*\*([A-Z]+\d+)\*\* (.+)$/gm);
  return new Map(
    [...lines].map(([, rule = "", words = ""]) => [
      rule,
      words.replace(/\s\*\(.*$/, "").replaceAll("`", ""),
    ]),
  );
}
