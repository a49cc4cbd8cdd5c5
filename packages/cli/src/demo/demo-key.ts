import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hub } from "@casement/hub";

/**
 * The key that the printed link lets a browser in with: the same from one start to the next, so
 * that an open tab stays in. For a business on this machine only; a hub at work shows a key once.
 */
export async function demoKey(hub: Hub, folder: string): Promise<string> {
  const kept = await keptDemoKey(folder);
  if (kept !== "" && (await hub.isKey(kept))) return kept;
  const key = await hub.createKey({ name: "npm start, since its story began", scopes: ["*"] });
  await writeFile(join(folder, FILE), `${key}\n`, { mode: 0o600 });
  return key;
}

/** The key as an earlier start left it; empty if there was none. */
export async function keptDemoKey(folder: string): Promise<string> {
  return (await readFile(join(folder, FILE), "utf8").catch(() => "")).trim();
}

const FILE = "demo.key";
