import { z } from "zod";
import { BODY_EXAMPLES } from "./body-examples.ts";
import * as endpoints from "./endpoint-shapes.ts";
import * as erasures from "./erasure-shapes.ts";
import { exampleOf, exampleOfField } from "./examples.ts";
import * as ledger from "./ledger-shapes.ts";
import * as management from "./management-shapes.ts";
import * as people from "./people-shapes.ts";
import { RAW_ROUTES, type RawContent, type RawRoute } from "./raw-routes.ts";
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
  const add = ({ method, path }: Pick<Route, "method" | "path">, operation: Json): void => {
    const at = `/api/v1${path}`;
    paths[at] = { ...paths[at], [method.toLowerCase()]: operation };
  };
  for (const route of routes) add(route, operationOf(route, components));
  for (const raw of RAW_ROUTES) add(raw, rawOperationOf(raw, components));
  return {
    openapi: "3.1.0",
    info: {
      title: "Casement",
      version: "1",
      description: INTRODUCTION,
    },
    servers: [{ url: "/" }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", bearerFormat: "csm_…", description: KEY },
      },
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

/** Where a key is made and how it goes in; Markdown, as both of these are. */
const KEY = [
  "An API key of this hub, in the header of each request:",
  "`Authorization: Bearer csm_…`. An owner makes one under [Settings, API keys](/settings/keys),",
  "with the scopes that it needs; whoever runs the hub gets one by `casement serve --new-key NAME`.",
  "It is shown once.",
].join(" ");

const INTRODUCTION = `${KEY}

This sends a message:

\`\`\`sh
curl http://127.0.0.1:2424/api/v1/messages -H 'Authorization: Bearer csm_…' \\
  -H 'Content-Type: application/json' \\
  -d '{"number_id":"100000000000020","to":"+447700900142",
       "draft":{"kind":"text","text":"Yes, it is vegan."}}'
\`\`\`

The same by the Cloud API, which the hub speaks at its own address: a program that speaks to Meta
changes its base URL and its token, and nothing else. Paths and bodies are
[Meta's](https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).

\`\`\`sh
curl http://127.0.0.1:2424/v25.0/100000000000020/messages -H 'Authorization: Bearer csm_…' \\
  -H 'Content-Type: application/json' \\
  -d '{"messaging_product":"whatsapp","to":"447700900142",
       "type":"text","text":{"body":"Yes, it is vegan."}}'
\`\`\`

The number and the customer are those of the demo (\`npm start\`). The key needs the scope
\`messages:send\`. A free-form message goes while the customer's window is open; else the answer is
422 with the reason, by the Cloud API Meta's error 131047, and a template goes.

To try requests on this page press **Authorize** and paste the key, without “Bearer”. Where you are
signed in to the inbox in this browser, they go through without one.

Times are ISO 8601 in UTC, amounts are decimal text, ids are text. A page of a list has a
\`next_cursor\`. An error is \`{"error": {"code", "message", "where"}}\`: a word for programs, a
sentence for people, and the field at fault.
`;

function operationOf(route: Route, components: Map<string, unknown>): Json {
  const { params, query, headers, body, answer } = route.schemas;
  const hasBody = !(body instanceof z.ZodUnknown);
  return {
    ...namesOf(route),
    ...(route.scope === undefined ? {} : { description: `Scope: \`${route.scope}\`.` }),
    parameters: [
      ...parametersOf(params, "path"),
      ...parametersOf(query, "query"),
      ...parametersOf(headers, "header"),
    ],
    ...(hasBody ? { requestBody: { required: true, content: bodyOf(route, components) } } : {}),
    responses: {
      200: { description: "Done.", content: jsonOf(answer, "output", components) },
      default: problemOf(components),
    },
  };
}

/** A body with examples that the route takes as they stand. */
function bodyOf({ method, path, schemas }: Route, components: Map<string, unknown>): Json {
  const examples = BODY_EXAMPLES[`${method} ${path}`] ?? [];
  const schema = schemaOf(schemas.body, "input", components);
  return { "application/json": { schema, examples: { ...examples } } };
}

function problemOf(components: Map<string, unknown>): Json {
  return {
    description: "Not done, and why.",
    content: jsonOf(shapes.ProblemShape, "output", components),
  };
}

/** The same of a route whose body or answer is no JSON. */
function rawOperationOf(raw: RawRoute, components: Map<string, unknown>): Json {
  const contentOf = ({ type, schema, example }: RawContent): Json => {
    if (schema === undefined) return { [type]: example === undefined ? {} : { example } };
    const json = schemaOf(schema, "output", components);
    return { [type]: { schema: json, example: exampleOf(json, components) } };
  };
  const { takes } = raw;
  const answers = Object.entries(raw.gives).map(([status, content]) => [
    status,
    { description: content.description, content: contentOf(content) },
  ]);
  return {
    ...namesOf(raw),
    description: `Scope: \`${raw.scope}\`. ${raw.note}`,
    parameters: [
      ...parametersOf(raw.params, "path"),
      ...parametersOf(raw.query, "query"),
      ...parametersOf(raw.headers, "header"),
    ],
    ...(takes === undefined ? {} : { requestBody: { required: true, content: contentOf(takes) } }),
    responses: { ...Object.fromEntries(answers), default: problemOf(components) },
  };
}

function namesOf({ method, path, summary }: Pick<Route, "method" | "path" | "summary">): Json {
  return { summary, operationId: operationIdOf(method, path), tags: [tagOf(path)] };
}

/** What a page groups by: the first word of the path. */
function tagOf(path: string): string {
  return path.split(/[/.]/)[1] ?? path;
}

/** `POST /threads/{number_id}/{thread_id}/read` is `postThreadsRead`. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .split("/")
    .filter((word) => !word.startsWith("{"))
    .flatMap((word) => word.split(/[-.]/));
  const isOne = path.endsWith("}");
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
  return `${method.toLowerCase()}${isOne ? name.replace(/s$/, "") : name}`;
}

function parametersOf(fields: z.ZodObject, place: "path" | "query" | "header"): Json[] {
  return Object.entries(fields.shape).map(([name, field]) => {
    const { $schema: _, description, ...schema } = z.toJSONSchema(field, { io: "input" });
    return {
      name,
      in: place,
      required: place === "path" || !z.safeParse(field, undefined).success,
      ...(description === undefined ? {} : { description }),
      // What a page fills in by itself is sent: only what every request needs.
      ...(place === "path" ? { example: exampleOfField(name, schema) } : {}),
      schema,
    };
  });
}

function jsonOf(
  schema: z.core.$ZodType,
  io: "input" | "output",
  components: Map<string, unknown>,
): Json {
  const json = schemaOf(schema, io, components);
  return { "application/json": { schema: json, example: exampleOf(json, components) } };
}

/** The shapes that get a name, by their schema: `ThreadShape` is the component `Thread`. */
const NAMED = z.registry<{ id: string }>();
const SHAPES = { ...shapes, ...management, ...people, ...ledger, ...endpoints, ...erasures };

for (const [name, shape] of Object.entries(SHAPES)) {
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
