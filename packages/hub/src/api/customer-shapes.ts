import { z } from "zod";

// The shapes of `/api/v1` for what the business itself writes down of a customer.

const Instant = z.iso.datetime();

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

/** A customer of the portfolio: all threads that names link, and what is written down of them. */
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
  fields: z.array(FieldShape),
});
export type CustomerShape = z.infer<typeof CustomerShape>;
