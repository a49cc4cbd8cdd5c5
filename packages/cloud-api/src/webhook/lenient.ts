import { z } from "zod";

/**
 * A part of a notice that may be missing, and that is left out when it is not as we know it.
 *
 * That a customer wrote opens a window even if we cannot read what they wrote, so a malformed part
 * never takes its notice along. Nothing is lost by it: the post is kept as it came. `null`, which
 * Meta writes now and then for "none", is left out in the same way.
 */
export function part<Schema extends z.ZodType>(schema: Schema): z.ZodCatch<z.ZodOptional<Schema>> {
  return schema.optional().catch(undefined);
}

/**
 * Digits that Meta writes as a string here and as a number there; always a string for us. Ids have
 * 15 to 17 digits, which a number does not hold exactly.
 */
export const Digits = z.union([z.string(), z.number().transform(String)]);

/** A number, also where a sample of Meta's writes it as a string. */
export const Numeric = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);
