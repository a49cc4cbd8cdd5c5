import { readFileSync } from "node:fs";
import type { Value } from "../world.ts";

/** How an answer differs from the documented one, by the paths of its members. */
export interface Difference {
  /** Documented, and not there. */
  readonly missing: readonly string[];
  /** There, and not documented. */
  readonly extra: readonly string[];
  /** Of another JSON type. */
  readonly wrong: readonly string[];
}

/** What is in a golden file. */
export function golden(folder: "requests" | "responses", name: string): Value {
  return JSON.parse(readFileSync(new URL(`${folder}/${name}.json`, import.meta.url), "utf8"));
}

/** A webhook of cloud-api's fixtures: its first change. */
export function goldenChange(name: string): { field: string; value: Value } {
  const url = new URL(`../../../cloud-api/test/fixtures/webhooks/${name}.json`, import.meta.url);
  const { entry } = JSON.parse(readFileSync(url, "utf8"));
  return entry[0].changes[0];
}

/** Compares members and their types; of lists each element counts, as far as there are some. */
export function differenceOf(actual: unknown, documented: unknown): Difference {
  const [ours, theirs] = [typesIn(actual), typesIn(documented)];
  return {
    missing: [...theirs.keys()].filter((path) => !ours.has(path)).sort(),
    extra: [...ours.keys()].filter((path) => !theirs.has(path)).sort(),
    wrong: [...theirs].flatMap(([path, type]) => {
      const found = ours.get(path);
      return found === undefined || found === type ? [] : [`${path}: ${found}`];
    }),
  };
}

/** Every path in a value with the type of what is there: `data[].id` is a string. */
function typesIn(
  value: unknown,
  path = "",
  types = new Map<string, string>(),
): Map<string, string> {
  if (Array.isArray(value)) {
    for (const one of value) typesIn(one, `${path}[]`, types);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      const at = path === "" ? name : `${path}.${name}`;
      types.set(at, typeOf(inner));
      typesIn(inner, at, types);
    }
  }
  return types;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}
