import { mkdir } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";

/**
 * Chromium from npm. It unpacks itself into the folder for temporary files, and a half unpacked one
 * of another run there would be taken for whole: so it gets a folder of its own.
 */
export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  const folder = join(tmpdir(), `casement-chromium-${userInfo().username}`);
  await mkdir(folder, { recursive: true });
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  const executablePath = await chromium.executablePath();
  if (before === undefined) delete process.env["TMPDIR"];
  else process.env["TMPDIR"] = before;
  return playwright.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    headless: true,
  });
}

/** Collects what a page complains of: scripts that failed, files that were refused, 5xx answers. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error" && /Content Security Policy|Uncaught/.test(line.text())) {
      complaints.push(line.text());
    }
  });
  page.on("response", (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  return complaints;
}
