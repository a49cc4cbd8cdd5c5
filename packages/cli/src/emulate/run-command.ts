import { type ChildProcess, spawn } from "node:child_process";
import { EventEmitter } from "node:events";
import { constants } from "node:os";
import type { Emulator } from "@casement/emulator";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a command that speaks to the emulator: its address and its secrets, by the
 * names that the hub and many SDKs read. Node is led to the emulator where Meta's hosts are
 * hard-coded, and so are the Node programs that the command starts.
 */
export function commandEnvironment(
  { credentials }: Emulator,
  { url, port }: { readonly url: string; readonly port: number },
  ours: Environment,
): Record<string, string | undefined> {
  const graphHere = new URL(`../../bin/graph-here.js?port=${port}`, import.meta.url);
  return {
    ...ours,
    WHATSAPP_API_URL: url,
    WHATSAPP_ACCESS_TOKEN: credentials.token,
    WHATSAPP_PHONE_NUMBER_ID: credentials.phoneNumberId,
    WHATSAPP_BUSINESS_ACCOUNT_ID: credentials.wabaId,
    WHATSAPP_APP_SECRET: credentials.appSecret,
    WHATSAPP_VERIFY_TOKEN: credentials.verifyToken,
    NODE_OPTIONS: [ours["NODE_OPTIONS"], `--import=${graphHere.href}`].filter(Boolean).join(" "),
  };
}

/** A command that runs. */
export interface RunningCommand {
  /** The exit code of a shell: the command's own, 128 and the signal's number, or 127. */
  readonly ended: Promise<number>;
}

/**
 * Runs a command in this terminal, and passes on to it what asks us to end.
 *
 * A terminal sends Ctrl-C to everyone in the foreground: the command has had it then.
 */
export function runCommand(
  [name = "", ...args]: readonly string[],
  env: Environment,
): RunningCommand {
  const child = spawn(name, args, { stdio: "inherit", env: { ...env } });
  const passOn = new Map(
    SIGNALS.map((signal) => [
      signal,
      () => {
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
      },
    ]),
  );
  for (const [signal, listener] of passOn) process.on(signal, listener);
  const ended = endOf(child, name).finally(() => {
    for (const [signal, listener] of passOn) process.off(signal, listener);
  });
  return { ended };
}

function endOf(child: ChildProcess, name: string): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once("error", (error: NodeJS.ErrnoException) => {
    process.stderr.write(`${name} cannot be started: ${error.code ?? error.message}\n`);
    resolve(NOT_STARTED);
  });
  child.once("exit", (code, signal) => {
    resolve(code ?? SIGNALLED + (signal === null ? 0 : constants.signals[signal]));
  });
  return promise;
}

/**
 * The signals of a process that ends with its command, and not before: what asks us to end goes to
 * the command, which may still need the emulator to end well.
 */
export class CommandSignals extends EventEmitter {
  /** All is to be stopped now. */
  ended(): void {
    this.emit("SIGTERM");
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const NOT_STARTED = 127;
const SIGNALLED = 128;
