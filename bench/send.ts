import { applyLoad, type LoadResult, requestOf } from "./load.ts";
import { median, quantile, type Report, rounded } from "./measure.ts";
import { beginPlace, type Place } from "./place.ts";

// Templates a second, each to another customer, from the door of the hub through its gate to the
// emulator's answer and back, on 64 connections. Bare: the same bodies straight to the emulator.

const ROUNDS = 3;
const SENDS = 2_000;
const MS_MAX = 2_000;

export async function run(report: Report): Promise<void> {
  await using place = await beginPlace();
  const rates: number[] = [];
  const bareRates: number[] = [];
  const latencies: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await load(place, place.hub.port, { key: place.key, from: 2 * round * SENDS });
    const { token } = place.emulator.credentials;
    const from = (2 * round + 1) * SENDS;
    const other = await load(place, place.emulatorPort, { key: token, from });
    // The first round is the compiler's.
    if (round === 0) continue;
    rates.push((own.done * 1_000) / own.ms);
    bareRates.push((other.done * 1_000) / other.ms);
    latencies.push(...own.latencies);
  }
  const [value, barest] = [median(rates), median(bareRates)];
  report({
    measure: "send",
    value: rounded(value),
    unit: "messages/s",
    bare: rounded(barest),
    ratio: rounded(value / barest),
    p50: rounded(quantile(latencies, 0.5)),
    p99: rounded(quantile(latencies, 0.99)),
  });
}

function load(
  { numberId }: Place,
  port: number,
  { key, from }: { readonly key: string; readonly from: number },
): Promise<LoadResult> {
  const headers = { authorization: `Bearer ${key}` };
  const requests = Array.from({ length: SENDS }, (_, index) =>
    requestOf(`/v23.0/${numberId}/messages`, bodyTo(from + index), headers),
  );
  return applyLoad({ port, requests, connections: 64, msMax: MS_MAX });
}

function bodyTo(customer: number): string {
  const parameters = [
    { type: "text", text: `A-${customer}` },
    { type: "text", text: "on its way" },
  ];
  return JSON.stringify({
    messaging_product: "whatsapp",
    to: `4477${String(10_000_000 + customer)}`,
    type: "template",
    template: {
      name: "order_update",
      language: { code: "en_US" },
      components: [{ type: "body", parameters }],
    },
  });
}
