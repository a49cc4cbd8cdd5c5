import { type GraphError, graphError } from "@casement/cloud-api";
import type { Json } from "../json.ts";
import { listIn, missing, notAmong, wordIn } from "../server/parameter-fault.ts";
import type { Granularity } from "./span.ts";

/** What a report is asked for: when, cut how, of what. */
export interface ReportRequest {
  /** Seconds since 1970: from, and up to. */
  readonly start: number;
  readonly end: number;
  readonly granularity: Granularity;
  /** The words of a list that was asked for, in capitals; empty lets everything pass. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/**
 * Reads what stands behind the name of a report: `start(1685602800).end(…).granularity(DAILY)`, or
 * as parameters of their own.
 */
export function readReportRequest(
  given: Json,
  granularities: Readonly<Record<string, Granularity>>,
): ReportRequest | GraphError {
  for (const name of ["start", "end", "granularity"]) {
    if (wordIn(given[name]) === undefined) return missing(name);
  }
  const start = Number(given["start"]);
  const end = Number(given["end"]);
  if (!Number.isInteger(start) || !Number.isInteger(end) || end <= start) return WRONG_SPAN;
  const word = String(given["granularity"]).toUpperCase();
  const granularity = granularities[word];
  if (granularity === undefined) {
    return notAmong("granularity", Object.keys(granularities), given["granularity"]);
  }
  const lists = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, wordsIn(value)]),
  );
  return { start, end, granularity, lists };
}

/** Whether a list of the request lets a word pass. */
export function letsPass(request: ReportRequest, list: string, word: string): boolean {
  const words = request.lists[list] ?? [];
  return words.length === 0 || words.includes(word.toUpperCase());
}

/** Whether a dimension was asked for, by which the figures are told apart. */
export function isDimension(request: ReportRequest, name: string): boolean {
  return (request.lists["dimensions"] ?? []).includes(name);
}

/** `["US","BR"]` as JSON or as text, `[US,BR]` and `US,BR` as people write them. */
function wordsIn(value: unknown): string[] {
  const parts =
    typeof value === "string" ? value.replace(/[[\]"'\s]/g, "").split(",") : listIn(value);
  return parts.map((part) => String(part).toUpperCase()).filter((part) => part !== "");
}

const WRONG_SPAN: GraphError = graphError(100, {
  message: "(#100) Invalid parameter",
  subcode: 2_388_077,
  userTitle: "Invalid time range",
  userMessage: "start must lie before end, and both must be UNIX timestamps.",
});
