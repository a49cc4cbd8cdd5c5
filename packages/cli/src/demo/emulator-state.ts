import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Emulator } from "@casement/emulator";
import { SECOND_MS } from "@casement/engine";
import { machineTime } from "@casement/engine/system-clock";

/** The emulator's world as it was saved, and the time on its clock then. */
export interface SavedState {
  readonly json: string;
  readonly now: number;
}

const FILE = "emulator.json";
const SAVE_EVERY_MS = 5_000;

/** What an earlier demo left, or `undefined` if there was none. */
export async function savedEmulatorState(folder: string): Promise<SavedState | undefined> {
  const text = await readFile(join(folder, FILE), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const saved: unknown = JSON.parse(text);
  const now: unknown = Reflect.get(Object(saved), "now");
  return {
    json: JSON.stringify(Reflect.get(Object(saved), "state")),
    now: typeof now === "number" ? now : 0,
  };
}

/** Brings the emulator to what was saved. */
export async function restoreEmulator(emulator: Emulator, saved: SavedState): Promise<void> {
  const headers = { "content-type": "application/json" };
  const answer = await emulator.fetch(
    new Request(STATE, { method: "PUT", headers, body: saved.json }),
  );
  if (!answer.ok) {
    throw new Error(`${FILE} cannot be read by this version; start once with --fresh`);
  }
}

/** Who keeps the emulator's world on disk. */
export interface Keeper {
  /** Saves now, if anything has changed. */
  save(): Promise<void>;
  /** Saves for the last time. */
  close(): Promise<void>;
}

/**
 * Saves the emulator's world whenever its clock was turned, every five seconds, and at the end:
 * beside its place and then renamed, so that a crash leaves a whole file (decision 0001).
 */
export function keepEmulatorState(emulator: Emulator, folder: string): Keeper {
  let last = "";
  let isClosed = false;
  let callOff = (): void => {};
  let saving: Promise<void> = Promise.resolve();

  async function save(): Promise<void> {
    const state = await getState(emulator);
    const now = emulator.clock.now();
    // What a clock that goes by itself has gone on needs no saving.
    const mark = `${Math.round((now - machineTime.nowMs()) / SECOND_MS)} ${state}`;
    if (mark === last) return;
    await mkdir(folder, { recursive: true });
    const path = join(folder, FILE);
    await writeFile(`${path}.new`, `{"now":${now},"state":${state}}`, { mode: 0o600 });
    await rename(`${path}.new`, path);
    last = mark;
  }
  function saveAndWait(): void {
    callOff();
    // One that fails is tried again; the last one, at the end, says so.
    saving = saving
      .then(save)
      .catch(() => {})
      .then(wait);
  }
  function wait(): void {
    callOff();
    if (!isClosed) callOff = machineTime.after(SAVE_EVERY_MS, saveAndWait);
  }
  wait();
  const unwatch = emulator.clock.watch(saveAndWait);
  return {
    save,
    async close() {
      isClosed = true;
      unwatch();
      callOff();
      await saving;
      await save();
    },
  };
}

async function getState(emulator: Emulator): Promise<string> {
  const answer = await emulator.fetch(new Request(STATE));
  return answer.text();
}

const STATE = "http://emulator/emulator/state";
