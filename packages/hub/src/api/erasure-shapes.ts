import { z } from "zod";

// The shapes of `/api/v1` for erasing customers.

/** What was erased, in numbers. The thread goes on under another id, with names of chance. */
export const ErasureShape = z.object({
  number_id: z.string(),
  thread_id: z.string(),
  /** Messages whose words were deleted. */
  contents: z.int(),
  files: z.int(),
  /** Facts that have a name of chance now. */
  facts: z.int(),
  /** Of Meta's kept posts: those that spoke of them alone, and those that others were left in. */
  posts_dropped: z.int(),
  posts_recut: z.int(),
});
export type ErasureShape = z.infer<typeof ErasureShape>;

/** What was done to what is known of a customer: by whom, when, and what. It names no customer. */
export const AuditEntryShape = z.object({
  entry_id: z.string(),
  at: z.iso.datetime(),
  who: z.string(),
  who_id: z.string(),
  what: z.enum(["thread_erased", "threads_merged", "threads_unmerged"]),
  about: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AuditEntryShape = z.infer<typeof AuditEntryShape>;
