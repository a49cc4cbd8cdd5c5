import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { machineTime } from "@casement/engine/system-clock";
import { CasementProcess } from "../packages/cli/test/casement-process.ts";
import { bareStartIn } from "./bare-start.ts";
import { fillThreads, THREADS } from "./fill-threads.ts";
import { median, type Report, rounded } from "./measure.ts";

// `casement serve` on an installation with a million threads: until it is ready, and how much of
// the machine's memory the process has then, and after the inbox was used. PostgreSQL is not in it.
// Bare: a process of one line that starts the same PostgreSQL and answers as often.

/** Kept from run to run: the first one has to make it, which takes minutes. */
const FOLDER = join(import.meta.dirname, "..", ".casement-million");

const ROUNDS = 5;
const WAIT_MS = 5;
const PAGES = 50;
const OPENED_A_PAGE = 2;
const ASKS = PAGES * (1 + 2 * OPENED_A_PAGE);
const AT = "2026-11-02T09:00:00Z";

export async function run(report: Report): Promise<void> {
  await using emulator = CasementProcess.begin(["emulate", "--port", "0", "--clock", AT]);
  const [, url = ""] = await emulator.says(/Graph API\s+(\S+)\n/);
  const env = hubEnv(FOLDER, url);
  await fillThreads(FOLDER, env);

  const hubs: Figures = { starts: [], ready: [], used: [] };
  const bare: Figures = { starts: [], ready: [], used: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    await using hub = CasementProcess.begin(["serve", "--new-key", "bench"], env);
    const [, address = "", key = ""] = await hub.says(/Hub {2}(http:\S+)\nKey {2}(\S+)\n/);
    await note(hubs, { startedAt, pid: hub.pid, ready: `${address}/ready` }, () =>
      useInbox(address, key),
    );
    const startBare = await bareStartIn(FOLDER);
    hub.press();
    await hub.end();

    const bareStartedAt = performance.now();
    await using least = await startBare();
    const ready = least.address;
    await note(bare, { startedAt: bareStartedAt, pid: least.pid, ready }, async () => {
      for (let ask = 0; ask < ASKS; ask++) await (await fetch(ready)).text();
    });
  }
  const tell = (measure: string, unit: string, name: keyof Figures): void => {
    const [value, least] = [median(hubs[name]), median(bare[name])];
    report({
      ...{ measure: `${measure}, ${THREADS} threads`, value: rounded(value), unit },
      ...{ bare: rounded(least), ratio: rounded(value / least), p50: null, p99: null },
    });
  };
  tell("hub start", "ms", "starts");
  tell("hub memory, ready", "MB", "ready");
  tell("hub memory at most, in use", "MB", "used");
  emulator.press();
  await emulator.end();
}

interface Figures {
  readonly starts: number[];
  readonly ready: number[];
  readonly used: number[];
}

/** Waits until a process is ready, has it used, and notes what that took. */
async function note(
  figures: Figures,
  { startedAt, pid, ready }: { startedAt: number; pid: number; ready: string },
  use: () => Promise<void>,
): Promise<void> {
  while (!(await isReady(ready))) await passed(WAIT_MS);
  figures.starts.push(performance.now() - startedAt);
  figures.ready.push(await megabytesOf(pid, "VmRSS"));
  await use();
  figures.used.push(await megabytesOf(pid, "VmHWM"));
}

/** What `casement serve` is told to follow the emulator at `url`. */
function hubEnv(folder: string, url: string): Record<string, string> {
  return {
    CASEMENT_FOLDER: folder,
    CASEMENT_CLOCK: url,
    PORT: "0",
    WHATSAPP_API_URL: url,
    WHATSAPP_ACCESS_TOKEN: "casement-emulator-token",
    WHATSAPP_BUSINESS_ACCOUNT_ID: "100000000000010",
    WHATSAPP_APP_ID: "100000000000001",
    WHATSAPP_APP_SECRET: "casement-emulator-secret",
    WHATSAPP_VERIFY_TOKEN: "casement-verify-token",
  };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(url).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

/** Pages through the list, opens threads, searches: what people do all day. */
async function useInbox(address: string, key: string): Promise<void> {
  // biome-ignore lint/suspicious/noExplicitAny: what the API answers is told by its own tests.
  const ask = async (path: string): Promise<any> => {
    const answer = await fetch(`${address}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    if (answer.status !== 200) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const after = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { data, next_cursor }: Page = await ask(`threads?limit=100${after}`);
    cursor = next_cursor;
    for (const { number_id, thread_id } of data.slice(0, OPENED_A_PAGE)) {
      await ask(`threads/${number_id}/${thread_id}`);
      await ask(`threads/${number_id}/${thread_id}/messages?limit=50`);
    }
  }
}

interface Page {
  readonly data: readonly { readonly number_id: string; readonly thread_id: string }[];
  readonly next_cursor: string | null;
}

async function megabytesOf(pid: number, name: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const kilobytes = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
  return Number(kilobytes) / 1_024;
}

function passed(ms: number): Promise<void> {
  return new Promise((done) => void machineTime.after(ms, () => done()));
}
