import type { Instant } from "@casement/engine";

/** What a customer said of one category: that it stops, or goes on. */
export interface Preference {
  readonly category: string;
  readonly value: "stop" | "resume";
}

/** The same with the fact that said so: of one moment the least id comes first. */
export interface PlacedPreference extends Preference {
  readonly id: string;
  readonly at: Instant;
}

/** The last word on each category, of all words in order. */
export function lastWords(stated: readonly PlacedPreference[]): PlacedPreference[] {
  return [...new Map(stated.map((one) => [one.category, one])).values()];
}
