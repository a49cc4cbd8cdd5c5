import { z } from "zod";
import * as management from "./management-shapes.ts";
import type { Route } from "./route.ts";
import * as shapes from "./shapes.ts";

type Json = { readonly [name: string]: unknown };

/**
 * The description of the API that programs read, made of the same schemas that the routes check
 * with.
 *
 * A shape of `shapes.ts` becomes a named component, so that a generated program has a type for it.
 */
export function openApiOf(routes: readonly Route[]): Json {
  const components = new Map<string, unknown>();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = paths[`/api/v1${route.path}`] ?? {};
    path[route.method.toLowerCase()] = operationOf(route, components);
    paths[`/api/v1${route.path}`] = path;
  }
  paths["/api/v1/events"] = { get: eventsOf(components) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Casement",
      version: "1",
      description:
        "Times are ISO 8601 in UTC, amounts decimal text, ids text. Pages have a next_cursor; " +
        "an error is { error: { code, message, where } }.",
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", bearerFormat: "csm_…" } },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

function operationOf(route: Route, components: Map<string, unknown>): Json {
  const { params, query, body, answer } = route.schemas;
  const hasBody = !(body instanceof z.ZodUnknown);
  return {
    summary: route.summary,
    operationId: operationIdOf(route),
    ...(route.scope === undefined ? {} : { description: `Scope: \`${route.scope}\`.` }),
    parameters: [...parametersOf(params, "path"), ...parametersOf(query, "query")],
    ...(hasBody
      ? { requestBody: { required: true, content: jsonOf(body, "input", components) } }
      : {}),
    responses: {
      200: { description: "Done.", content: jsonOf(answer, "output", components) },
      default: {
        description: "Not done, and why.",
        content: jsonOf(shapes.ProblemShape, "output", components),
      },
    },
  };
}

function eventsOf(components: Map<string, unknown>): Json {
  const event = schemaOf(shapes.EventShape, "output", components);
  return {
    summary: "What changes, as Server-Sent Events; resumable by Last-Event-ID",
    operationId: "getEvents",
    description: "Scope: `threads:read`. The data of each event is this schema as JSON.",
    parameters: [{ name: "Last-Event-ID", in: "header", schema: { type: "string" } }],
    responses: {
      200: { description: "The stream.", content: { "text/event-stream": { schema: event } } },
    },
  };
}

/** `POST /threads/{number_id}/{thread_id}/read` is `postThreadsRead`. */
function operationIdOf({ method, path }: Route): string {
  const words = path
    .split("/")
    .filter((word) => !word.startsWith("{"))
    .flatMap((word) => word.split("-"));
  const isOne = path.endsWith("}");
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
  return `${method.toLowerCase()}${isOne ? name.replace(/s$/, "") : name}`;
}

function parametersOf(fields: z.ZodObject, place: "path" | "query"): Json[] {
  return Object.entries(fields.shape).map(([name, field]) => {
    const { $schema: _, description, ...schema } = z.toJSONSchema(field, { io: "input" });
    return {
      name,
      in: place,
      required: place === "path" || !z.safeParse(field, undefined).success,
      ...(description === undefined ? {} : { description }),
      schema,
    };
  });
}

function jsonOf(
  schema: z.core.$ZodType,
  io: "input" | "output",
  components: Map<string, unknown>,
): Json {
  return { "application/json": { schema: schemaOf(schema, io, components) } };
}

/** The shapes that get a name, by their schema: `ThreadShape` is the component `Thread`. */
const NAMED = z.registry<{ id: string }>();
for (const [name, shape] of Object.entries({ ...shapes, ...management })) {
  NAMED.add(shape, { id: name.replace(/Shape$/, "") });
}

/**
 * A schema as JSON, with every named shape in it moved to the components. Zod puts them under
 * `$defs` of each schema; in one document they stand once.
 */
function schemaOf(
  schema: z.core.$ZodType,
  io: "input" | "output",
  components: Map<string, unknown>,
): Json {
  const json = z.toJSONSchema(schema, { io, metadata: NAMED });
  const { $schema: _, $defs = {}, ...rest } = Hoisted.parse(json);
  for (const [name, definition] of Object.entries($defs)) components.set(name, definition);
  return rest;
}

const Hoisted = z
  .unknown()
  .transform((json): unknown =>
    JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')),
  )
  .pipe(z.looseObject({ $defs: z.record(z.string(), z.unknown()).optional() }));
