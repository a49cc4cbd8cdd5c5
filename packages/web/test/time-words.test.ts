import assert from "node:assert/strict";
import { test } from "node:test";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@casement/engine";
import { momentFromIso } from "../src/time/moment.ts";
import {
  agoWords,
  dayName,
  fullMoment,
  listMoment,
  monthLater,
  monthName,
  secondsOfDay,
  shortMoment,
  spanWords,
} from "../src/time/time-words.ts";

const NOW = momentFromIso("2023-10-12T14:02:09Z");
const at = (iso: string) => momentFromIso(iso);

test("a span is told in its two largest units, and in seconds when they begin to matter", () => {
  const spans = [
    [17 * HOUR_MS + 40 * MINUTE_MS, "17 h 40 m"],
    [24 * HOUR_MS, "24 h 00 m"],
    [2 * DAY_MS + 3 * HOUR_MS, "2 d 3 h"],
    [42 * MINUTE_MS + 59 * SECOND_MS, "42 m"],
    [9 * MINUTE_MS + 5 * SECOND_MS, "9 m 05 s"],
    [7 * SECOND_MS, "7 s"],
    [-5, "0 s"],
  ] as const;
  for (const [ms, words] of spans) assert.equal(spanWords(ms), words);
});

test("a moment is as short as it can be without being mistaken", () => {
  assert.equal(shortMoment(at("2023-10-12T08:02:00Z"), NOW, "UTC"), "08:02");
  assert.equal(shortMoment(at("2023-10-13T08:02:00Z"), NOW, "UTC"), "Fri 08:02");
  assert.equal(shortMoment(at("2023-03-03T08:02:00Z"), NOW, "UTC"), "3 Mar 08:02");
  assert.equal(shortMoment(at("2022-03-03T08:02:00Z"), NOW, "UTC"), "3 Mar 2022 08:02");
});

test("a list says the time of today, and the day of what was before", () => {
  assert.equal(listMoment(at("2023-10-12T08:02:00Z"), NOW, "UTC"), "08:02");
  assert.equal(listMoment(at("2023-10-11T23:59:59Z"), NOW, "UTC"), "Yesterday");
  assert.equal(listMoment(at("2023-10-08T08:02:00Z"), NOW, "UTC"), "Sun");
  assert.equal(listMoment(at("2023-10-05T08:02:00Z"), NOW, "UTC"), "5 Oct");
});

test("a second of today is told without its day, and one of another day with it", () => {
  assert.equal(secondsOfDay(at("2023-10-12T14:02:07Z"), NOW, "UTC"), "14:02:07");
  assert.equal(secondsOfDay(at("2023-10-11T23:59:59Z"), NOW, "UTC"), "11 Oct 23:59:59");
});

test("days turn in the reader's zone", () => {
  const lateInLondon = at("2023-10-11T23:30:00Z");
  assert.equal(dayName(lateInLondon, NOW, "UTC"), "Yesterday");
  assert.equal(dayName(lateInLondon, NOW, "Europe/London"), "Today");
  assert.equal(dayName(at("2023-10-03T12:00:00Z"), NOW, "UTC"), "Tuesday 3 October");
  assert.equal(dayName(at("2022-10-03T12:00:00Z"), NOW, "UTC"), "Monday 3 October 2022");
});

test("how long ago something was is told in its largest unit", () => {
  assert.equal(agoWords(at("2023-10-12T14:01:30Z"), NOW), "just now");
  assert.equal(agoWords(at("2023-10-12T13:30:09Z"), NOW), "32 m ago");
  assert.equal(agoWords(at("2023-10-11T04:02:09Z"), NOW), "34 h ago");
  assert.equal(agoWords(at("2023-10-09T04:02:09Z"), NOW), "3 d ago");
});

test("a moment in full names day, year and second", () => {
  assert.equal(fullMoment(NOW, "UTC"), "Thu 12 Oct 2023 14:02:09");
});

test("months are named, and follow each other over the year's end", () => {
  assert.equal(monthName("2023-07"), "July 2023");
  assert.equal(monthLater("2023-12", 1), "2024-01");
  assert.equal(monthLater("2023-01", -1), "2022-12");
});
