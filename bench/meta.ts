import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Emulator } from "@casement/emulator";

type Credentials = Emulator["credentials"];

/** Meta's side: an emulator on a thread of its own, as Meta does not run on the hub's. */
export interface Meta extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly credentials: Credentials;
  /** Makes a call of the control API, and gives its answer. Throws if it is not 200. */
  control(method: "GET" | "POST", path: string, body?: unknown): Promise<unknown>;
}

/** What the worker tells once it listens. */
export interface MetaListening {
  readonly url: string;
  readonly port: number;
  readonly credentials: Credentials;
}

/** When the clocks of the benches begin. */
export const NOW_MS: number = Date.UTC(2026, 9, 5, 12);

/** Starts one whose clock stands, and whose number sends as much as it is given. */
export async function beginMeta(): Promise<Meta> {
  const worker = new Worker(new URL("emulator-worker.ts", import.meta.url));
  const [listening]: MetaListening[] = await once(worker, "message");
  if (listening === undefined) throw new Error("the emulator did not start");
  const { url, credentials } = listening;
  const control: Meta["control"] = async (method, path, body) => {
    const answer = await fetch(`${url}/emulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    if (answer.status !== 200) throw new Error(await answer.text());
    return answer.json();
  };
  await control("POST", ...liftedLimits(credentials));
  return {
    ...listening,
    control,
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}

/** The control call by which what is measured is what can be done, and not what is allowed. */
export function liftedLimits({ phoneNumberId }: Credentials): [path: string, body: unknown] {
  return [`/numbers/${phoneNumberId}`, { throughput: "unlimited" }];
}
