import assert from "node:assert/strict";
import { test } from "node:test";
import { instantFromMs } from "@casement/engine";
import fc from "fast-check";
import { csvField } from "../../src/api/csv-field.ts";
import { consentsInCsv } from "../../src/consent/consent-file.ts";

// A spreadsheet runs a field that begins like a formula, and a customer chooses their own name.

/** A field as a spreadsheet reads it: without its quotes. */
function readBack(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

test("no text becomes a formula, whatever a customer wrote", () => {
  const starts = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "=cmd|' /C calc'!A0", "");
  fc.assert(
    fc.property(starts, fc.string(), (start, rest) => {
      const shown = readBack(csvField(`${start}${rest}`));
      assert.doesNotMatch(shown, /^[=@\t\r\n]/);
      if (/^[+-]/.test(shown)) assert.match(shown, /^\+?\d+$/);
    }),
  );
});

test("a field is one field, and loses nothing but what made it a text", () => {
  fc.assert(
    fc.property(fc.constantFrom("", "'", "''=", "="), fc.string(), (start, rest) => {
      const text = `${start}${rest}`;
      const field = csvField(text);
      if (/[",\r\n]/.test(field)) assert.match(field, /^"(?:[^"]|"")*"$/s);
      assert.equal(readBack(field).replace(/^'(?='*[=+\-@\t\r\n])/, ""), text);
    }),
  );
});

test("[N22] our own import reads back what our export writes, formulas and line ends too", () => {
  const now = instantFromMs(1_793_610_000_000);
  const starts = fc.constantFrom("", "=", "+", "-", "@", "'", "''=", '"', ",", "=1\r\n+2", "+44");
  // Import takes what lies at the ends of a field for a slip of whoever typed it.
  const texts = fc
    .tuple(starts, fc.string({ unit: fc.constantFrom(..."'=+-@\t\r\n\", aé1") }))
    .map(([start, rest]) => `${start}${rest}`.trim());
  fc.assert(
    fc.property(texts, texts, (source, evidence) => {
      fc.pre(source !== "");
      const said = ["+447700900142", "", "all", "opt_in", "2026-11-01T00:00:00Z", source, evidence];
      const head = "phone,user_id,category,word,stated_at,source,evidence";

      const read = consentsInCsv(`${head}\r\n${said.map(csvField).join(",")}\r\n`, now);

      const [line] = read;
      assert.ok(read.length === 1 && line !== undefined && "consent" in line, JSON.stringify(read));
      assert.equal(line.consent.source, source);
      assert.equal(line.consent.evidence, evidence === "" ? null : evidence);
      assert.deepEqual(line.consent.names, [{ kind: "wa_id", value: "447700900142" }]);
    }),
  );
});

test("a phone number stays as it is, so that it can be read in again", () => {
  assert.equal(csvField("+447700900142"), "+447700900142");
  assert.equal(csvField("=1+2"), "'=1+2");
  assert.equal(csvField("'=1+2"), "''=1+2");
  assert.equal(csvField('=A1,"x"'), '"\'=A1,""x"""');
});
