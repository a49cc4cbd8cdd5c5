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
  const value: unknown = JSON.parse(text);
  refusePoison(value, 0);
  return value;
}

function refusePoison(value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null) return;
  if (depth > DEPTH_MAX) throw new SyntaxError(`nested deeper than ${DEPTH_MAX} levels`);
  if (Array.isArray(value)) {
    for (const item of value) refusePoison(item, depth + 1);
    return;
  }
  for (const key of Object.keys(value)) {
    const member: unknown = Reflect.get(value, key);
    if (key === "__proto__" || (key === "constructor" && hasPrototype(member))) {
      throw new SyntaxError(`a member may not be named ${key}`);
    }
    refusePoison(member, depth + 1);
  }
}

function hasPrototype(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "prototype");
}

const ESCAPED = /[/\u0080-\uffff]/g;

/** Meta's deepest sample has eleven levels. */
const DEPTH_MAX = 64;
