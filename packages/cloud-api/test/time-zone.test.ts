import assert from "node:assert/strict";
import { test } from "node:test";
import { timeZoneFromId, timeZoneIdOf } from "../src/index.ts";

test("a number of Meta's list is its zone, and any other text is none", () => {
  const known = [
    ["1", "America/Los_Angeles"],
    ["25", "America/Sao_Paulo"],
    ["47", "Europe/Berlin"],
    ["71", "Asia/Kolkata"],
    ["474", "UTC"],
    ["475", "WET"],
  ] as const;
  for (const [id, zone] of known) {
    assert.equal(timeZoneFromId(id), zone);
    assert.equal(timeZoneIdOf(zone), id);
  }
  for (const id of ["0", "476", "01", "-1", "1.0", "", " 1", "length", "UTC", "9".repeat(400)]) {
    assert.equal(timeZoneFromId(id), undefined, id);
  }
  assert.equal(timeZoneIdOf("Mars/Olympus"), undefined);
});

test("every zone of the list is one that Node knows, and stands there once", () => {
  const zones = Array.from({ length: 475 }, (_, i) => timeZoneFromId(String(i + 1))!);
  for (const zone of zones) {
    assert.equal(
      Temporal.Instant.from("2026-07-01T00:00Z").toZonedDateTimeISO(zone).timeZoneId,
      zone,
    );
  }
  assert.equal(new Set(zones).size, 475);
});
