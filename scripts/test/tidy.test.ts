import assert from "node:assert/strict";
import { test } from "node:test";
import { ORDERLY, said, type Tree } from "./orderly-tree.ts";

/** A source of the engine that is reached, with these lines in it. */
function inEngine(...lines: string[]): Tree {
  return {
    "packages/engine/src/window.ts": ["export const window = 24;", ...lines, ""].join("\n"),
  };
}

/** A file of the hub that is reached by a test of its own. */
function inHub(path: string, ...lines: string[]): Tree {
  return {
    [`packages/hub/src/${path}`]: [...lines, ""].join("\n"),
    "packages/hub/test/planted.test.ts": `import "../src/${path}";\n`,
  };
}

test("a tree in order is let be", () => {
  assert.deepEqual(said({}), []);
});

test("imports point down only, and to what is listed", () => {
  const tree = inEngine(
    'import { hub } from "@casement/hub";',
    'import type { Other } from "left-pad";',
    'import { isSigned } from "../../cloud-api/src/index.ts";',
    'import { readFileSync } from "node:fs";',
    'import { clock } from "./clock/clock.ts";',
    'import rows from "../test/window.test.ts";',
  );
  const clock = {
    "packages/engine/src/clock/clock.ts": 'export { clock } from "./heap.ts";\n',
    "packages/engine/src/clock/heap.ts": "export const clock = 1;\n",
  };
  assert.deepEqual(said({ ...tree, ...clock }), [
    "packages/engine/src/window.ts:2: imports point down only: engine does not know hub",
    "packages/engine/src/window.ts:3: left-pad is not a dependency of this package",
    "packages/engine/src/window.ts:4: ../../cloud-api/src/index.ts leaves the package",
    "packages/engine/src/window.ts:5: the engine runs anywhere: no node:",
    "packages/engine/src/window.ts:6: rules take `now`: no clock in them",
    "packages/engine/src/window.ts:7: ../test/window.test.ts leaves the sources",
  ]);
});

test("hub and emulator do not know each other, but in tests", () => {
  const line = 'import { emulator } from "@casement/emulator";\n';
  const store = "packages/hub/src/webhook/post-store.ts";
  const tree = {
    [store]: `${line}${ORDERLY[store]}`,
    "packages/hub/test/walk.test.ts": `${line}import fc from "fast-check";\n`,
  };
  assert.deepEqual(said(tree), [
    "packages/hub/src/webhook/post-store.ts:1: imports point down only: hub does not know emulator",
  ]);
});

test("of the hub the screens know its shapes only", () => {
  const main = [
    'import { hub } from "@casement/hub";',
    'import type { ThreadShape } from "@casement/hub/api";',
    "export const main = <p>{hub}</p>;",
    "",
  ];
  assert.deepEqual(said({ "packages/web/src/inbox/main.tsx": main.join("\n") }), [
    "packages/web/src/inbox/main.tsx:1: of the hub the screens know @casement/hub/api only",
  ]);
});

test("time, chance, the environment and bare timers are banned from sources", () => {
  const tree = inEngine(
    "const a = Date.now();",
    "const b = new Date();",
    "const c = new Date(a);",
    "const d = performance.now();",
    "const e = Math.random();",
    "const f = crypto.randomUUID();",
    "const g = process.env.HOME;",
    "const h = setTimeout(() => {}, 1);",
    "const i = globalThis.setInterval;",
    "const j = window!;",
    'const k = "Date.now() in a text, new Date() too"; // Math.random() in a comment',
    "const l = Temporal.Now.instant();",
    'export * from "./index.ts";',
    'import { env } from "node:process";',
    'import { randomUUID as id, type UUID } from "node:crypto";',
    "const m = () => id();",
  );
  assert.deepEqual(
    said(tree).map((line) => line.replace("packages/engine/src/window.ts:", "")),
    [
      "2: Date.now: use a Clock, or `now`",
      "3: new Date(): use a Clock, or `now`",
      "5: performance.now: use a MachineTime",
      "6: Math.random: use a seeded Random",
      "7: crypto.randomUUID: use Ids, or a seeded Random",
      "8: process.env: use config.ts",
      "9: setTimeout(): use Clock.schedule, or MachineTime.after",
      "10: globalThis.setInterval: use Clock.schedule, or MachineTime.after",
      "11: value!: use a check, or an assert",
      "13: Temporal.Now: use a Clock, or `now`",
      "14: name what is exported: no `export *`",
      "15: node:process: use config.ts, or an argument",
      "15: the engine runs anywhere: no node:",
      "16: randomUUID: use Ids, or a seeded Random",
      "16: the engine runs anywhere: no node:",
    ],
  );
});

test("what makes them is in files named for it, and tests may use them", () => {
  const tree = {
    "packages/engine/src/system-time.ts": "export const now = () => Date.now();\n",
    "packages/hub/src/config.ts": "export const port = process.env.PORT;\n",
    "packages/engine/test/time.test.ts": [
      'import "../src/system-time.ts";',
      'import "../../hub/src/config.ts";',
      "setTimeout(() => {}, Math.random());",
      "",
    ].join("\n"),
  };
  assert.deepEqual(said(tree), [
    "packages/engine/test/time.test.ts:2: ../../hub/src/config.ts leaves the package",
  ]);
});

test("every test runs", () => {
  const lines = [
    'test.only("a", () => {});',
    'test.skip("b", () => {});',
    'test("c", { skip: true }, () => {});',
    'test("d", { skip: reason, timeout: 5 }, () => {});',
    `describe.only(\`e \${window}\`, () => {});`,
    "only(); list.only();",
  ];
  assert.deepEqual(said({ "packages/engine/test/some.test.ts": lines.join("\n") }), [
    "packages/engine/test/some.test.ts:1: only: every test runs",
    "packages/engine/test/some.test.ts:2: skip: every test runs",
    "packages/engine/test/some.test.ts:3: skip: every test runs",
    "packages/engine/test/some.test.ts:5: only: every test runs",
  ]);
});

test("words that do not land are found in comments and texts alike", () => {
  const away = ["sha", "red/notes.md"].join("");
  const tree = inEngine(
    `// ${"FIX"}ME later`,
    `// ${"TO"}DO later`,
    `// ${"TO"}DO (#12) later`,
    `// ${"=".repeat(8)} PARTS`,
    `const a = "/${"work"}/main/x";`,
    `// As ${away} says.`,
    "// A folder packages/web/shared-by-all.ts is another matter.",
  );
  assert.deepEqual(said(tree), [
    "packages/engine/src/window.ts:2: fix it before it lands",
    "packages/engine/src/window.ts:3: this has no issue number",
    "packages/engine/src/window.ts:5: no dividers",
    `packages/engine/src/window.ts:6: /${"work"}/main is on one machine only`,
    `packages/engine/src/window.ts:7: ${["sha", "red/"].join("")} is no folder of this repository`,
  ]);
});

test("SQL is given the time, and stands in stores", () => {
  const tree = {
    "packages/hub/sql/0001_posts.sql": [
      "-- A post; now() is not asked.",
      "create table post (at timestamptz default now(), id uuid default gen_random_uuid());",
      "select CURRENT_TIMESTAMP;",
      "",
    ].join("\n"),
    ...inHub(
      "threads/mark-read.ts",
      "export async function markRead(db: Db): Promise<void> {",
      `  await db.query(\`update thread set read_at = $1 where thread_id = \${1}\`);`,
      '  throw new Error("select a thread first, and update it: now() is too late");',
      "}",
    ),
    "packages/hub/src/webhook/post-store.ts": [
      "export const keepPost = async () =>",
      "  `insert into post (at)",
      "  values (clock_timestamp())`;",
      "",
    ].join("\n"),
  };
  assert.deepEqual(said(tree), [
    "packages/hub/sql/0001_posts.sql:2: now(): use a parameter",
    "packages/hub/sql/0001_posts.sql:3: CURRENT_TIMESTAMP: use a parameter",
    "packages/hub/src/threads/mark-read.ts:2: SQL stands in a *-store.ts",
    "packages/hub/src/webhook/post-store.ts:2: clock_timestamp(): use a parameter",
  ]);
});

test("a pure file of the hub imports no store, but for types", () => {
  const tree = inHub(
    "threads/unread.ts",
    'import type { Row } from "./thread-store.ts";',
    'import { readThread } from "./thread-store.ts";',
    'import pg from "pg";',
    "export const unread = (row: Row) => [row, readThread, pg];",
  );
  const store = {
    "packages/hub/src/threads/thread-store.ts": "export const readThread = async () => 1;\n",
  };
  assert.deepEqual(said({ ...tree, ...store }), [
    "packages/hub/src/threads/unread.ts:2: this file is pure: no ./thread-store.ts",
    "packages/hub/src/threads/unread.ts:3: this file is pure: no pg",
  ]);
});

test("what gives a promise does something, async or not", () => {
  const tree = inHub(
    "threads/read.ts",
    'import { keepPost } from "../webhook/post-store.ts";',
    "export function read(db: Db): Promise<void> {",
    "  return keepPost(db);",
    "}",
  );
  assert.deepEqual(said(tree), []);
});

test("what is named a translation is pure, and a store calls nobody", () => {
  const tree = {
    "packages/hub/src/sending/meta-client.ts": "export const call = async () => 1;\n",
    "packages/hub/src/sending/draft-translation.ts":
      'import { call } from "./meta-client.ts";\nexport const draft = async () => call();\n',
    "packages/hub/src/sending/draft-store.ts":
      'import { call } from "./meta-client.ts";\nexport const save = async () => call();\n',
    "packages/hub/test/planted.test.ts":
      'import "../src/sending/draft-translation.ts";\nimport "../src/sending/draft-store.ts";\n',
  };
  assert.deepEqual(said(tree), [
    "packages/hub/src/sending/draft-store.ts:1: a store calls nobody: an effect does both",
    "packages/hub/src/sending/draft-translation.ts:1: pure by its name: no ./meta-client.ts",
  ]);
});

test("Meta's words stop at the borders", () => {
  const words = 'import { isSigned, StatusNotice } from "@casement/cloud-api";';
  const lines = [words, "export const known = [isSigned, StatusNotice];"];
  assert.deepEqual(said(inHub("threads/learn.ts", ...lines)), [
    "packages/hub/src/threads/learn.ts:1: StatusNotice is Meta's word: it stops at the border",
  ]);
  assert.deepEqual(said(inHub("webhook/status-translation.ts", ...lines)), []);
});

test("files, functions and lines have a size", () => {
  const tree = inEngine(
    "export function long(): void {",
    ...Array.from({ length: 59 }, () => "  long();"),
    "}",
    `// ${"x".repeat(98)}`,
    `// https://example.com/${"x".repeat(98)}`,
    `// ${"é".repeat(97)}`,
    `test("${"x".repeat(98)}", () => {});`,
    `  "${"x".repeat(98)}",`,
    `const a = "${"x".repeat(98)}";`,
    ...Array.from({ length: 340 }, () => "window;"),
  );
  assert.deepEqual(said(tree), [
    "packages/engine/src/window.ts:1: 408 lines, and 400 are the limit",
    "packages/engine/src/window.ts:2: long has 61 lines, and 60 are the limit",
    "packages/engine/src/window.ts:63: 101 columns, and 100 are the limit",
    "packages/engine/src/window.ts:68: 111 columns, and 100 are the limit",
  ]);
});

test("a function of 60 lines and a file of 400 are not too long", () => {
  const tree = inEngine(
    "export const long = (): void => {",
    ...Array.from({ length: 58 }, () => "  long();"),
    "};",
    ...Array.from({ length: 339 }, () => "window;"),
  );
  assert.deepEqual(said(tree), []);
});

test("rules and tests name each other", () => {
  const tree = {
    "packages/engine/SPEC.md":
      "# Rules\n\n- **W1** One.\n- **W2** Two.\n- **W1** One again.\n\nSee **W9**.\n",
    "packages/engine/test/window.test.ts": [
      'test("[W1] [W3] one and three", () => {});',
      `test(\`[W4] four \${window}\`, () => {});`,
      'const title = "[W5] no title of a test";',
      "",
    ].join("\n"),
    "packages/hub/test/walk.test.ts": 'test("[I1] a package without rules", () => {});\n',
  };
  assert.deepEqual(said(tree), [
    "packages/engine/SPEC.md:4: W2 has no test",
    "packages/engine/SPEC.md:5: W1 is there twice",
    "packages/engine/test/window.test.ts:1: W3 is no rule in packages/engine/SPEC.md",
    "packages/engine/test/window.test.ts:2: W4 is no rule in packages/engine/SPEC.md",
  ]);
});

test("a file is named by its subject", () => {
  const names = ["dateUtils", "date-utils", "types", "misc/dates", "column-types", "2026-10-01"];
  const tree = Object.fromEntries(
    names.map((name) => [`packages/engine/src/${name}.ts`, "export const one = 1;\n"]),
  );
  const reached = names.map((name) => `import "../src/${name}.ts";\n`).join("");
  assert.deepEqual(said({ ...tree, "packages/engine/test/names.test.ts": reached }), [
    "packages/engine/src/date-utils.ts:1: date-utils fits anything: name the subject",
    "packages/engine/src/dateUtils.ts:1: dateUtils.ts is not in kebab-case",
    "packages/engine/src/misc/dates.ts:1: misc fits anything: name the subject",
    "packages/engine/src/types.ts:1: types fits anything: name the subject",
  ]);
});

test("migrations are numbered", () => {
  const tree = { "packages/hub/sql/posts.sql": "select 1;\n" };
  assert.deepEqual(said(tree), [
    "packages/hub/sql/posts.sql:1: posts.sql is not in 0001_snake_case",
  ]);
});

test("a file that nothing reaches is told, with what only it reaches", () => {
  const tree = {
    "packages/engine/src/left.ts":
      'import { right } from "./right.ts";\nexport const left = right;\n',
    "packages/engine/src/right.ts":
      'import { left } from "./left.ts";\nexport const right = left;\n',
    "packages/engine/test/program.ts": "console.log(1);\n",
    "packages/engine/test/start.test.ts": 'spawn(join(here, "program.ts"));\n',
    "bench/fold.ts": "console.log(1);\n",
  };
  assert.deepEqual(said(tree), [
    "packages/engine/src/left.ts:1: nothing reaches this file",
    "packages/engine/src/right.ts:1: nothing reaches this file",
  ]);
});

test("a text has one title, and its links lead somewhere", () => {
  const tree = {
    "docs/two.md": "# One\n\n# Two\n",
    "docs/none.md": "Words.\n",
    "docs/links.md": [
      "# Links",
      "[gone](./gone.md) [here](two.md#one) [web](https://example.com) [up](../README.md)",
      "`[code](nowhere.md)`",
      "",
    ].join("\n"),
  };
  assert.deepEqual(said(tree), [
    "docs/links.md:2: the link to ./gone.md leads nowhere",
    "docs/none.md:1: 0 titles: a text has one",
    "docs/two.md:3: 2 titles: a text has one",
  ]);
});
