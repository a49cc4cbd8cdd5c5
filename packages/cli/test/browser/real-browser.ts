import { mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import chromium from "@sparticuz/chromium";
import { type Browser, type Page, chromium as playwright } from "playwright-core";

/**
 * For a test of many steps: each of them has the limit of any test, and all together have this. The
 * one with most has taken 172 s on two cores that others worked on, and a test may take 180.
 */
export const MANY_STEPS = { timeout: 600_000 } as const;

/** Chromium from npm. */
export async function openBrowser(): Promise<Browser & AsyncDisposable> {
  return playwright.launch({
    executablePath: await unpacked(),
    args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
    headless: true,
  });
}

/**
 * Where Chromium is unpacked. It takes a half unpacked one for whole, be it that of another test
 * file which began a moment before, or of a run that was killed. So whoever finds none unpacks one
 * in a folder of its own, and the first who is done gives it the name by which all find it.
 */
async function unpacked(): Promise<string> {
  const home = join(tmpdir(), `casement-chromium-${await version()}-${userInfo().username}`);
  if (!(await isThere(home))) {
    const own = await mkdtemp(`${home}-`);
    await unpackInto(own);
    await rename(own, home).catch(async (error: unknown) => {
      if (!(await isThere(home))) throw error;
      await rm(own, { recursive: true });
    });
  }
  return join(home, "chromium");
}

/** It unpacks itself into the folder for temporary files. */
async function unpackInto(folder: string): Promise<void> {
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = folder;
  try {
    await chromium.executablePath();
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
}

async function version(): Promise<string> {
  const program = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const about = await readFile(join(program, "../../package.json"), "utf8");
  const told: { version: string } = JSON.parse(about);
  return told.version;
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
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
