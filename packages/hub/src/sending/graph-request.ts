import { parseJson } from "@casement/cloud-api";

// What a Graph request says, whichever way it says it: Meta takes JSON, forms and the query alike.

/** The body of a request as an object, or what is wrong with it. */
export type ReadBody =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly what: string };

/** An empty body is no body, whatever its type claims: some SDKs name one for a DELETE. */
export function bodyFromBytes(bytes: Uint8Array, contentType: string): ReadBody {
  if (bytes.length === 0) return { ok: true, body: {} };
  const text = new TextDecoder().decode(bytes);
  if (isForm(contentType)) return { ok: true, body: objectFromForm(new URLSearchParams(text)) };
  if (/^multipart\//i.test(contentType)) {
    return { ok: false, what: "The body must be JSON or a form." };
  }
  try {
    return { ok: true, body: parseJson(text) };
  } catch {
    return { ok: false, what: "The body is not valid JSON." };
  }
}

export function isForm(contentType: string): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(contentType);
}

/** Whether a body is read before it is given on: what is in a form or JSON can name a token. */
export function isReadable(contentType: string): boolean {
  return (
    contentType === "" || isForm(contentType) || /^application\/(\w+\+)?json\b/i.test(contentType)
  );
}

/** An object or a list stands in a form as the JSON of one. */
function objectFromForm(form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...form]
      .filter(([name]) => name !== "__proto__")
      .map(([name, text]) => [name, unfolded(text)]),
  );
}

function unfolded(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}

/**
 * What must not be given on to Meta from a caller's query or body: the caller's key, what is
 * derived from it, and the word by which a GET is another method, which would walk past the list
 * of what is carried.
 */
export const KEPT_BACK: ReadonlySet<string> = new Set([
  "access_token",
  "appsecret_proof",
  "method",
]);

/** The query as it goes on. */
export function queryToGiveOn(url: string): URLSearchParams {
  const start = url.indexOf("?");
  const query = new URLSearchParams(start < 0 ? "" : url.slice(start + 1));
  for (const name of [...query.keys()]) {
    if (KEPT_BACK.has(name.toLowerCase())) query.delete(name);
  }
  return query;
}

/** The bytes as they go on: the very same, unless something in them must be kept back. */
export function bytesToGiveOn(bytes: Uint8Array, contentType: string): Uint8Array {
  if (isForm(contentType)) {
    const form = new URLSearchParams(new TextDecoder().decode(bytes));
    const kept = [...form].filter(([name]) => !KEPT_BACK.has(name.toLowerCase()));
    if (kept.length === form.size) return bytes;
    return new TextEncoder().encode(new URLSearchParams(kept).toString());
  }
  const read = bodyFromBytes(bytes, contentType);
  if (!read.ok || typeof read.body !== "object" || read.body === null) return bytes;
  const members = Object.entries(read.body);
  const kept = members.filter(([name]) => !KEPT_BACK.has(name.toLowerCase()));
  if (Array.isArray(read.body) || kept.length === members.length) return bytes;
  return new TextEncoder().encode(JSON.stringify(Object.fromEntries(kept)));
}

/**
 * Whether `fields` asks beyond the node it is asked of: through a business or an account one comes
 * to others of the same token, which this key may not know of.
 */
export function asksBeyond(fields: string): boolean {
  return /\w*(business|account|owner)\w*\s*[.{(]/i.test(fields);
}
