import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { openBrowser } from "../packages/cli/test/browser/real-browser.ts";
import { CasementProcess } from "../packages/cli/test/casement-process.ts";
import { median, quantile, type Report, rounded } from "./measure.ts";

// The inbox in a real browser, on a real hub with 20,000 threads and 200,000 messages: until the
// first threads are seen, until a thread stands there, until a search has found, and what the main
// thread does in each frame while the list is scrolled.

/** Kept from run to run: the first one has to make it, which takes minutes. */
const FOLDER = join(import.meta.dirname, "..", ".casement-large");

const LOADS = 5;
const OPENINGS = 20;
/** Names that stand in the list far below what a first page has: see `posts.ts` of the demo. */
const SOUGHT: readonly string[] = [
  ...["Karim Usman", "Ada Vieira", "Bruno Weber", "Chloe Xavier", "Dario Yilmaz"],
  ...["Elif Zhang", "Femi Andrade", "Greta Bhatt", "Hugo Cardoso", "Ines Duarte"],
];
const FRAMES = 300;
const PIXELS_A_FRAME = 120;

export async function run(report: Report): Promise<void> {
  await using casement = CasementProcess.begin([
    ...["demo", "--size", "large", "--folder", FOLDER],
    ...["--port", "0", "--emulator-port", "0"],
  ]);
  await casement.says(/Ctrl-C stops everything/);
  const [inbox] = await casement.says(/http:\S+\/enter\?key=\S+/);
  await using browser = await openBrowser();

  const tell = (measure: string, ms: readonly number[], value: number): void =>
    report({
      ...{ measure, value: rounded(value), unit: "ms", bare: null, ratio: null },
      p50: rounded(median(ms) * 1_000),
      p99: rounded(quantile(ms, 0.99) * 1_000),
    });
  const paints = await firstPaints(browser, inbox);
  tell("web first useful paint", paints, median(paints));
  await using context = await enter(browser, inbox);
  const page = await pageOn(context, new URL("/", inbox).href);
  const openings = await openThreads(page);
  tell("web thread opened", openings, quantile(openings, 0.95));
  const searches = await search(page);
  tell("web search answered", searches, quantile(searches, 0.95));
  const frames = await scroll(browser, page);
  tell("web main thread a frame while scrolling, p95", frames, quantile(frames, 0.95));
  casement.press();
  await casement.end();
}

type Entered = BrowserContext & AsyncDisposable;

/** A browser of its own for each: nothing is in its cache but the key. */
async function enter(browser: Browser, inbox: string): Promise<Entered> {
  const first = await browser.newContext();
  await (await first.newPage()).goto(inbox);
  const storageState = await first.storageState();
  await first.close();
  const context = await browser.newContext({
    storageState,
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(IN_PAGE);
  return context;
}

async function pageOn(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate("bench.seen");
  return page;
}

async function firstPaints(browser: Browser, inbox: string): Promise<number[]> {
  const paints: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    await using context = await enter(browser, inbox);
    const page = await pageOn(context, new URL("/", inbox).href);
    paints.push(Number(await page.evaluate("bench.seen")));
  }
  return paints;
}

/** Each thread for the first time, from the press to the frame in which its messages stand. */
async function openThreads(page: Page): Promise<number[]> {
  const openings: number[] = [];
  for (let row = 0; row < OPENINGS; row++) {
    openings.push(Number(await page.evaluate(`bench.open(${row})`)));
  }
  return openings;
}

async function search(page: Page): Promise<number[]> {
  const searches: number[] = [];
  for (const words of SOUGHT) {
    searches.push(Number(await page.evaluate(`bench.search(${JSON.stringify(words)})`)));
  }
  await page.evaluate(`bench.search("")`);
  return searches;
}

interface TraceEvent {
  readonly name: string;
  readonly tid: number;
  readonly pid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

/** What the main thread did from one frame to the next, in milliseconds, by the browser's trace. */
async function scroll(browser: Browser, page: Page): Promise<number[]> {
  const categories = ["blink.user_timing", "disabled-by-default-devtools.timeline"];
  await browser.startTracing(page, { categories });
  await page.evaluate(`bench.scroll(${FRAMES}, ${PIXELS_A_FRAME})`);
  const trace = JSON.parse((await browser.stopTracing()).toString("utf8"));
  const events: readonly TraceEvent[] = trace.traceEvents;
  const marks = events.filter((one) => one.name === "bench frame").sort((a, b) => a.ts - b.ts);
  const [first] = marks;
  const tasks = events.filter(
    (one) => one.name === "RunTask" && one.pid === first?.pid && one.tid === first.tid,
  );
  return marks.slice(1).map((mark, index) => {
    const from = marks[index]?.ts ?? 0;
    const own = tasks.filter((task) => task.ts >= from && task.ts < mark.ts);
    // The thread's own time, if it was counted: what else the machine does is not in it.
    return own.reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur), 0) / 1_000;
  });
}

/** What runs in the page, where no type of ours is. Times are the page's own. */
const IN_PAGE = `
globalThis.bench = {
  until(holds) {
    return new Promise((done) => {
      const look = () => {
        if (holds()) requestAnimationFrame(() => done(performance.now()));
        else requestAnimationFrame(look);
      };
      look();
    });
  },
  row: (index) => document.querySelector('li[data-index="' + index + '"] a'),
  async open(index) {
    const before = document.querySelector("article");
    bench.row(index).scrollIntoView({ block: "center" });
    const row = bench.row(index);
    const startedAt = performance.now();
    row.click();
    const stands = () => before?.isConnected !== true && document.querySelector("article");
    return (await bench.until(stands)) - startedAt;
  },
  async search(words) {
    const box = document.querySelector('input[type="search"]');
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    const startedAt = performance.now();
    set.call(box, words);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    const found = () => bench.row(0)?.textContent.includes(words);
    return (await bench.until(found)) - startedAt;
  },
  async scroll(frames, pixels) {
    let scroller = bench.row(0).parentElement;
    while (scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
    for (let frame = 0; frame <= frames; frame++) {
      await new Promise(requestAnimationFrame);
      performance.mark("bench frame");
      scroller.scrollTop += pixels;
    }
  },
};
bench.seen = new Promise((done) => {
  addEventListener("DOMContentLoaded", () => done(bench.until(() => bench.row(0))));
});
`;
