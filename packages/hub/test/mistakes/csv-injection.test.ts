import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvField } from "../../src/api/csv-field.ts";

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

test("a phone number stays as it is, so that it can be read in again", () => {
  assert.equal(csvField("+447700900142"), "+447700900142");
  assert.equal(csvField("=1+2"), "'=1+2");
  assert.equal(csvField("'=1+2"), "''=1+2");
  assert.equal(csvField('=A1,"x"'), '"\'=A1,""x"""');
});
