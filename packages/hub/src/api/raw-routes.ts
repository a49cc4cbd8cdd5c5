import { z } from "zod";
import { ConsentImportParams } from "./consent-imports.ts";
import { ConsentImportShape } from "./customer-shapes.ts";
import { CsvQuery } from "./ledger-csv.ts";
import { FileParams } from "./media.ts";
import { NO_FIELDS, type Route } from "./route.ts";
import { EventShape, UploadShape } from "./shapes.ts";
import { UploadParams, UploadQuery } from "./uploads.ts";

/** What a route takes or gives that is no JSON of a schema, as far as a description says it. */
export interface RawContent {
  readonly description: string;
  readonly type: string;
  readonly schema?: z.ZodType;
  /** Of what has no schema; what has one gets its example from that. */
  readonly example?: string;
}

/** A route that is not made of a `Route`, for its body or answer is no JSON: its description. */
export interface RawRoute extends Pick<Route, "method" | "path" | "summary" | "scope"> {
  readonly note: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly headers: z.ZodObject;
  readonly takes?: RawContent;
  readonly gives: Readonly<Record<number, RawContent>>;
}

/**
 * What `openapi.json` says of these routes. The people's door (`/session`, `/welcome`) is left out:
 * it gives cookies, and programs have keys.
 */
export const RAW_ROUTES: readonly RawRoute[] = [
  {
    method: "GET",
    path: "/events",
    summary: "What changes, as Server-Sent Events; resumable by Last-Event-ID",
    note: "The data of each event is this schema as JSON.",
    scope: "threads:read",
    params: NO_FIELDS,
    query: NO_FIELDS,
    headers: z.object({ "Last-Event-ID": z.string().optional() }),
    gives: {
      200: { description: "The stream.", type: "text/event-stream", schema: EventShape },
    },
  },
  {
    method: "GET",
    path: "/media/{number_id}/{media_id}",
    summary: "The bytes of a file that came with a message, or one span of them",
    note: "503 while it is still being fetched, with Retry-After; 404 once that was given up.",
    scope: "media:read",
    params: FileParams,
    query: NO_FIELDS,
    headers: z.object({ Range: z.string().optional() }),
    gives: {
      200: { description: "The file.", type: "*/*" },
      206: { description: "The span that was asked for.", type: "*/*" },
    },
  },
  {
    method: "POST",
    path: "/numbers/{number_id}/media",
    summary: "Takes a file that is to be sent, and gives the id that a draft names it by",
    note: "The bytes are the body, whatever the file is; its own type stands in the query.",
    scope: "media:write",
    params: UploadParams,
    query: UploadQuery,
    headers: NO_FIELDS,
    takes: { description: "The file.", type: "application/octet-stream" },
    gives: {
      200: {
        description: "Done.",
        type: "application/json",
        schema: z.object({ data: UploadShape }),
      },
    },
  },
  {
    method: "POST",
    path: "/numbers/{number_id}/consents",
    summary: "Takes what customers agreed to and stopped, as another program has it",
    note:
      "A table with the columns phone, user_id, category, word, stated_at, source, evidence; or, " +
      "as application/x-ndjson, a JSON object a line with these members. 10,000 lines at most.",
    scope: "consent:import",
    params: ConsentImportParams,
    query: NO_FIELDS,
    headers: NO_FIELDS,
    takes: {
      description: "The lines.",
      type: "text/csv",
      example:
        "phone,category,word,stated_at,source\n" +
        "+447700900142,marketing,opt_in,2026-11-01T10:00:00Z,the till\n",
    },
    gives: {
      200: {
        description: "What became of them.",
        type: "application/json",
        schema: z.object({ data: ConsentImportShape }),
      },
    },
  },
  {
    method: "GET",
    path: "/ledger.csv",
    summary: "The lines of a month, or of a question about one, for a spreadsheet",
    note: "Asked as `/ledger/lines` is.",
    scope: "ledger:read",
    params: NO_FIELDS,
    query: CsvQuery,
    headers: NO_FIELDS,
    gives: { 200: { description: "The lines.", type: "text/csv" } },
  },
];
