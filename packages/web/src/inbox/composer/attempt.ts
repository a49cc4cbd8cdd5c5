import type { DraftShape } from "@casement/hub/api";

/** One wish to send something: pressing Send again after no answer came is the same wish. */
export interface Attempt {
  readonly draft: string;
  readonly idempotencyKey: string;
}

/**
 * The attempt that sending `draft` belongs to. While the last attempt has no answer, the same draft
 * keeps its key: the hub then sends it once, however often the network makes us ask.
 */
export function attemptFor(
  unanswered: Attempt | undefined,
  draft: DraftShape,
  newKey: () => string,
): Attempt {
  const text = JSON.stringify(draft);
  if (unanswered?.draft === text) return unanswered;
  return { draft: text, idempotencyKey: newKey() };
}
