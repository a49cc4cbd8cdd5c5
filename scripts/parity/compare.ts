import { type Shape, shapeOf } from "./shape.ts";
import { type Answered, ask, type Case, type Side } from "./side.ts";

/** What came of one case: where the two differ, in words without ids, phones and tokens. */
export interface Compared {
  readonly name: string;
  readonly differences: readonly string[];
  /** Why they may. */
  readonly known: string | undefined;
}

/** Asks one request after the other: a number has few calls in an hour. */
export async function compareAll(
  meta: Side,
  emulator: Side,
  cases: readonly Case[],
): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const asked of cases) compared.push(await compare(meta, emulator, asked));
  return compared;
}

/** Asks both sides the same and tells where Meta's answer is another. */
async function compare(meta: Side, emulator: Side, asked: Case): Promise<Compared> {
  const theirs = await ask(meta, asked);
  const ours = await ask(emulator, asked);
  return {
    name: asked.name,
    differences: differences(theirs, ours, asked.sometimes ?? []),
    known: asked.known,
  };
}

function differences(theirs: Answered, ours: Answered, sometimes: readonly string[]): string[] {
  return [
    ...differenceIn("status", theirs.status, ours.status),
    ...HEADERS.flatMap((name) =>
      differenceIn(`header ${name}`, theirs.headers.has(name), ours.headers.has(name)),
    ),
    ...ERROR_MEMBERS.flatMap((name) =>
      differenceIn(`error.${name}`, errorMember(theirs, name), errorMember(ours, name)),
    ),
    ...shapeDifferences(shapeOf(theirs.body), shapeOf(ours.body), sometimes),
  ];
}

function shapeDifferences(theirs: Shape, ours: Shape, sometimes: readonly string[]): string[] {
  const paths = [...new Set([...theirs.keys(), ...ours.keys()])].sort();
  // What is missing is told once, and not again for all that is in it.
  const compared = paths.filter(
    (path) =>
      !isIn(path, sometimes) &&
      (parentOf(path) === undefined ||
        (theirs.has(parentOf(path) ?? "") && ours.has(parentOf(path) ?? ""))),
  );
  return compared.flatMap((path) => {
    const [a, b] = [theirs.get(path), ours.get(path)];
    if (a === undefined) return isEmptyList(path, theirs) ? [] : [`${path}: only the emulator's`];
    if (b === undefined) return isEmptyList(path, ours) ? [] : [`${path}: only Meta's`];
    return differenceIn(path, wordsOf(a), wordsOf(b));
  });
}

/** What an empty list would hold cannot be told. */
function isEmptyList(path: string, shape: Shape): boolean {
  return path.endsWith("[]") && shape.has(path.slice(0, -2));
}

function isIn(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}.`));
}

function parentOf(path: string): string | undefined {
  if (path === "") return undefined;
  return path.endsWith("[]") ? path.slice(0, -2) : path.replace(/(^|\.)[^.]*$/, "");
}

function wordsOf(types: ReadonlySet<string>): string {
  return [...types].sort().join(" or ");
}

function errorMember({ body }: Answered, name: string): unknown {
  const error: unknown = isObject(body) ? body["error"] : undefined;
  const value = isObject(error) ? error[name] : undefined;
  return typeof value === "string" ? value.replace(/\d{5,}/g, "#") : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function differenceIn(what: string, theirs: unknown, ours: unknown): string[] {
  if (Object.is(theirs, ours)) return [];
  return [`${what}: ${said(theirs)} from Meta, ${said(ours)} from the emulator`];
}

function said(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** What programs read of an error. */
const ERROR_MEMBERS: readonly string[] = ["code", "error_subcode", "type", "message"];

/** What every answer brings, or some errors. */
const HEADERS: readonly string[] = [
  "content-type",
  "facebook-api-version",
  "x-fb-request-id",
  "www-authenticate",
];
