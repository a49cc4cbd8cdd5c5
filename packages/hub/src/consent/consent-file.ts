import { parseJson } from "@casement/cloud-api";
import { type Instant, instantFromIso } from "@casement/engine";
import type { Name } from "../customers/linked-names.ts";
import { nameFrom } from "../sending/recipient.ts";
import { CONSENT_CATEGORIES, CONSENT_WORDS, type StatedConsent } from "./consent.ts";

/** A line of a file of consents, as it is to be kept. */
export interface ConsentLine extends StatedConsent {
  readonly names: readonly Name[];
  readonly source: string;
  readonly evidence: string | null;
}

/** What a file says: its lines in order, each that can be kept or why it cannot. */
export type ReadLine =
  | { readonly line: number; readonly consent: ConsentLine }
  | { readonly line: number; readonly problem: string };

/** The columns of a table, and the members of a line of JSON. */
const COLUMNS: readonly string[] = [
  ...["phone", "user_id", "category", "word", "stated_at", "source", "evidence"],
];

/** A file with a head line, as spreadsheets write it. */
export function consentsInCsv(text: string, now: Instant): ReadLine[] {
  const [head, ...rows] = csvRows(text);
  const columns = head?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  const strange = columns.find((name) => !COLUMNS.includes(name));
  if (strange !== undefined) {
    const known = COLUMNS.join(", ");
    return [{ line: 1, problem: `"${strange.slice(0, 40)}" is no column of: ${known}` }];
  }
  return rows.map(({ line, fields }) => {
    const said = new Map(columns.map((name, i) => [name, plain(fields[i] ?? "")]));
    return { line, ...consentIn((name) => said.get(name) ?? "", now) };
  });
}

/** A file of one JSON object a line. */
export function consentsInJsonLines(text: string, now: Instant): ReadLine[] {
  return text.split("\n", 2 * LINES_MAX).flatMap((written, i): ReadLine[] => {
    if (written.trim() === "") return [];
    const said = objectIn(written);
    if (said === undefined) return [{ line: i + 1, problem: "is no JSON object" }];
    const textOf = (name: string): string => {
      const value = said.get(name);
      return typeof value === "string" || typeof value === "number" ? String(value) : "";
    };
    return [{ line: i + 1, ...consentIn(textOf, now) }];
  });
}

function objectIn(written: string): Map<string, unknown> | undefined {
  try {
    const value: unknown = parseJson(written);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? new Map(Object.entries(value)) : undefined;
  } catch {
    return undefined;
  }
}

type Read = { readonly consent: ConsentLine } | { readonly problem: string };

function consentIn(textOf: (name: string) => string, now: Instant): Read {
  const of = (name: string): string => textOf(name).trim();
  const names = namesFrom(of("phone"), of("user_id"));
  if (typeof names === "string") return { problem: names };
  const category = [...CONSENT_CATEGORIES, "all" as const].find((one) => one === of("category"));
  if (category === undefined) return { problem: "category: is none that we know" };
  const word = CONSENT_WORDS.find((one) => one === of("word"));
  if (word === undefined) return { problem: "word: must be opt_in or opt_out" };
  const statedAt = instantFromIso(of("stated_at"));
  if (statedAt === undefined) return { problem: "stated_at: must be a moment of ISO 8601" };
  if (statedAt > now) return { problem: "stated_at: lies in the future" };
  const [source, evidence] = [of("source"), of("evidence")];
  if (source === "" || source.length > 200) {
    return { problem: "source: must say where it is from, in 200 characters at most" };
  }
  if (evidence.length > 2_000) return { problem: "evidence: may have 2,000 characters at most" };
  if (/\0|[\uD800-\uDFFF]/u.test(source + evidence)) {
    return { problem: "source, evidence: hold NUL or half a character, which cannot be kept" };
  }
  const evidenceOrNull = evidence === "" ? null : evidence;
  return { consent: { names, category, word, statedAt, source, evidence: evidenceOrNull } };
}

function namesFrom(phone: string, userId: string): Name[] | string {
  const names: Name[] = [];
  if (phone !== "") {
    const { kind, value } = nameFrom(phone);
    if (kind !== "wa_id" || !/^\d{6,20}$/.test(value)) return "phone: is no phone number";
    names.push({ kind, value });
  }
  if (userId !== "") {
    if (nameFrom(userId).kind !== "user_id") return "user_id: is no business-scoped id";
    names.push({ kind: "user_id", value: userId });
  }
  return names.length > 0 ? names : "phone, user_id: one of them must say who it is";
}

/** Our own files put an apostrophe before what a spreadsheet would run: it is taken away again. */
function plain(field: string): string {
  return /^'+[=+\-@\t\r\n]/.test(field) ? field.slice(1) : field;
}

interface Row {
  readonly line: number;
  readonly fields: readonly string[];
}

/** More lines than these are not read to their end: the file is refused. */
export const LINES_MAX = 10_000;

/**
 * The rows of a table as RFC 4180 has it, without those that are empty; a line may also end as on
 * an old Mac. Of too many the rest is not read.
 */
function csvRows(text: string): Row[] {
  const rows: Row[] = [];
  let [line, begun, field, isQuoted] = [1, 1, "", false];
  let fields: string[] = [];
  const endRow = (): void => {
    fields.push(field);
    if (fields.length > 1 || field.trim() !== "") rows.push({ line: begun, fields });
    [fields, field, begun] = [[], "", line];
  };
  const body = text.replace(/^\uFEFF/, "");
  for (let i = 0; i < body.length && rows.length <= LINES_MAX + 1; i += 1) {
    const char = body.charAt(i);
    if (char === "\n") line += 1;
    if (isQuoted) {
      if (char !== '"') field += char;
      else if (body.charAt(i + 1) === '"') [field, i] = [`${field}"`, i + 1];
      else isQuoted = false;
    } else if (char === '"' && field === "") isQuoted = true;
    else if (char === ",") {
      fields.push(field);
      field = "";
    } else if (char === "\n") endRow();
    else if (char !== "\r") field += char;
    else if (body.charAt(i + 1) !== "\n") {
      line += 1;
      endRow();
    }
  }
  if (field !== "" || fields.length > 0) endRow();
  return rows;
}
