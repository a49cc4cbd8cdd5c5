import type { Page } from "playwright-core";

/** Goes on with Tab until it is the one that has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: ReturnType<Page["locator"]>): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await hasFocus(page, wanted)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${wanted}`);
}

export async function hasFocus(page: Page, wanted: ReturnType<Page["locator"]>): Promise<boolean> {
  return (await wanted.and(page.locator(":focus")).count()) > 0;
}
