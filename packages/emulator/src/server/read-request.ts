import { parseJson } from "@casement/cloud-api";
import { type Json, objectIn, textIn } from "../json.ts";
import type { Asked } from "./asked.ts";

/** What a request says besides its path. */
export interface Said {
  readonly token: string | undefined;
  readonly parameters: Json;
  readonly body: unknown;
  readonly file: UploadedFile | undefined;
}

export interface UploadedFile {
  readonly name: string;
  /** What its part of the form says it is; empty if it says nothing. */
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

export type Reading =
  | { readonly ok: true; readonly said: Said }
  | { readonly ok: false; readonly status: 400 | 413; readonly what: string };

/**
 * Reads query, body and token. Meta takes JSON, forms and the query alike, and the token from a
 * header or from either of them; an empty body is no body, whatever its type claims. With `isFile`
 * the whole body is the file, whatever its type claims, too: so an upload comes.
 */
export async function readRequest(
  request: Asked,
  bytesMax: number,
  { isFile = false }: { readonly isFile?: boolean } = {},
): Promise<Reading> {
  const bytes = await bytesOf(request, bytesMax);
  if (bytes === undefined) {
    return { ok: false, status: 413, what: `the body is larger than ${bytesMax} bytes` };
  }
  const type = request.headers.get("content-type") ?? "";
  const read = isFile ? fileOf(bytes, type) : await bodyOf(bytes, type);
  if (!read.ok) return { ok: false, status: 400, what: read.what };
  const query = fieldsOf(request.url.searchParams);
  const { access_token: inQuery, ...fromQuery } = query;
  const { access_token: inBody, ...fromBody } = objectIn(read.body) ?? {};
  const token = tokenInHeader(request) ?? textIn(inQuery) ?? textIn(inBody);
  const parameters = { ...fromQuery, ...fromBody };
  return { ok: true, said: { token, parameters, body: read.body, file: read.file } };
}

function tokenInHeader(request: Asked): string | undefined {
  const header = request.headers.get("authorization") ?? "";
  return /^(?:Bearer|OAuth)\s+(\S.*?)\s*$/i.exec(header)?.[1];
}

async function bytesOf(
  request: Asked,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > bytesMax) return undefined;
  const bytes = await request.bytes();
  return bytes.length > bytesMax ? undefined : bytes;
}

type Body =
  | { readonly ok: true; readonly body: unknown; readonly file?: UploadedFile | undefined }
  | { readonly ok: false; readonly what: string };

function fileOf(bytes: Uint8Array<ArrayBuffer>, mimeType: string): Body {
  return { ok: true, body: {}, file: { name: "", mimeType, bytes } };
}

async function bodyOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  if (bytes.length === 0) return { ok: true, body: {} };
  const text = new TextDecoder().decode(bytes);
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { ok: true, body: fieldsOf(new URLSearchParams(text)) };
  }
  if (type.startsWith("multipart/")) return formOf(bytes, type);
  try {
    return { ok: true, body: parseJson(text) };
  } catch (error) {
    return { ok: false, what: error instanceof Error ? error.message : "not JSON" };
  }
}

/** A form with a file. Its other fields are as good as a query. */
async function formOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    const fields = [...form].flatMap(([name, value]) =>
      typeof value === "string" ? [[name, parsedField(value)]] : [],
    );
    const file = form.get("file");
    return { ok: true, body: Object.fromEntries(fields), file: await uploadedFile(file) };
  } catch {
    return { ok: false, what: "the form has another shape than its type says" };
  }
}

async function uploadedFile(
  field: Awaited<ReturnType<FormData["get"]>>,
): Promise<UploadedFile | undefined> {
  if (field === null || typeof field === "string") return undefined;
  return {
    name: field.name,
    mimeType: field.type,
    bytes: new Uint8Array(await field.arrayBuffer()),
  };
}

/** In a query and in a form, what is nested is the JSON of it. */
function fieldsOf(params: URLSearchParams): Json {
  return Object.fromEntries([...params].map(([name, value]) => [name, parsedField(value)]));
}

function parsedField(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
