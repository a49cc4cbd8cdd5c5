import { z } from "zod";

/**
 * How far a reader of events has come: of each number, the position of the last event it was given.
 */
export type EventPlace = ReadonlyMap<bigint, bigint>;

/**
 * The place as the `id` of an event, which a browser gives back as `Last-Event-ID`.
 *
 * A map and not one number: events are counted by number, and there is no order between two of
 * them.
 */
export function idFromPlace(place: EventPlace): string {
  const pairs = [...place].map(([numberId, position]) => [String(numberId), String(position)]);
  return Buffer.from(JSON.stringify(Object.fromEntries(pairs))).toString("base64url");
}

/**
 * The place that an id names, or `undefined` if it is none of ours: then the reader begins anew.
 */
export function placeFromId(id: string): EventPlace | undefined {
  const read = Place.safeParse(Buffer.from(id, "base64url").toString());
  if (!read.success) return undefined;
  return new Map(Object.entries(read.data).map(([n, at]) => [BigInt(n), BigInt(at)]));
}

const Digits = z.string().regex(/^\d{1,18}$/);

const Place = z
  .string()
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return value;
    } catch {
      context.addIssue("not JSON");
      return z.NEVER;
    }
  })
  .pipe(z.record(Digits, Digits));
