import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { build, defaultClientConditions } from "vite";
import { sourcesMark } from "./screens.ts";

// Builds the two pages into dist/. Run by `builtScreens` and before packing.

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "..", "dist");

/**
 * Builds into a folder of its own and then changes names: two test files that find the screens old
 * both build, and neither serves what the other has half written.
 */
async function buildScreens(): Promise<void> {
  const mark = await sourcesMark(here);
  const fresh = join(dist, `building-${process.pid}`);
  await Promise.all([buildPage("inbox", "/", fresh), buildPage("phone", "/phone/", fresh)]);
  for (const page of ["inbox", "phone"]) {
    await rename(join(dist, page), join(fresh, `old-${page}`)).catch(ifGone);
    await rename(join(fresh, page), join(dist, page)).catch(ifThere);
  }
  await writeFile(join(dist, "built-from"), mark);
  await rm(fresh, { recursive: true, force: true });
}

/** The first build finds nothing to put away. */
function ifGone(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}

/** Another build was a moment faster: what lies there is made from the same sources. */
function ifThere(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
}

/** Nothing is inlined, so that a policy of `script-src 'self'; style-src 'self'` holds. */
async function buildPage(page: string, base: string, into: string): Promise<void> {
  await build({
    configFile: false,
    root: join(here, page),
    base,
    logLevel: "warn",
    plugins: [react(), tailwindcss()],
    resolve: { conditions: ["casement-source", ...defaultClientConditions] },
    build: {
      outDir: join(into, page),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 800,
    },
  });
}

await buildScreens();
