import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@casement/engine";
import type { PhoneMessage } from "./phone-shapes.ts";

/** The words of a message, as the phone shows them. */
export function wordsOf(message: PhoneMessage): string {
  if (message.shown !== null) return message.shown.body ?? "";
  const content = message.content;
  switch (message.type) {
    case "text":
      return textAt(content, "body");
    case "button":
      return textAt(content, "text");
    case "interactive":
      return textAt(fieldAt(content, "button_reply") ?? fieldAt(content, "list_reply"), "title");
    case "reaction":
      return textAt(content, "emoji");
    default:
      return `A message of the kind “${message.type}”`;
  }
}

/** What a phone number is made of, or `undefined` if the text is none: 7 to 15 digits. */
export function digitsOf(text: string): string | undefined {
  const digits = text.replace(/[\s().+-]/g, "");
  return /^\d{7,15}$/.test(digits) ? digits : undefined;
}

/** A span as the clock takes it, from what people write: `1 h`, `23h 59m`, `90 s`, `2d`. */
export function durationOf(text: string): string | undefined {
  const span = text.toLowerCase().replace(/[\s,]+/g, "");
  return /^(\d+(ms|s|m|h|d))+$/.test(span) ? span : undefined;
}

/** How long a span that `durationOf` gave is. */
export function msOfDuration(duration: string): number {
  let ms = 0;
  for (const [, count = "0", unit = "ms"] of duration.matchAll(/(\d+)(ms|s|m|h|d)/g)) {
    ms += Number(count) * (UNITS.get(unit) ?? 1);
  }
  return ms;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ["s", SECOND_MS],
  ["m", MINUTE_MS],
  ["h", HOUR_MS],
  ["d", DAY_MS],
]);

function fieldAt(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function textAt(value: unknown, name: string): string {
  const text = fieldAt(value, name);
  return typeof text === "string" ? text : "";
}
