import type { TemplateShape } from "@casement/hub/api";

/** A template that was sent from the number lately. */
export interface TemplateUse {
  readonly name: string;
  readonly language: string;
  readonly at: string;
}

/** Every account begins with it; whoever has another wants that. */
const SAMPLE = "hello_world";

/**
 * Templates in the order in which they are likely wanted: what can be sent first, of that what was
 * sent last from this number, the rest by name, and Meta's sample at the end.
 */
export function inOrderOfUse(
  templates: readonly TemplateShape[],
  uses: readonly TemplateUse[],
): TemplateShape[] {
  const usedAt = new Map(uses.map((use) => [keyOf(use), use.at]));
  const placeOf = (template: TemplateShape): readonly [number, number, number] => [
    template.status === "approved" ? 0 : 1,
    template.name === SAMPLE ? 1 : 0,
    -Date.parse(usedAt.get(keyOf(template)) ?? "1970-01-01T00:00:00Z"),
  ];
  return templates.toSorted((a, b) => {
    const [one, other] = [placeOf(a), placeOf(b)];
    const at = one.findIndex((place, index) => place !== other[index]);
    if (at >= 0) return (one[at] ?? 0) - (other[at] ?? 0);
    return keyOf(a) < keyOf(b) ? -1 : 1;
  });
}

function keyOf({ name, language }: Pick<TemplateUse, "name" | "language">): string {
  return `${name} ${language}`;
}
