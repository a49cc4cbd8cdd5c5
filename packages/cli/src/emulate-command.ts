import { createEmulator, DEFAULT_SECRETS, type Emulator } from "@casement/emulator";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { builtScreens } from "@casement/web";
import { type Command, InvalidArgumentError, Option } from "commander";
import { environment } from "./config.ts";
import { type ClockMode, clockModeFrom, startOf } from "./emulate/clock-mode.ts";
import { CommandSignals, commandEnvironment, runCommand } from "./emulate/run-command.ts";
import {
  type Given,
  restoreState,
  type SavedState,
  StateFailure,
  savedState,
  saveState,
} from "./emulate/state-file.ts";
import { portFrom } from "./ports.ts";
import { Stopping } from "./stopping.ts";
import { webAddressFrom } from "./web-address.ts";

interface EmulateOptions {
  readonly port: number;
  readonly webhook?: string;
  readonly token: string;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly clock: ClockMode;
  readonly seed: number;
  readonly windowErrors: "async" | "sync";
  readonly webhookRetries: "7d" | "36h";
  readonly state?: string;
}

/** `casement emulate`: Meta's side alone, for whoever has a hub, an app or an SDK of their own. */
export function addEmulate(program: Command): void {
  program
    .command("emulate")
    .description("run Meta's side of the platform on this machine")
    .argument("[command...]", "after --: run this against the emulator, and end when it ends")
    .addOption(
      new Option("--port <port>", "where it listens")
        .env("CASEMENT_EMULATOR_PORT")
        .default(2425)
        .argParser(portFrom),
    )
    .addOption(new Option("--webhook <url>", "where webhooks go").argParser(webAddressFrom))
    .option("--token <token>", "an access token with every permission", DEFAULT_SECRETS.token)
    .option("--app-secret <secret>", "signs webhooks", DEFAULT_SECRETS.appSecret)
    .option("--verify-token <token>", "sent in the handshake", DEFAULT_SECRETS.verifyToken)
    .addOption(
      new Option("--clock <mode>", "real, frozen, a speed (60x), or a moment to start at, frozen")
        .default({ speed: 1 }, "real")
        .argParser(clockModeFrom),
    )
    .addOption(
      new Option("--seed <seed>", "all chance and every id follow from it")
        .default(1)
        .argParser(seedFrom),
    )
    .addOption(
      new Option("--window-errors <how>", "131047 comes as a later status, or in the answer")
        .choices(["async", "sync"])
        .default("async"),
    )
    .addOption(
      new Option("--webhook-retries <how>", "how long a webhook that is not taken is posted again")
        .choices(["7d", "36h"])
        .default("7d"),
    )
    .option("--state <file>", "load the world from there if it is there, and save it at the end")
    .action(emulate);
}

function seedFrom(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(seed)) return seed;
  throw new InvalidArgumentError("a seed is a whole number");
}

async function emulate(
  words: readonly string[],
  options: EmulateOptions,
  command: Command,
): Promise<void> {
  try {
    if (words.length === 0) {
      await new Stopping().run(async (stopping) => {
        const { emulator, url } = await startEmulator(options, command, stopping);
        printPlaces(emulator, url);
      });
    } else {
      await emulateFor(words, options, command);
    }
  } catch (error) {
    if (error instanceof StateFailure) command.error(error.message);
    throw error;
  }
}

/** Runs the emulator for as long as a command runs, and ends with its exit code. */
async function emulateFor(
  words: readonly string[],
  options: EmulateOptions,
  command: Command,
): Promise<void> {
  const signals = new CommandSignals();
  const stopping = new Stopping({
    signals,
    machine: machineTime,
    leave: (code) => process.exit(code),
    say: (text) => void process.stderr.write(`${text}\n`),
  });
  await stopping.run(async () => {
    const { emulator, ...place } = await startEmulator(options, command, stopping);
    const { ended } = runCommand(words, commandEnvironment(emulator, place, environment));
    void ended.then((code) => {
      process.exitCode = code;
      signals.ended();
    });
  });
}

async function startEmulator(
  { clock: mode, port, state, ...options }: EmulateOptions,
  command: Command,
  stopping: Stopping,
): Promise<{ emulator: Emulator; url: string; port: number }> {
  const { phone } = await builtScreens();
  const saved = state === undefined ? undefined : await savedState(state);
  const clock = new VirtualClock(startOf(mode, machineTime.nowMs(), saved?.savedAt));
  const emulator = createEmulator({ ...options, clock, machine: machineTime, phonePage: phone });
  stopping.add("emulator", () => emulator.close());
  const place = await emulator.listen(port);
  if (state !== undefined) await keepState({ emulator, state, saved, command, stopping });
  if (mode.speed > 0) clock.run(mode.speed, machineTime);
  stopping.add("clock", () => clock.freeze());
  return { emulator, ...place };
}

async function keepState(kept: {
  readonly emulator: Emulator;
  readonly state: string;
  readonly saved: SavedState | undefined;
  readonly command: Command;
  readonly stopping: Stopping;
}): Promise<void> {
  const { emulator, state, saved, command, stopping } = kept;
  if (saved !== undefined) await restoreState(emulator, state, saved, givenIn(command));
  stopping.add("state", () => saveState(emulator, state));
}

/** What was said on the command line itself, and not left at what it usually is. */
function givenIn(command: Command): Given {
  const options = command.opts<EmulateOptions>();
  const given = <Key extends keyof Given>(key: Key): Given[Key] =>
    command.getOptionValueSource(key) === "cli" ? options[key] : undefined;
  return {
    webhook: given("webhook"),
    token: given("token"),
    appSecret: given("appSecret"),
    verifyToken: given("verifyToken"),
    windowErrors: given("windowErrors"),
    webhookRetries: given("webhookRetries"),
  };
}

function printPlaces({ credentials: { token, phoneNumberId } }: Emulator, url: string): void {
  process.stdout.write(
    `Graph API  ${url}\nPhone      ${url}/phone/\nNumber     ${phoneNumberId}\nToken      ${token}\n`,
  );
}
