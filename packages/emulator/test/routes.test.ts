import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { CONTROL_ROUTES } from "../src/server/control-routes.ts";
import { GRAPH_ROUTES } from "../src/server/graph-routes.ts";
import { beginWorld } from "./world.ts";

const ROUTES = [...GRAPH_ROUTES, ...CONTROL_ROUTES];
const DIFFERENCES = readFileSync(new URL("../DIFFERENCES.md", import.meta.url), "utf8");

/** The titles of this package's tests. One that begins with a route's name covers the route. */
function titles(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith(".test.ts"))
    .flatMap((file) => {
      const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
      return [...source.matchAll(/\btest\(\s*[`"']([^`"']*)/g)].map(([, title = ""]) => title);
    });
}

test("every route is covered by a test's title, or stands in DIFFERENCES.md", () => {
  const named = titles().flatMap((title) => (title.split(":")[0] ?? "").split(", "));
  const covered = new Set(named);
  const missing = ROUTES.filter(({ name, operation }) =>
    operation === undefined ? !DIFFERENCES.includes(`\`${name}\``) : !covered.has(name),
  );
  const imitated = ROUTES.filter(({ operation }) => operation !== undefined).length;

  console.log(`${imitated} of ${ROUTES.length} routes are imitated.`);
  assert.deepEqual(
    missing.map(({ name }) => name),
    [],
  );
});

test("DIFFERENCES.md lists no route as missing that is there", () => {
  const stale = ROUTES.filter(
    ({ name, operation }) => operation !== undefined && DIFFERENCES.includes(`- \`${name}\``),
  );

  assert.deepEqual(
    stale.map(({ name }) => name),
    [],
  );
});

test("every route that is known and not imitated answers 501", async () => {
  const { graph, control, emulator } = beginWorld();
  const { phoneNumberId, wabaId, appId } = emulator.credentials;
  const ids: Record<string, string> = {
    PN: phoneNumberId,
    WABA: wabaId,
    APP: appId,
    BUSINESS: "100000000000002",
    TEMPLATE: "100000000000101",
  };
  for (const { name } of ROUTES.filter(({ operation }) => operation === undefined)) {
    const [method = "", path = ""] = name.split(" ");
    const filled = path.replace(/[A-Z]+/g, (word) => ids[word] ?? "upload:x");
    const answer = path.startsWith("/emulator")
      ? await control(method, filled)
      : await graph(method, `/v24.0${filled}`);
    assert.equal(answer.status, 501, name);
  }
});
