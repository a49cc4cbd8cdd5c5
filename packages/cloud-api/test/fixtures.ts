import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "fixtures");

/** The JSON files of a folder of fixtures, by name without `.json`. */
export function fixtures(folder: "webhooks" | "requests" | "responses"): Map<string, Buffer> {
  const names = readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith(".json"));
  return new Map(
    names.map((name) => [name.slice(0, -".json".length), readFileSync(join(FOLDER, folder, name))]),
  );
}

export function fixture(folder: "webhooks" | "requests" | "responses", name: string): unknown {
  return JSON.parse(readFileSync(join(FOLDER, folder, `${name}.json`), "utf8"));
}
