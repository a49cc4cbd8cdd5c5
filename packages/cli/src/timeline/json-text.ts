import type { Fault } from "@casement/engine/timeline";

/** What a JSON text says, or where it stops being JSON. */
export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: Fault };

export function readJson(text: string): JsonReading {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, fault: faultIn(text) };
  }
}

/**
 * Where a text stops being JSON. `JSON.parse` tells it for some faults only, and quotes the text
 * with its line ends, which would make two lines of one.
 */
function faultIn(text: string): Fault {
  const index = firstFault(text);
  const before = text.slice(0, index).split("\n");
  const where = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  const isAtEnd = /^[ \t\r\n]*$/.test(text.slice(index));
  return { where, what: isAtEnd ? "is not JSON: it ends too soon" : "is not JSON" };
}

/** What may come next: a value, a key, or what stands between and after them. */
type Next = "value" | "value or ]" | "key" | "key or }" | ":" | ", or close" | "nothing";

function firstFault(text: string): number {
  const open: ("[" | "{")[] = [];
  let next: Next = "value";
  let index = 0;
  for (;;) {
    SPACE.lastIndex = index;
    SPACE.exec(text);
    index = SPACE.lastIndex;
    TOKEN.lastIndex = index;
    const token = TOKEN.exec(text)?.[0];
    const after: Next | undefined = token === undefined ? undefined : nextAfter(token, next, open);
    if (after === undefined) return index;
    next = after;
    index = TOKEN.lastIndex;
  }
}

/** What may come after `token`, or `undefined` if it may not stand here. */
function nextAfter(token: string, next: Next, open: ("[" | "{")[]): Next | undefined {
  const mayBeValue = next === "value" || next === "value or ]";
  const afterValue = (): Next => (open.length === 0 ? "nothing" : ", or close");
  switch (token) {
    case "{":
    case "[":
      if (!mayBeValue) return undefined;
      open.push(token);
      return token === "{" ? "key or }" : "value or ]";
    case "}":
    case "]": {
      const mayClose =
        next === ", or close" || next === (token === "}" ? "key or }" : "value or ]");
      const opened = open.at(-1) === (token === "}" ? "{" : "[");
      if (!mayClose || !opened) return undefined;
      open.pop();
      return afterValue();
    }
    case ",":
      if (next !== ", or close") return undefined;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return next === ":" ? "value" : undefined;
    default:
      if (mayBeValue) return afterValue();
      return token.startsWith('"') && next.startsWith("key") ? ":" : undefined;
  }
}

const SPACE = /[ \t\r\n]*/y;
const TOKEN = new RegExp(
  [
    String.raw`[{}[\],:]`,
    String.raw`"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"`,
    String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?`,
    "true|false|null",
  ].join("|"),
  "uy",
);
