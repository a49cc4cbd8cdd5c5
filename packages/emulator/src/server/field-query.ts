/** One field that is asked for: its name, what stands in brackets behind it, and what is in it. */
export interface AskedField {
  readonly name: string;
  /** `limit(2)` and `start(0)` behind a name, in the order they were written. */
  readonly modifiers: Readonly<Record<string, string>>;
  /** What is asked for inside of it; `undefined` asks for all. */
  readonly inner: readonly AskedField[] | undefined;
}

/** Meta's `fields`: `id,name.limit(2){x,y}`. Absent or empty asks for the usual ones. */
export function askedFields(fields: unknown): readonly AskedField[] | undefined {
  const text = Array.isArray(fields) ? fields.join(",") : fields;
  if (typeof text !== "string" || text.trim() === "") return undefined;
  return splitAtTop(text, ",").flatMap((part) => {
    const field = fieldFrom(part);
    return field === undefined ? [] : [field];
  });
}

function fieldFrom(part: string): AskedField | undefined {
  const text = part.trim();
  const brace = indexAtTop(text, "{");
  const head = brace === -1 ? text : text.slice(0, brace);
  const inside = brace === -1 ? undefined : text.slice(brace + 1).replace(/\}[^}]*$/s, "");
  const [name = "", ...rest] = splitAtTop(head, ".");
  if (name.trim() === "") return undefined;
  return {
    name: name.trim().replace(/\(.*$/s, ""),
    modifiers: Object.fromEntries(rest.flatMap(modifierFrom)),
    inner: inside === undefined ? undefined : askedFields(inside),
  };
}

/** `start(1685602800)`, or `phone_numbers([…])`. */
function modifierFrom(text: string): [string, string][] {
  const found = /^\s*([a-z_]+)\s*\((.*)\)\s*$/is.exec(text);
  return found === null ? [] : [[found[1] ?? "", (found[2] ?? "").trim()]];
}

/** Cuts `text` at every `mark` that stands in no bracket. */
function splitAtTop(text: string, mark: string): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let at = indexAtTop(rest, mark); at !== -1; at = indexAtTop(rest, mark)) {
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest];
}

function indexAtTop(text: string, mark: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (depth === 0 && character === mark) return at;
    if ("{([".includes(character)) depth += 1;
    if ("})]".includes(character)) depth -= 1;
  }
  return -1;
}
