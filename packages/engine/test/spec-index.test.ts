import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { REGIMES } from "@casement/engine";

// SPEC.md's last section, which finds a sentence of Meta's pages among the rules.

const spec = readFileSync(new URL("../SPEC.md", import.meta.url), "utf8");
const [rules = "", index = ""] = spec.split("## Meta's pages, sentence by sentence");
const rows = index
  .split("\n")
  .filter((line) => /^\| (?!Meta says|-)/.test(line) && line !== "|---|---|");

test("the index of Meta's sentences leads to rules and days that are there", () => {
  const known = new Set([...rules.matchAll(/^- \*\*([A-Z]+\d+)\*\*/gm)].map(([, rule]) => rule));
  const days = new Set(REGIMES.map((regime) => regime.from));
  assert.ok(rows.length > 50);
  for (const row of rows) {
    const where = row.split("|").at(-2) ?? "";
    const found = [...where.matchAll(/\b[A-Z]\d+\b/g)].map(([rule]) => rule);

    for (const rule of found) assert.ok(known.has(rule), `${rule} in: ${row}`);
    for (const [day] of where.matchAll(/\d{4}-\d\d-\d\d/g))
      assert.ok(days.has(day), `${day}: ${row}`);
    assert.ok(found.length > 0 || where.includes("not here"), `leads nowhere: ${row}`);
  }
});

test("the index leads to every rule that Meta's pricing pages are named for", () => {
  const named = new Set([...index.matchAll(/\b[A-Z]\d+\b/g)].map(([rule]) => rule));
  const ofPricing = rules
    .split("\n")
    .filter((line) => /^- \*\*.*\*\((CBP|PMP|NT|ST|GRP|AIR)\b/.test(line))
    .flatMap((line) => /^- \*\*([A-Z]+\d+)\*\*/.exec(line)?.[1] ?? []);

  assert.deepEqual(
    ofPricing.filter((rule) => !named.has(rule)),
    [],
  );
});
