import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  DAY_MS,
  type Draft,
  decideSend,
  EMPTY_THREAD,
  type Fact,
  foldThread,
  type Instant,
  later,
  SERVICE_WINDOW_MS,
  type Thread,
  type ThreadState,
} from "@casement/engine";
import { META_RATE_ROWS, metaRates } from "@casement/engine/rates";
import { ACCOUNT, threadOf } from "./engine-threads.ts";
import {
  coreTimed,
  type Measure,
  median,
  quantile,
  type Report,
  rounded,
  timed,
} from "./measure.ts";

// The engine on one core: facts folded, drafts decided on, and what a thread's state weighs.

const THREADS = 500;
const ROUNDS = 25;
const DECISIONS = 50_000;
/** How often the bare loops go round while ours do once: they are too short for the clock. */
const BARE_TIMES = 20;
const ACCOUNTS = { of: () => ACCOUNT };

export function run(report: Report): void {
  const threads = Array.from({ length: THREADS }, (_, number) => threadOf(number));
  report(foldMeasure("engine fold, a thread at once", threads, foldAtOnce));
  report(foldMeasure("engine fold, a fact a call", threads, foldOneByOne));
  report(decisionMeasure(threads));
  for (const measure of stateMeasures(threads)) report(measure);
}

function foldAtOnce(facts: readonly Fact[]): ThreadState {
  return foldThread(EMPTY_THREAD, facts, ACCOUNTS).state;
}

function foldOneByOne(facts: readonly Fact[]): ThreadState {
  let state = EMPTY_THREAD;
  for (const fact of facts) state = foldThread(state, [fact], ACCOUNTS).state;
  return state;
}

/** Facts a second of a core. Ours and the bare loop take turns, to see the same machine. */
function foldMeasure(
  name: string,
  threads: readonly (readonly Fact[])[],
  fold: (facts: readonly Fact[]) => ThreadState,
): Measure {
  const factCount = threads.reduce((sum, facts) => sum + facts.length, 0);
  const rates: number[] = [];
  const bareRates: number[] = [];
  const single: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    const time = coreTimed(() => {
      for (const facts of threads) times.push(timed(() => keep(fold(facts))));
    });
    const bareTime = coreTimed(() => {
      for (let again = 0; again < BARE_TIMES; again++) {
        for (const facts of threads) keep(bareFold(facts));
      }
    });
    if (isWarm(round)) {
      rates.push((factCount * 1e6) / time);
      bareRates.push((factCount * BARE_TIMES * 1e6) / bareTime);
      single.push(...times);
    }
  }
  return measured(name, "facts/s", rates, bareRates, single);
}

/** The least that answers "which deliveries were outside the window": no era, no conversation. */
function bareFold(facts: readonly Fact[]): number {
  const categories = new Map<string, string>();
  let closesAt = 0;
  let charged = 0;
  for (const fact of facts) {
    if (fact.kind === "customer_message") closesAt = fact.at + SERVICE_WINDOW_MS;
    else if (fact.kind === "business_message")
      categories.set(fact.wamid, fact.category ?? "service");
    else if (fact.kind === "status_reported" && fact.status === "delivered") {
      if (fact.at >= closesAt && categories.get(fact.wamid) !== "service") charged++;
    }
  }
  return charged;
}

/** Microseconds a decision; p50 and p99 are of runs of a hundred, for a clock's tick is as long. */
function decisionMeasure(threads: readonly (readonly Fact[])[]): Measure {
  const cases = threads.map((facts) => caseFrom(foldAtOnce(facts), facts));
  const values: number[] = [];
  const bareValues: number[] = [];
  const single: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times: number[] = [];
    const time = coreTimed(() => {
      for (let from = 0; from < DECISIONS; from += RUN) {
        times.push(timed(() => decideRun(cases, from)));
      }
    });
    const bareTime = coreTimed(() => {
      for (let index = 0; index < DECISIONS * BARE_TIMES; index++) bareDecide(cases, index);
    });
    if (isWarm(round)) {
      values.push(time / DECISIONS);
      bareValues.push(bareTime / DECISIONS / BARE_TIMES);
      single.push(...times.map((one) => one / RUN));
    }
  }
  return measured("engine decision", "µs", values, bareValues, single);
}

interface Case {
  readonly thread: Thread;
  readonly now: Instant;
}

/** In the thread's last window, or a day after it. */
function caseFrom(state: ThreadState, facts: readonly Fact[]): Case {
  const last = facts.at(-1)?.at ?? state.window?.openedAt;
  if (last === undefined) throw new Error("a thread has facts");
  const consent = { optedOut: [] };
  const thread = { state, phone: "5511987654321", blocked: false, consent };
  return { thread, now: later(last, facts.length % 2 === 0 ? 1_000 : DAY_MS) };
}

function decideRun(cases: readonly Case[], from: number): void {
  for (let index = from; index < from + RUN; index++) decideOne(cases, index);
}

function decideOne(cases: readonly Case[], index: number): void {
  const one = cases[index % cases.length];
  const draft = DRAFTS[index % DRAFTS.length];
  if (one === undefined || draft === undefined) return;
  const usage = { freeUnitsUsed: index % 2_000 };
  keep(decideSend(one.thread, draft, one.now, { account: ACCOUNT, rates: metaRates, usage }));
}

/** The least: is the window open, and what does the country's list say? */
function bareDecide(cases: readonly Case[], index: number): void {
  const one = cases[index % cases.length];
  const draft = DRAFTS[index % DRAFTS.length];
  if (one === undefined || draft === undefined) return;
  const isOpen = one.now < (one.thread.state.window?.closesAt ?? 0);
  const allowed = isOpen || draft.content === "template";
  keep({ allowed, amount: allowed ? PRICES.get(draft.category ?? "service") : undefined });
}

/** What the state of a thread weighs in memory, and as the JSON that the hub keeps. */
function stateMeasures(threads: readonly (readonly Fact[])[]): Measure[] {
  const collect = collector();
  const parsed = threads.map((facts) => JSON.stringify(foldAtOnce(facts)));
  collect();
  const before = process.memoryUsage().heapUsed;
  // As the hub has them: read from JSON, so that nothing is shared with the facts.
  const states = Array.from({ length: 50 }, () =>
    parsed.map((text): ThreadState => JSON.parse(text)),
  );
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / (states.length * threads.length);
  const text = median(parsed.map((one) => Buffer.byteLength(one)));
  const none = { bare: null, ratio: null, p50: null, p99: null };
  return [
    { measure: "engine thread state, in memory", value: rounded(bytes), unit: "bytes", ...none },
    { measure: "engine thread state, as JSON", value: rounded(text), unit: "bytes", ...none },
  ];
}

/** Collects garbage, which a program may do only if told so at its start, or like this. */
function collector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc");
}

function measured(
  measure: string,
  unit: string,
  values: readonly number[],
  bareValues: readonly number[],
  single: readonly number[],
): Measure {
  const value = median(values);
  const bare = median(bareValues);
  return {
    measure,
    value: rounded(value),
    unit,
    bare: rounded(bare),
    ratio: rounded(value / bare),
    p50: rounded(quantile(single, 0.5)),
    p99: rounded(quantile(single, 0.99)),
  };
}

/** The first rounds are the compiler's. */
function isWarm(round: number): boolean {
  return round >= 5;
}

let kept: unknown;

/** Keeps the compiler from leaving out work whose result nobody reads. */
function keep(value: unknown): void {
  kept = value ?? kept;
}

const RUN = 100;
const DRAFTS: readonly Draft[] = [
  { content: "free_form" },
  { content: "template", category: "utility", templateStatus: "approved" },
  { content: "template", category: "marketing", templateStatus: "approved" },
];
const PRICES: ReadonlyMap<string, number> = new Map(
  META_RATE_ROWS.filter(({ market, currency }) => market === "Brazil" && currency === "USD").map(
    ({ category, amountMicros }) => [category, amountMicros],
  ),
);
