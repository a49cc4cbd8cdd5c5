import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { SeedRecord, type Told, toldOfFailure } from "./seed-record.ts";

test("a run that was broken off finds again what its storms came to", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "casement-record-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "storms.jsonl");
  const well: Told = {
    ...{ seed: 7, violations: [], traces: [], met: [["a batch of 1,000", 2]] },
    ...{ posts: 3, sends: 2, deaths: 1 },
  };
  const record = new SeedRecord(path, 3);
  record.keep(well);
  record.keep(toldOfFailure(8, "L5: too dear"));
  new SeedRecord(path, 1).keep({ ...well, seed: 9 });
  appendFileSync(path, '{"days":3,"seed":10,"viol');

  const known = new SeedRecord(path, 3).known();

  assert.deepEqual([...known.values()], [well, toldOfFailure(8, "L5: too dear")]);
});
