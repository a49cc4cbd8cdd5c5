import { beginBareSends, beginEmulator, beginSink, type Sends } from "./emulator-place.ts";
import { runStarts } from "./emulator-start.ts";
import { applyLoad, requestOf } from "./load.ts";
import { median, quantile, type Report, rounded } from "./measure.ts";
import { templateSendTo } from "./template-send.ts";

// Templates a second, each to another customer, that an emulator takes, sends and delivers: with
// nobody to tell, and with both statuses posted to a sink. And from `casement emulate` to the first
// answer.

const ROUNDS = 3;
const SENDS = 5_000;
const CONNECTIONS = 64;
const MS_MAX = 20_000;

export async function run(report: Report): Promise<void> {
  await runSends(report, "emulator, webhooks off", undefined);
  await using sink = await beginSink();
  await runSends(report, "emulator, webhooks posted", sink.url);
  await runStarts(report);
}

async function runSends(report: Report, measure: string, sink: string | undefined): Promise<void> {
  const rates: number[] = [];
  const bareRates: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await timed(await beginEmulator(sink), round);
    const other = await timed(await beginBareSends(sink), round);
    // The first round is the compiler's.
    if (round === 0) continue;
    rates.push(own.perSecond);
    bareRates.push(other.perSecond);
    latencies.push(...own.latencies);
  }
  const [value, barest] = [median(rates), median(bareRates)];
  report({
    measure,
    value: rounded(value),
    unit: "messages/s",
    bare: rounded(barest),
    ratio: rounded(value / barest),
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
  });
}

/** From the first send until all is done that the sends set going. */
async function timed(
  place: Sends,
  round: number,
): Promise<{ readonly perSecond: number; readonly latencies: readonly number[] }> {
  await using sends = place;
  const headers = { authorization: `Bearer ${sends.token}` };
  const requests = Array.from({ length: SENDS }, (_, index) =>
    requestOf(sends.path, templateSendTo(round * SENDS + index), headers),
  );
  const { port } = sends;
  const { done, ms, latencies } = await applyLoad({
    ...{ port, requests, connections: CONNECTIONS, msMax: MS_MAX },
  });
  const startedAt = performance.now();
  await sends.settle();
  const settlingMs = performance.now() - startedAt;
  await sends.check(done);
  return { perSecond: (done * 1_000) / (ms + settlingMs), latencies };
}
