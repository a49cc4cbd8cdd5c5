import { HOUR_MS, type Instant, later } from "@casement/engine";

/** The kind of the appointment by which an account's templates are listed anew. */
export const TEMPLATE_SYNC = "template_sync";

/**
 * How long we may go on believing what Meta last told us of templates. Webhooks tell of changes at
 * once; this is for those that were lost.
 */
const SYNC_EVERY_MS = 6 * HOUR_MS;

/** The next time by appointment. One account is one stream, as its own posts are. */
export function nextSyncAfter(now: Instant): { kind: string; key: string; dueAt: Instant } {
  return { kind: TEMPLATE_SYNC, key: "", dueAt: later(now, SYNC_EVERY_MS) };
}
