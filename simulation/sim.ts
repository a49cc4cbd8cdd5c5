import { parseArgs } from "node:util";
import { MONTHS, monthNamed } from "./months.ts";
import { simulate } from "./simulate.ts";
import { SIGHTS, Sometimes } from "./sometimes.ts";

// `npm run sim`: the six months with one seed; `npm run sim -- --month 2023-07 --seed 5 --days 30
// --customers 60` for one of them and more of it, `--seeds 20` for twenty seeds from there on,
// `--bursts` for what months.ts leaves out.

const { values } = parseArgs({
  options: {
    month: { type: "string" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    days: { type: "string" },
    customers: { type: "string", default: "24" },
    bursts: { type: "boolean" },
  },
});

const chosen = values.month === undefined ? MONTHS : [monthNamed(values.month)];
const sometimes = new Sometimes();
const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  for (const one of chosen) {
    if (one === undefined) throw new Error(`no such month: ${values.month}`);
    const month = { ...one, hasBursts: values.bursts ?? one.hasBursts };
    const startedAt = performance.now();
    const customers = Number(values.customers);
    const days = values.days === undefined ? undefined : Number(values.days);
    const outcome = await simulate({ month, seed, customers, days });
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
    const { posts, units, faults } = outcome;
    console.log(
      `${month.month} seed ${seed}: ${posts} posts, ${units} units, ${faults.length} faults, ${seconds} s`,
    );
    for (const line of [...faults, ...outcome.traces]) console.log(`  ${line}`);
    if (faults.length > 0) process.exitCode = 1;
    sometimes.add(outcome.sometimes);
  }
}
for (const sight of SIGHTS) console.log(`${String(sometimes.count(sight)).padStart(6)}  ${sight}`);
