import type { IncomingHttpHeaders } from "node:http";
import type { FastifyRequest } from "fastify";
import { z } from "zod";
import type { ApiKey } from "../access/api-key.ts";
import type { Scope } from "../access/scope.ts";
import { wayToUnstorable } from "../json/unknown-value.ts";
import { issueWords, NOT_KNOWN, type RequestPart } from "./issue-words.ts";
import { ApiProblem } from "./problems.ts";

/** A request after its border: parsed, and by a key that may do this. */
export interface Asked<Params, Query, Body> {
  readonly key: ApiKey;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly headers: IncomingHttpHeaders;
}

export interface Answer<Body> {
  /** 200 if left out. */
  readonly status?: number;
  readonly body: Body;
}

/** One route of `/api/v1`, from which both the server and its OpenAPI description are made. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With `{name}` for a parameter, as OpenAPI writes it. */
  readonly path: string;
  readonly summary: string;
  /** What a key must be allowed; undefined: any key may. */
  readonly scope: Scope | undefined;
  readonly schemas: RouteSchemas;
  readonly answer: (request: FastifyRequest, key: ApiKey) => Promise<Answer<unknown>>;
}

export interface RouteSchemas {
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** The headers that mean something to this route, for its description; it reads them itself. */
  readonly headers: z.ZodObject;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
}

interface Definition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Told extends z.ZodType,
> extends Pick<Route, "method" | "path" | "summary" | "scope"> {
  readonly params: Params;
  readonly query: Query;
  readonly headers?: z.ZodObject;
  readonly body: Body;
  readonly answer: Told;
  run(
    asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<Answer<z.input<Told>>>;
}

/** A route whose `run` gets exactly what its schemas let in, and must give what `answer` says. */
export function route<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Told extends z.ZodType,
>(definition: Definition<Params, Query, Body, Told>): Route {
  const { method, path, summary, scope, params, query, body, answer } = definition;
  const { headers = NO_FIELDS } = definition;
  return {
    method,
    path,
    summary,
    scope,
    schemas: { params, query, headers, body, answer },
    answer: async (request, key) =>
      definition.run({
        key,
        params: parsed(params, request.params, "path"),
        query: parsed(query, onlyKnown(query, request.query), "query"),
        body: parsed(body, request.body, "body"),
        headers: request.headers,
      }),
  };
}

/**
 * The query, if the route knows every name in it. `?mont=2026-10` would be answered with the month
 * of today, and nobody would see why.
 */
function onlyKnown(known: z.ZodObject, query: unknown): unknown {
  const unknown = Object.keys(Object(query)).find((name) => !Object.hasOwn(known.shape, name));
  if (unknown === undefined) return query;
  const where = `query.${unknown.slice(0, 100)}`;
  throw new ApiProblem("invalid", `${where}: ${NOT_KNOWN}`, { where });
}

/** For a route that takes no parameters in its path, or none in its query. */
export const NO_FIELDS = z.object({});

/** For a route that takes no body, and does not mind one. */
export const NO_BODY: z.ZodUnknown = z.unknown();

/** What the schema makes of the input, or the problem with it: the first, and where it is. */
export function parsed<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  part: RequestPart,
): z.output<Schema> {
  const read = schema.safeParse(input, { error: (issue) => issueWords(issue, part) });
  if (read.success) return storable(read.data, input, part);
  const [issue] = read.error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys.slice(0, 1) : [];
  const where = [part, ...(issue?.path ?? []), ...unknown].map(String).join(".");
  throw new ApiProblem("invalid", `${where}: ${issue?.message}`, { where });
}

/** What was read of `input`, if the database can hold every text in that. */
function storable<Data>(data: Data, input: unknown, part: string): Data {
  const way = wayToUnstorable(input);
  if (way === undefined) return data;
  const where = [part, ...way].join(".");
  const what = "holds NUL or half a character, which cannot be kept";
  throw new ApiProblem("invalid", `${where}: ${what}`, { where });
}

/** Meta's id of a phone number: in a JSON text, because it is beyond what a float holds. */
export const NumberId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/, "must be the digits of a number's id")
  .transform(BigInt);

export const ThreadParams = z.object({ number_id: NumberId, thread_id: z.guid() });

/** How many items a page has at most. */
export function limitOf(usual: number, most: number): z.ZodType<number, string | undefined> {
  const isFit = (text: string): boolean => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= most;
  return z
    .string()
    .refine(isFit, `must be a whole number from 1 to ${most}`)
    .optional()
    .meta({ description: `From 1 to ${most}; ${usual}, if left out.` })
    .transform((text) => (text === undefined ? usual : Number(text)));
}

/** `{ data, next_cursor }` over one kind of item. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ data: z.ZodArray<Item>; next_cursor: z.ZodNullable<z.ZodString> }> {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}

/** `{ data }` over one item. */
export function oneOf<Item extends z.ZodType>(item: Item): z.ZodObject<{ data: Item }> {
  return z.object({ data: item });
}
