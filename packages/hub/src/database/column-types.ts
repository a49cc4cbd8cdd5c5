import { type Instant, instantFromMs } from "@casement/engine";
import pg, { type CustomTypesConfig } from "pg";

type Parser = (text: string) => unknown;

/** How the values of columns become ours. Whatever is not named here is as `pg` has it. */
export const columnTypes: CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    (format === "binary" ? undefined : PARSERS.get(oid)) ?? pg.types.getTypeParser(oid, format),
};

/** The moment that a `timestamptz` names, from its text in a session whose zone is UTC. */
export function instantFromTimestamptz(text: string): Instant {
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, "Z")}`);
  return instantFromMs(ms);
}

/** A moment as text for a `timestamptz` parameter. */
export function timestamptzFromInstant(at: Instant): string {
  return new Date(at).toISOString();
}

/**
 * A date stays its text: as a `Date` it would be midnight in the zone of whoever runs the process,
 * and the day before for half of the world. A bigint stays exact.
 */
const PARSERS: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [20, BigInt],
  [1016, arrayOf(BigInt)],
  [1184, instantFromTimestamptz],
  [1185, arrayOf(instantFromTimestamptz)],
  [1082, String],
  [1182, arrayOf(String)],
]);

/** Of one dimension. None of these values can hold a comma, a quote or a brace. */
function arrayOf(parse: Parser): Parser {
  return (text) => {
    const values = text.slice(1, -1).split(",");
    if (text === "{}") return [];
    return values.map((one) => (one === "NULL" ? null : parse(one.replaceAll('"', ""))));
  };
}
