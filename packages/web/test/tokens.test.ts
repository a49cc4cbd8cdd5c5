import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

// WCAG AA for the tokens: every ink on every ground it is written on, in both schemes.

const AA = 4.5;
const SCHEMES = ["light", "dark"] as const;
const GROUNDS = ["ground", "panel", "raised", "hover", "selected", "bubble-in", "bubble-out"];
const TONES = ["service", "utility", "authentication", "marketing", "entry", "warn", "bad"];

const PAIRS: readonly (readonly [ink: string, ground: string])[] = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ...TONES.map((tone) => [tone, `${tone}-soft`] as const),
  ...TONES.map((tone) => [tone, "panel"] as const),
  ...["utility", "bad", "warn"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground] as const)),
  ["ink", "warn-soft"],
  ["ink-2", "warn-soft"],
  ["ink-2", "entry-soft"],
  ["ink-2", "accent-soft"],
  ["accent", "accent-soft"],
  ["accent", "bubble-in"],
  ["accent", "bubble-out"],
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
];

for (const scheme of SCHEMES) {
  test(`every ink can be read on every ground it stands on (AA, ${scheme})`, () => {
    const colours = coloursOf(scheme);
    const faint = PAIRS.flatMap(([ink, ground]) => {
      const contrast = contrastOf(found(colours, ink), found(colours, ground));
      return contrast < AA ? [`${ink} on ${ground}: ${contrast.toFixed(2)}`] : [];
    });

    assert.deepEqual(faint, []);
  });
}

function coloursOf(scheme: (typeof SCHEMES)[number]): ReadonlyMap<string, string> {
  const css = readFileSync(new URL("../src/design/tokens.css", import.meta.url), "utf8");
  const tokens = css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g);
  return new Map(
    [...tokens].map(([, name = "", light = "", dark = ""]) => [
      name,
      scheme === "light" ? light : dark,
    ]),
  );
}

function found(colours: ReadonlyMap<string, string>, name: string): string {
  const colour = colours.get(name);
  assert.ok(colour, `tokens.css has no ${name}`);
  return colour;
}

function contrastOf(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
