import { parseArgs } from "node:util";
import { machineTime } from "@casement/engine/system-clock";
import { crash } from "./crash.ts";
import type { Form } from "./stand.ts";

// `npm run crash`: three kills of each, with one hub and with two nodes. `-- --rounds 20 --seed 7`
// for more of it, `--seeds 10` for ten seeds from there on, `--form nodes` for one of the two.

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "3" },
    seed: { type: "string", default: "1" },
    seeds: { type: "string", default: "1" },
    form: { type: "string" },
  },
});

const FORMS: readonly Form[] = ["alone", "nodes"];
const first = Number(values.seed);
for (let seed = first; seed < first + Number(values.seeds); seed++) {
  for (const form of FORMS.filter((one) => (values.form ?? one) === one)) {
    const startedAtMs = machineTime.nowMs();
    const outcome = await crash({ form, seed, rounds: Number(values.rounds) });
    const seconds = ((machineTime.nowMs() - startedAtMs) / 1_000).toFixed(1);
    const { faults, ...figures } = outcome;
    console.log(`${form} seed ${seed}: ${faults.length} faults, ${seconds} s`, figures);
    for (const fault of faults) console.log(`  ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
