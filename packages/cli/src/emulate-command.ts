import { createEmulator } from "@casement/emulator";
import { instantFromIso, instantFromMs } from "@casement/engine";
import { VirtualClock } from "@casement/engine/clock";
import { machineTime } from "@casement/engine/system-clock";
import { builtScreens } from "@casement/web";
import { type Command, InvalidArgumentError, Option } from "commander";
import { portFrom } from "./ports.ts";
import { Stopping } from "./stopping.ts";

interface EmulateOptions {
  readonly port: number;
  readonly webhook?: string;
  readonly token?: string;
  readonly appSecret?: string;
  readonly verifyToken?: string;
  readonly clock: ClockMode;
  readonly seed: number;
  readonly windowErrors: "async" | "sync";
}

/** `casement emulate`: Meta's side alone, for whoever has a hub, an app or an SDK of their own. */
export function addEmulate(program: Command): void {
  program
    .command("emulate")
    .description("run Meta's side of the platform on this machine")
    .addOption(
      new Option("--port <port>", "where it listens")
        .env("CASEMENT_EMULATOR_PORT")
        .default(2425)
        .argParser(portFrom),
    )
    .option("--webhook <url>", "where webhooks go")
    .option("--token <token>", "an access token with every permission")
    .option("--app-secret <secret>", "signs webhooks")
    .option("--verify-token <token>", "sent in the handshake")
    .addOption(
      new Option("--clock <mode>", "real, frozen, a speed (60x), or a moment to start at, frozen")
        .default({ speed: 1 }, "real")
        .argParser(clockModeFrom),
    )
    .addOption(
      new Option("--seed <seed>", "all chance follows from it").default(1).argParser(Number),
    )
    .addOption(
      new Option("--window-errors <how>", "how a closed window is told")
        .choices(["async", "sync"])
        .default("async"),
    )
    .action(emulate);
}

/** How fast the clock goes, 0 for not at all, and where it starts if not at the machine's time. */
interface ClockMode {
  readonly speed: number;
  readonly start?: number;
}

function clockModeFrom(text: string): ClockMode {
  if (text === "real") return { speed: 1 };
  if (text === "frozen") return { speed: 0 };
  const speed = /^(\d+(?:\.\d+)?)x$/.exec(text)?.[1];
  if (speed !== undefined && Number(speed) > 0) return { speed: Number(speed) };
  const start = instantFromIso(text);
  if (start !== undefined) return { speed: 0, start };
  throw new InvalidArgumentError("real, frozen, a speed such as 60x, or 2023-07-10T00:00:00Z");
}

async function emulate({ clock: mode, port, ...options }: EmulateOptions): Promise<void> {
  const stopping = new Stopping();
  const signalled = stopping.untilSignal();
  try {
    const { phone } = await builtScreens();
    const clock = new VirtualClock(instantFromMs(mode.start ?? machineTime.nowMs()));
    const emulator = createEmulator({ ...options, clock, machine: machineTime, phonePage: phone });
    stopping.add("emulator", () => emulator.close());
    const { url } = await emulator.listen(port);
    if (mode.speed > 0) clock.run(mode.speed, machineTime);
    stopping.add("clock", () => clock.freeze());
    const { token, phoneNumberId } = emulator.credentials;
    process.stdout.write(
      `Graph API  ${url}\nPhone      ${url}/phone/\nNumber     ${phoneNumberId}\nToken      ${token}\n`,
    );
  } catch (error) {
    await stopping.stop();
    throw error;
  }
  await signalled;
}
