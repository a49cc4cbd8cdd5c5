import { z } from "zod";

// The shapes of `/api/v1` for who a customer is, and what the business writes down of them.

const Instant = z.iso.datetime();

/** What the customer agreed to, and what of ours they refuse. */
export const ConsentShape = z.object({
  /** The business blocked them through this hub, or they were erased: nothing is sent to them. */
  blocked: z.boolean(),
  /** Categories, or `all`; null: nobody wrote down a word of theirs. */
  opted_in: z.array(z.string()).nullable(),
  opted_out: z.array(z.string()),
  /** Whether the number sends templates out of the window only to who opted in. */
  opt_in_required: z.boolean(),
});
export type ConsentShape = z.infer<typeof ConsentShape>;

/** That somebody of the business said of two customers that they are one. */
export const MergeShape = z.object({
  merge_id: z.string(),
  /** As whom the thread was known that became part of this one; null: by no name. */
  name: z.string().nullable(),
  made_at: Instant,
  /** The person or the key that said so. */
  who: z.string(),
});
export type MergeShape = z.infer<typeof MergeShape>;

export const NoteShape = z.object({
  note_id: z.string(),
  text: z.string(),
  written_at: Instant,
  edited_at: Instant.nullable(),
  who: z.string(),
});
export type NoteShape = z.infer<typeof NoteShape>;

export const FieldShape = z.object({
  name: z.string(),
  value: z.string(),
  set_at: Instant,
  who: z.string(),
});
export type FieldShape = z.infer<typeof FieldShape>;

/** A word of a customer's that somebody of the business wrote down. */
export const CustomerConsentShape = z.object({
  consent_id: z.string(),
  category: z.enum(["marketing", "utility", "authentication", "all"]),
  word: z.enum(["opt_in", "opt_out"]),
  /** When the customer said so. */
  stated_at: Instant,
  /** Where: a form, a shop, a list of another program's. */
  source: z.string(),
  /** What they said, or where it can be read. */
  evidence: z.string().nullable(),
  recorded_at: Instant,
  who: z.string(),
});
export type CustomerConsentShape = z.infer<typeof CustomerConsentShape>;

/** What became of an import of consents. */
export const ConsentImportShape = z.object({
  lines: z.int(),
  /** Written down now; the others were there, or are among the problems. */
  recorded: z.int(),
  /** The first hundred lines that say nothing that can be kept, and why. */
  problems: z.array(z.object({ line: z.int(), what: z.string() })),
});
export type ConsentImportShape = z.infer<typeof ConsentImportShape>;

/**
 * A customer of the portfolio: all threads that names link, and what is written down of them. Of
 * names, and of what is written down under them, those that the key's numbers know.
 */
export const CustomerShape = z.object({
  names: z.array(z.object({ kind: z.enum(["wa_id", "user_id", "group_id"]), value: z.string() })),
  /** Those of other numbers too, as far as the key reaches; the one that was asked for first. */
  threads: z.array(
    z.object({
      number_id: z.string(),
      thread_id: z.string(),
      /** Of the number. */
      number_name: z.string().nullable(),
      number_phone: z.string().nullable(),
    }),
  ),
  /** Newest first. */
  notes: z.array(NoteShape),
  /** All that is written down of what they agreed to, newest first. */
  consents: z.array(CustomerConsentShape),
  fields: z.array(FieldShape),
});
export type CustomerShape = z.infer<typeof CustomerShape>;
