import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CONTROL_ROUTES } from "../src/server/control-routes.ts";
import { GRAPH_ROUTES } from "../src/server/graph-routes.ts";
import { beginWorld } from "./world.ts";

const TABLES = [
  { name: "Graph API", routes: GRAPH_ROUTES },
  { name: "control API", routes: CONTROL_ROUTES },
];
const ROUTES = TABLES.flatMap(({ routes }) => routes);
const DIFFERENCES = readFileSync(new URL("../DIFFERENCES.md", import.meta.url), "utf8");

/** A route as it reads at the beginning of a title, with others of the test beside it. */
const NAME = /^(?:GET|POST|PUT|DELETE) \/\S*$/;

/** How many tests of this package name each route: those whose titles begin with it. */
function testsByRoute(): ReadonlyMap<string, number> {
  const tests = new Map<string, number>();
  for (const title of titles()) {
    const names = (title.split(":")[0] ?? "").split(", ");
    for (const name of names.filter((one) => NAME.test(one))) {
      tests.set(name, (tests.get(name) ?? 0) + 1);
    }
  }
  return tests;
}

function titles(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
      return [...source.matchAll(/\btest\(\s*[`"']([^`"']*)/g)].map(([, title = ""]) => title);
    });
}

test("every route is covered by a test's title, or stands in DIFFERENCES.md", () => {
  const tests = testsByRoute();
  const missing = ROUTES.filter(({ name, operation }) =>
    operation === undefined ? !DIFFERENCES.includes(`- \`${name}\``) : !tests.has(name),
  );

  for (const { name, routes } of TABLES) {
    const tested = routes.filter((route) => tests.has(route.name));
    const count = tested.reduce((sum, route) => sum + (tests.get(route.name) ?? 0), 0);
    const rest = routes.length - tested.length;
    console.log(
      `${name}: ${tested.length} of ${routes.length} routes have a test, ${rest} a line in ` +
        `DIFFERENCES.md (${count} times a test names one)`,
    );
  }
  assert.deepEqual(
    missing.map(({ name }) => name),
    [],
  );
});

test("no test is titled by a route that is not there", () => {
  const known = new Set(ROUTES.map(({ name }) => name));

  const unknown = [...testsByRoute().keys()].filter((name) => !known.has(name));

  assert.deepEqual(unknown, []);
});

test("DIFFERENCES.md lists no route as missing that is there", () => {
  const listed = [...DIFFERENCES.matchAll(/^- `([A-Z]+ \/\S+)`/gm)].map(([, name = ""]) => name);
  const imitated = new Set(
    ROUTES.filter(({ operation }) => operation !== undefined).map(({ name }) => name),
  );

  assert.deepEqual(
    listed.filter((name) => imitated.has(name)),
    [],
  );
});

test("what is known and not imitated answers 501, and so does what nobody knows", async () => {
  const { graph, control, emulator } = beginWorld();
  const { phoneNumberId, wabaId } = emulator.credentials;
  const ids: Record<string, string> = { PN: phoneNumberId, WABA: wabaId };
  const known = ROUTES.filter(({ operation }) => operation === undefined);
  for (const { name } of [...known, { name: "GET /WABA/no_such_edge" }]) {
    const [method = "", path = ""] = name.split(" ");
    const filled = path.replace(/[A-Z]+/g, (word) => ids[word] ?? word);
    const answer = path.startsWith("/emulator")
      ? await control(method, filled)
      : await graph(method, `/v24.0${filled}`);
    assert.equal(answer.status, 501, name);
  }
});
