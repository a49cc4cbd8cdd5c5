import { readFileSync } from "node:fs";
import type { Storm } from "./storm.ts";

/** The storms that found something once: a line each, `126 3 what it found`. */
export function failedStorms(): (Storm & { readonly found: string })[] {
  const text = readFileSync(new URL("seeds.txt", import.meta.url), "utf8");
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [seed = "", days = "", ...found] = line.split(" ");
    if (!/^\d+ \d+$/.test(`${seed} ${days}`)) throw new Error(`seeds.txt: ${line}`);
    return { seed: Number(seed), days: Number(days), found: found.join(" ") };
  });
}
