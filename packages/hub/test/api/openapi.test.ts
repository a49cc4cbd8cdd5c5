import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { askAt, beginHouse, type Value } from "./house.ts";
import { routesOf } from "./routes-of.ts";

test("the description names every route once, and every reference in it leads somewhere", async () => {
  const { house: begun, routes } = await routesOf(() => beginHouse());
  await using house = begun;

  const { status, body } = await askAt(`${house.url}/api/v1/openapi.json`, undefined, {});

  assert.equal(status, 200);
  assert.equal(body.openapi, "3.1.0");
  const operations = Object.entries<Value>(body.paths).flatMap(([path, methods]) =>
    Object.entries<Value>(methods).map(([method, one]) => [method, path, one.operationId]),
  );
  assert.deepEqual(
    operations.map(([method, path]) => `${method} ${path}`).sort(),
    routes.filter((one) => / \/api\/v1\//.test(one) && !NOT_DESCRIBED.has(one)).sort(),
  );
  assert.ok(operations.length > 20);
  assert.deepEqual(body.security, [{ key: [] }]);
  const { key } = body.components.securitySchemes;
  assert.deepEqual([key.type, key.scheme], ["http", "bearer"]);
  for (const told of [key.description, body.info.description]) {
    assert.match(told, /Authorization: Bearer csm_….*\(\/settings\/keys\)/);
  }
  const ids = operations.map(([, , id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]*)"/g)].map((one) => one[1]!);
  assert.ok(references.length > 20);
  for (const reference of references) {
    const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
    assert.ok(name !== undefined && name in body.components.schemas, reference);
  }
});

/** The description itself, and the door for people: programs have keys, and no use for it. */
const NOT_DESCRIBED: ReadonlySet<string> = new Set([
  "get /api/v1/openapi.json",
  "get /api/v1/session",
  "post /api/v1/session",
  "delete /api/v1/session",
  "post /api/v1/session/password",
  "post /api/v1/welcome",
  "post /api/v1/welcome/look",
]);

test("parameters are described as they are written, and what must be there is required", async () => {
  await using house = await beginHouse();
  const { body } = await askAt(`${house.url}/api/v1/openapi.json`, undefined, {});
  const parametersOf = (path: string): Value[] => body.paths[`/api/v1${path}`].get.parameters;
  const brief = (path: string): string[] =>
    parametersOf(path).map((one) => `${one.in} ${one.name}${one.required ? "!" : ""}`);

  assert.deepEqual(brief("/threads"), [
    "query cursor",
    "query limit",
    "query q",
    "query queue",
    "query number_id",
  ]);
  assert.deepEqual(brief("/templates"), ["query number_id!", "query cursor", "query limit"]);
  assert.deepEqual(brief("/threads/{number_id}/{thread_id}"), [
    "path number_id!",
    "path thread_id!",
  ]);
  const [cursor] = parametersOf("/threads");
  assert.equal(cursor.schema.type, "string");
  assert.equal(cursor.description, "The next_cursor of the page before.");
  assert.match(
    parametersOf("/threads").find((one) => one.name === "limit").description,
    /^From 1 to 200; 50, if left out\.$/,
  );
  const { post } = body.paths["/api/v1/threads/{number_id}/{thread_id}/messages"];
  const { schema } = post.requestBody.content["application/json"];
  assert.deepEqual(schema, { $ref: "#/components/schemas/Draft" });
  assert.deepEqual(
    post.parameters.map((one: Value) => `${one.in} ${one.name}`),
    ["path number_id", "path thread_id", "header idempotency-key", "header x-casement-tag"],
  );
  assert.ok(!("requestBody" in body.paths["/api/v1/threads"].get));
});

test("every example in the description is one that its own route takes or gives", async () => {
  await using house = await beginHouse();
  const { body } = await askAt(`${house.url}/api/v1/openapi.json`, undefined, {});
  const checked = schemaCheckerOf(body);
  let bodies = 0;
  let answers = 0;

  for (const [path, operations] of Object.entries<Value>(body.paths)) {
    for (const [method, operation] of Object.entries<Value>(operations)) {
      const where = `${method} ${path}`;
      for (const one of operation.parameters) {
        if (one.in === "path") checked(one.schema, one.example, `${where} ${one.name}`);
      }
      const taken = operation.requestBody?.content["application/json"];
      if (taken !== undefined) {
        assert.ok(Object.keys(taken.examples).length > 0, `${where} has no example of its body`);
        for (const { value } of Object.values<Value>(taken.examples)) {
          checked(taken.schema, value, `${where} body`);
          bodies += 1;
        }
      }
      const given = operation.responses[200].content["application/json"];
      if (given === undefined) continue;
      assert.doesNotMatch(
        JSON.stringify(given.example),
        /Example of/,
        `example-words.ts: ${where}`,
      );
      checked(given.schema, given.example, `${where} answer`);
      answers += 1;
    }
  }
  assert.ok(bodies >= 20 && answers >= 50, `${bodies} bodies, ${answers} answers`);
});

/** Holds a value to a schema of the description, as whoever has only the description would. */
function schemaCheckerOf(description: Value) {
  const inDefs = (json: Value): Value =>
    JSON.parse(JSON.stringify(json).replaceAll('"#/components/schemas/', '"#/$defs/'));
  const $defs = inDefs(description.components.schemas);
  return (schema: Value, value: unknown, where: string): void => {
    const read = z.fromJSONSchema({ ...inDefs(schema), $defs }).safeParse(value);
    assert.ok(read.success, `${where}: ${read.error?.message}`);
  };
}

test("the examples of a message are sent as they stand, by either API", async () => {
  await using house = await beginHouse();
  await house.writes("447700900142", "Is the carrot cake vegan?");
  const { body } = await house.ask("/openapi.json");
  const { examples } = body.paths["/api/v1/messages"].post.requestBody.content["application/json"];

  const told = [];
  for (const { value } of Object.values<Value>(examples)) {
    told.push(await house.ask("/messages", value));
  }

  assert.deepEqual(
    told.map((one) => [one.status, one.body.data?.message.status]),
    [
      [200, "accepted"],
      [200, "accepted"],
      [200, "scheduled"],
    ],
  );
  const curls = [...body.info.description.matchAll(/^curl (\S+)[\s\S]*?-d '([^']+)'$/gm)];
  const sent = [];
  for (const [, url = "", draft = ""] of curls) {
    const at = `${house.url}${new URL(url).pathname}`;
    const answer = await askAt(at, draft, { authorization: `Bearer ${house.key}` });
    sent.push([new URL(at).pathname, answer.status]);
  }
  assert.deepEqual(sent, [
    ["/api/v1/messages", 200],
    ["/v25.0/100000000000020/messages", 200],
  ]);
});

test("the page of the description brings no script or style of its own, and all that it names", async () => {
  await using house = await beginHouse();
  const look = (path: string) => askAt(`${house.url}${path}`, undefined, { accept: "text/html" });

  const { status, headers, body: page } = await look("/api/docs");

  assert.equal(status, 200);
  assert.match(headers.get("content-type") ?? "", /^text\/html/);
  assert.match(headers.get("content-security-policy") ?? "", /script-src 'self';style-src 'self'/);
  assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)|https?:/);
  const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((one) => one[1]!);
  assert.equal(named.length, 6);
  for (const path of named) {
    const file = await look(path);
    assert.equal(file.status, 200, path);
    assert.match(file.headers.get("content-type") ?? "", /css|javascript|png/, path);
    assert.doesNotMatch(path.includes("casement") ? file.body : "", /url\(|@import/, path);
  }
  const [, url = ""] = /url: "([^"]+)"/.exec((await look("/api/docs/begin.js")).body) ?? [];
  assert.equal((await look(url)).body.info.title, "Casement");
  assert.equal((await look("/api/docs/")).body, page);
  for (const path of ["index.html", "oauth2-redirect.html", "nothing", "..%2fpackage.json"]) {
    const gone = await look(`/api/docs/${path}`);
    assert.deepEqual([gone.status, gone.body.error?.code], [404, "not_found"], path);
  }
});
