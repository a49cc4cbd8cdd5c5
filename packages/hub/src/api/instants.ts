import type { Instant } from "@casement/engine";

/** The moment as `/api/v1` writes it, in UTC with milliseconds: `2026-10-01T09:00:00.000Z`. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same of a moment that may be missing. */
export function isoOrNull(at: Instant | null | undefined): string | null {
  return at === null || at === undefined ? null : isoOf(at);
}
