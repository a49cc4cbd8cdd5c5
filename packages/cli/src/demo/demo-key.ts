import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hub } from "@casement/hub";

/**
 * The key that the printed link lets a browser in with: the same from one start to the next, so
 * that an open tab stays in. For a business on this machine only; a hub at work shows a key once.
 */
export async function demoKey(hub: Hub, folder: string): Promise<string> {
  const path = join(folder, "demo.key");
  const kept = (await readFile(path, "utf8").catch(() => "")).trim();
  if (kept !== "" && (await hub.isKey(kept))) return kept;
  const key = await hub.createKey({ name: "npm start", scopes: ["*"] });
  await writeFile(path, `${key}\n`, { mode: 0o600 });
  return key;
}
