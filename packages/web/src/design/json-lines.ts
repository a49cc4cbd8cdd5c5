/** A line of pretty JSON. */
export interface JsonLine {
  readonly depth: number;
  readonly text: string;
  /** Whether it is part of what was asked to be marked. */
  readonly marked: boolean;
}

/**
 * JSON text on lines of their own, every token as it came, with what stands at `markedPath`
 * (`entry[0].changes[0]`) marked; `undefined` if the text is no JSON.
 *
 * Not `JSON.parse` and `JSON.stringify`: between the two an id beyond 2^53 becomes another one and
 * `\u00e9` a letter, and what is shown here is what was signed.
 */
export function jsonLines(text: string, markedPath?: string): JsonLine[] | undefined {
  const lines: JsonLine[] = [];
  const reader = { text, at: 0 };
  const place = { path: "", depth: 0, before: "", after: "", marked: false };
  try {
    readValue(reader, place, { lines, markedPath });
    skipSpace(reader);
    return reader.at === text.length ? lines : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Reader {
  readonly text: string;
  at: number;
}

interface Place {
  readonly path: string;
  readonly depth: number;
  /** The key with its colon. */
  readonly before: string;
  readonly after: string;
  readonly marked: boolean;
}

interface Written {
  readonly lines: JsonLine[];
  readonly markedPath: string | undefined;
}

function readValue(reader: Reader, place: Place, written: Written): void {
  const marked = place.marked || place.path === written.markedPath;
  skipSpace(reader);
  const open = reader.text.charAt(reader.at);
  if (open !== "{" && open !== "[") {
    const token = take(reader, SCALAR);
    written.lines.push({ depth: place.depth, text: `${place.before}${token}`, marked });
    return;
  }
  reader.at++;
  const close = open === "{" ? "}" : "]";
  const head = written.lines.push({ depth: place.depth, text: `${place.before}${open}`, marked });
  const count = readItems(reader, { ...place, marked }, written, close);
  if (count === 0) {
    written.lines[head - 1] = {
      depth: place.depth,
      text: `${place.before}${open}${close}`,
      marked,
    };
    return;
  }
  written.lines.push({ depth: place.depth, text: close, marked });
}

function readItems(reader: Reader, place: Place, written: Written, close: string): number {
  for (let count = 0; ; count++) {
    skipSpace(reader);
    if (reader.text.charAt(reader.at) === close) {
      reader.at++;
      return count;
    }
    if (count > 0) {
      take(reader, COMMA);
      addComma(written.lines);
      skipSpace(reader);
    }
    const key = close === "}" ? take(reader, KEY) : undefined;
    const name = key === undefined ? `[${count}]` : nameIn(key);
    const path =
      key === undefined || place.path === "" ? place.path + name : `${place.path}.${name}`;
    const before = key === undefined ? "" : `${key.slice(0, key.lastIndexOf('"') + 1)}: `;
    readValue(reader, { ...place, path, before, depth: place.depth + 1 }, written);
  }
}

function addComma(lines: JsonLine[]): void {
  const last = lines.pop();
  if (last !== undefined) lines.push({ ...last, text: `${last.text},` });
}

function nameIn(key: string): string {
  return key.slice(1, key.lastIndexOf('"'));
}

function skipSpace(reader: Reader): void {
  take(reader, SPACE);
}

function take(reader: Reader, token: RegExp): string {
  token.lastIndex = reader.at;
  const [found] = token.exec(reader.text) ?? [];
  if (found === undefined) throw new SyntaxError(`no JSON at ${reader.at}`);
  reader.at += found.length;
  return found;
}

const SPACE = /[ \t\r\n]*/y;
const COMMA = /,/y;
const KEY = /"(?:[^"\\]|\\.)*"[ \t\r\n]*:/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
