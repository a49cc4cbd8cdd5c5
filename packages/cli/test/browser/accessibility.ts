import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Looking takes long: `npm test` looks at the light scheme, `npm run check` at both. */
const SCHEMES =
  process.env["CASEMENT_TESTS"] === "all" ? (["light", "dark"] as const) : (["light"] as const);

/**
 * What axe finds serious or critical on a page, in the schemes looked at, as `rule: element`. The
 * script is put in past the page's policy, which lets in nothing but our own files.
 */
export async function seriousFaultsOf(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // A colour on its way to another is neither of them; what sets out does so with the next frame.
    await page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
    await page.evaluate(
      "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => {})",
    );
    const found: readonly Fault[] = await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
    );
    for (const { id, impact, nodes } of found) {
      if (impact !== "serious" && impact !== "critical") continue;
      faults.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 200)}`));
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return faults;
}
