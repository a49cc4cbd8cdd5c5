import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/**
 * Waits, a frame after another, for what a page comes to by itself and no element alone shows. It
 * gives up by time, as all waiting on a page does: a count of questions is used up in a moment
 * where the page is quick to answer and the hub is slow.
 */
export async function until(page: Page, isSo: () => Promise<boolean>): Promise<void> {
  const late = AbortSignal.timeout(GIVE_UP_MS);
  while (!late.aborted) {
    if (await isSo()) return;
    await page.evaluate("new Promise((done) => requestAnimationFrame(done))");
  }
  assert.fail("it never came to this");
}

/** As long as Playwright waits for an element. */
const GIVE_UP_MS = 30_000;
