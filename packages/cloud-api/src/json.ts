/**
 * `value` as Meta writes JSON: `/` as `\/`, and every character beyond ASCII as `\u` with four
 * lower-case hex digits, two such for one outside the basic plane.
 *
 * Some programs check a webhook's signature over the body as it came, some over the body escaped in
 * this way. Written like this the two are the same bytes, so both kinds accept it.
 */
export function graphJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`${typeof value} has no form in JSON`);
  return text.replace(ESCAPED, (character) =>
    character === "/" ? "\\/" : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * What a stranger's JSON says, or a `SyntaxError` that tells what is wrong with it and where.
 *
 * Two things that `JSON.parse` lets pass are refused. A member `__proto__`, or `constructor` with a
 * `prototype`, is harmless until somebody copies the object key by key, and then it is everybody's
 * prototype. And nesting beyond `DEPTH_MAX` ends the stack of whoever walks the value recursively.
 */
export function parseJson(text: string): unknown {
  const { value, refusals } = parseJsonApart(text);
  if (refusals[0] !== undefined) throw new SyntaxError(refusals[0].what);
  return value;
}

/** What was taken out of a value: where, as the way from its root, and why. */
export interface Refusal {
  readonly path: readonly (string | number)[];
  readonly what: string;
}

/**
 * The same for who can do without a part of it: the value has none of what is refused, and beside
 * it stands what was taken out of which object or list. What is no JSON is a `SyntaxError`.
 */
export function parseJsonApart(text: string): {
  readonly value: unknown;
  readonly refusals: readonly Refusal[];
} {
  const value: unknown = JSON.parse(text);
  const found: Found[] = [];
  takePoison(value, 0, found);
  return { value, refusals: found.map(({ back, what }) => ({ path: back.reverse(), what })) };
}

/** `back` is the way from the place to the root. */
interface Found {
  readonly back: (string | number)[];
  readonly what: string;
}

function takePoison(value: unknown, depth: number, found: Found[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) takeMember(value, i, item, { depth, found });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const member: unknown = Reflect.get(value, key);
    if (key === "__proto__" || (key === "constructor" && hasPrototype(member))) {
      Reflect.deleteProperty(value, key);
      found.push({ back: [], what: `a member may not be named ${key}` });
    } else takeMember(value, key, member, { depth, found });
  }
}

/** A member nested too deep is null from then on: a list must not lose a place. */
function takeMember(
  owner: object,
  key: string | number,
  member: unknown,
  { depth, found }: { readonly depth: number; readonly found: Found[] },
): void {
  if (typeof member !== "object" || member === null) return;
  if (depth === DEPTH_MAX) {
    Reflect.set(owner, key, null);
    found.push({ back: [], what: `nested deeper than ${DEPTH_MAX} levels` });
    return;
  }
  const before = found.length;
  takePoison(member, depth + 1, found);
  for (let i = before; i < found.length; i += 1) found[i]?.back.push(key);
}

function hasPrototype(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "prototype");
}

const ESCAPED = /[/\u0080-\uffff]/g;

/** Meta's deepest sample has eleven levels. */
const DEPTH_MAX = 64;
