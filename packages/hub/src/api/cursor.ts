import { z } from "zod";
import { wayToUnstorable } from "../json/unknown-value.ts";

/**
 * The schema of a cursor over `place`: where a page ended, so that the next begins after it.
 *
 * A place and not a count of rows: rows that come in meanwhile shift nothing, and a deep page costs
 * what the first does. The text is opaque to callers; one that is not ours is refused as a whole.
 */
export function cursorOf<Place extends z.ZodType>(
  place: Place,
): z.ZodType<z.output<Place>, string> {
  return z
    .string()
    .max(1_000)
    .meta({ description: "The next_cursor of the page before." })
    .transform((text, context) => {
      const value = jsonIn(text);
      const read = place.safeParse(value);
      if (read.success && isPlace(value)) return read.data;
      context.addIssue("is no cursor of ours");
      return z.NEVER;
    });
}

/** Whether the database can be asked for it: an id has no NUL, and a moment is not without end. */
function isPlace(value: unknown): boolean {
  const isMoment = (one: unknown): boolean =>
    typeof one !== "number" || (one >= 0 && one <= MOMENT_MAX);
  return wayToUnstorable(value) === undefined && [value].flat().every(isMoment);
}

/** The end of the year 9999. */
const MOMENT_MAX = 253_402_300_799_999;

export function cursorFrom(place: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString());
  } catch {
    return undefined;
  }
}
