import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** A sheet of the document's own making, which the page's policy has no say in. */
const HOLD_STILL = `{
  const still = new CSSStyleSheet();
  const none = "transition: none !important; animation: none !important";
  still.replaceSync("*, ::before, ::after { " + none + " }");
  document.adoptedStyleSheets = [still];
}`;

/** Looking takes long: `npm test` looks at the light scheme, `npm run check` at both. */
const SCHEMES =
  process.env["CASEMENT_TESTS"] === "all" ? (["light", "dark"] as const) : (["light"] as const);

/**
 * What axe finds serious or critical on a page, in the schemes looked at, as `rule: element`. The
 * script is put in past the page's policy, which lets in nothing but our own files. Nothing moves
 * while axe looks: a colour on its way to another is neither of them, and no waiting for those that
 * are on their way finds what sets out a frame later.
 */
export async function seriousFaultsOf(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, "utf8"));
  await page.evaluate(HOLD_STILL);
  const faults: string[] = [];
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.waitForFunction(`matchMedia("(prefers-color-scheme: ${colorScheme})").matches`);
    const found: readonly Fault[] = await page.evaluate(
      "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
    );
    for (const { id, impact, nodes } of found) {
      if (impact !== "serious" && impact !== "critical") continue;
      faults.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html.slice(0, 200)}`));
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.evaluate("document.adoptedStyleSheets = []");
  return faults;
}
