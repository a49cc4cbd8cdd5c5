import assert from "node:assert/strict";
import { test } from "node:test";
import { askAt, beginHouse, type Value } from "./house.ts";

test("the description names every route once, and every reference in it leads somewhere", async () => {
  await using house = await beginHouse();

  const { status, body } = await askAt(`${house.url}/api/v1/openapi.json`, undefined, {});

  assert.equal(status, 200);
  assert.equal(body.openapi, "3.1.0");
  const operations = Object.entries<Value>(body.paths).flatMap(([path, methods]) =>
    Object.entries<Value>(methods).map(([method, one]) => [method, path, one.operationId]),
  );
  assert.deepEqual(
    operations.map(([method, path]) => `${method} ${path}`.replace("/api/v1", "")).sort(),
    [
      "delete /keys/{key_id}",
      "get /accounts",
      "get /clock",
      "get /conversations",
      "get /events",
      "get /keys",
      "get /ledger",
      "get /not-understood",
      "get /numbers",
      "get /templates",
      "get /threads",
      "get /threads/{number_id}/{thread_id}",
      "get /threads/{number_id}/{thread_id}/messages",
      "post /decisions",
      "post /keys",
      "post /numbers",
      "post /templates/sync",
      "post /threads/{number_id}/{thread_id}/messages",
      "post /threads/{number_id}/{thread_id}/read",
    ],
  );
  const ids = operations.map(([, , id]) => id);
  assert.equal(new Set(ids).size, ids.length);
  const references = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]*)"/g)].map((one) => one[1]!);
  assert.ok(references.length > 20);
  for (const reference of references) {
    const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
    assert.ok(name !== undefined && name in body.components.schemas, reference);
  }
});

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
  const { post } = body.paths["/api/v1/threads/{number_id}/{thread_id}/messages"];
  const { schema } = post.requestBody.content["application/json"];
  assert.deepEqual(schema, { $ref: "#/components/schemas/Draft" });
  assert.ok(!("requestBody" in body.paths["/api/v1/threads"].get));
});
