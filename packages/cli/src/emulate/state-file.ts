import { constants } from "node:fs";
import { access, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Emulator, WEBHOOK_FIELDS } from "@casement/emulator";
import { type Instant, instantFromIso } from "@casement/engine";

/** A world as an earlier run has saved it. */
export interface SavedState {
  readonly savedAt: Instant;
  /** As `PUT /emulator/state` takes it. */
  readonly document: object;
}

/** What the command line says of a world, and a file may say otherwise: the command line wins. */
export interface Given {
  readonly webhook?: string | undefined;
  readonly token?: string | undefined;
  readonly appSecret?: string | undefined;
  readonly verifyToken?: string | undefined;
  readonly windowErrors?: "async" | "sync" | undefined;
  readonly webhookRetries?: "7d" | "36h" | undefined;
}

/** The state cannot be read, or could not be written at the end. Its message is for a person. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
}

/** The world in the file, or `undefined` if there is none yet. It has to have a place to go. */
export async function savedState(path: string): Promise<SavedState | undefined> {
  const text = await textOf(path);
  if (text === undefined) return undefined;
  const document = parsed(text);
  const now = memberOf(document, "now");
  const savedAt = typeof now === "string" ? instantFromIso(now) : undefined;
  if (typeof document !== "object" || document === null || savedAt === undefined) {
    throw new StateFailure(`${path} holds no state of an emulator.`);
  }
  return { savedAt, document };
}

/** Puts the saved world into the emulator, but for what was said on the command line. */
export async function restoreState(
  emulator: Emulator,
  path: string,
  { document }: SavedState,
  given: Given,
): Promise<void> {
  const body = JSON.stringify(withGiven(document, given));
  const headers = { "content-type": "application/json" };
  const answer = await emulator.fetch(new Request(STATE, { method: "PUT", headers, body }));
  if (answer.ok) return;
  const message = memberOf(memberOf(await answer.json(), "error"), "message");
  throw new StateFailure(`The state in ${path} cannot be read: ${String(message)}.`);
}

/** Saves beside the file's place and then renames, so that a crash leaves a whole file. */
export async function saveState(emulator: Emulator, path: string): Promise<void> {
  const answer = await emulator.fetch(new Request(STATE));
  await writeFile(`${path}.new`, await answer.text(), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    await access(dirname(path), constants.W_OK);
    return await readFile(path, "utf8");
  } catch (error) {
    const code = memberOf(error, "code");
    if (code === "ENOENT" && memberOf(error, "syscall") === "open") return undefined;
    throw new StateFailure(`The state cannot be kept in ${path}: ${String(code)}.`, {
      cause: error,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function withGiven(document: object, given: Given): object {
  const { webhook, windowErrors, webhookRetries, ...secrets } = given;
  const world = plain(memberOf(document, "world"));
  const app = plain(world["app"]);
  const before = plain(app["subscription"]);
  const { verifyToken } = { ...plain(world["secrets"]), ...present(secrets) };
  const subscription = { fields: WEBHOOK_FIELDS, verifyToken, ...before, callbackUrl: webhook };
  return {
    ...document,
    world: {
      ...world,
      ...present({ windowErrors, webhookRetries }),
      secrets: { ...plain(world["secrets"]), ...present(secrets) },
      app: webhook === undefined ? world["app"] : { ...app, subscription },
    },
  };
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function plain(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function present(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

const STATE = "http://emulator/emulator/state";
