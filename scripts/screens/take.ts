import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type { Scene } from "./scenes.ts";
import { smallPng } from "./small-png.ts";

const HEIGHTS = new Map([
  [1440, 900],
  [1024, 768],
  [390, 844],
]);

const SCHEMES = ["light", "dark"] as const;

type Scheme = (typeof SCHEMES)[number];

/** Takes the pictures of a scene, in the widths and schemes that show something new. */
export async function take(page: Page, scene: Scene, at: string, folder: string): Promise<void> {
  for (const [width, height] of HEIGHTS) {
    const schemes = SCHEMES.filter((scheme) => isWanted(scene, width, scheme));
    if (schemes.length === 0) continue;
    await page.setViewportSize({ width, height });
    await page.goto(new URL(scene.path, at).href);
    await scene.arrive(page, width);
    for (const scheme of schemes) {
      // Motion is left out, so that what arrives is there at once.
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
      await settle(page);
      const size = width === 1440 ? "" : `-${width}`;
      const path = join(folder, `${scene.name}${size}-${scheme}.png`);
      await writeFile(path, smallPng(await page.screenshot()));
    }
  }
}

function isWanted(scene: Scene, width: number, scheme: Scheme): boolean {
  const { isState = false, isNarrow = false, isPlain = false } = scene;
  if (isNarrow) return width === 390;
  if (isPlain && width === 1024) return scheme === "light";
  if (!isState) return true;
  return scheme === "light" ? width === 1440 : width === 390;
}

/** Fonts, pictures and the chart are drawn a moment after the page says that it is whole. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate("document.fonts.ready.then(() => {})");
  await page.waitForTimeout(350);
}
