import { parseArgs } from "node:util";
import { liveThroughMonths } from "./live-through-months.ts";
import { liveThroughSeeds } from "./storm/live-through-seeds.ts";

// `npm run sim`: three days of storm with one seed; `npm run sim -- --seed 5 --days 3` with
// another, `--seeds 1..2000` with many, by `--workers` processes side by side; `--record FILE`
// keeps what each came to and goes on after the last, `--from 700` begins there. `npm run sim --
// --month all` lives through whole months instead, `--month 2023-07 --customers 60 --bursts`
// through one.

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    seeds: { type: "string" },
    from: { type: "string" },
    record: { type: "string" },
    days: { type: "string" },
    workers: { type: "string" },
    month: { type: "string" },
    customers: { type: "string", default: "24" },
    bursts: { type: "boolean" },
  },
});

const [first = 1, last = first] = (values.seeds ?? values.seed).split("..").map(Number);
const days = values.days === undefined ? undefined : Number(values.days);
const isWell =
  values.month === undefined
    ? await liveThroughSeeds({
        first: Number(values.from ?? first),
        ...{ last, days: days ?? 3, record: values.record },
        workers: Number(values.workers ?? 1),
      })
    : await liveThroughMonths({
        ...{ first, last, days, name: values.month, hasBursts: values.bursts },
        customers: Number(values.customers),
      });
// What a hub that was killed has left open ends with the process.
process.exit(isWell ? 0 : 1);
