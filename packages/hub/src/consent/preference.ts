/** What a customer said of one category: that it stops, or goes on. */
export interface Preference {
  readonly category: string;
  readonly value: "stop" | "resume";
}

/**
 * The categories that a customer has stopped, from all they ever said, in order: of each category
 * their last word counts (SPEC F8). One who never said anything has stopped nothing.
 */
export function optedOutFrom(stated: readonly Preference[]): string[] {
  const last = new Map(stated.map(({ category, value }) => [category, value]));
  return [...last].flatMap(([category, value]) => (value === "stop" ? category : [])).sort();
}
