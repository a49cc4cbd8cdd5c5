import { parentPort } from "node:worker_threads";
import { createEmulator } from "@casement/emulator";
import { instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { type MetaListening, NOW_MS } from "./meta.ts";

// The emulator of `meta.ts`. Its clock stands until a control call has it go.

const clock = new VirtualClock(instantFromMs(NOW_MS));
const emulator = createEmulator({ clock, machine: machineTime });
const { url, port } = await emulator.listen(0);
const listening: MetaListening = { url, port, credentials: emulator.credentials };
parentPort?.postMessage(listening);
