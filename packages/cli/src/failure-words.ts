import { ListenError } from "@casement/emulator";
import { ConfigFailure, DatabaseFailure, KeyFailure, NotConnected } from "@casement/hub";
import { CommanderError } from "commander";
import { ClockFailure } from "./emulated/clock-failure.ts";
import { NotStopped } from "./stopping.ts";

/** What to tell a person of a failure: one sentence that says what to do, or all that we have. */
export function wordsFor(error: unknown): string {
  if (isPortTaken(error)) {
    return `Port ${error.port} is in use by another program. Stop it, or choose another port.`;
  }
  if (isOurs(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** 2 for what was asked wrongly, by an option or a name of the environment; 1 for the rest. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof ConfigFailure) return 2;
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 || error.code === "commander.help" ? error.exitCode : 2;
}

/** Failures whose message was written for whoever starts the program. */
function isOurs(error: unknown): error is Error {
  const ours = [
    ClockFailure,
    ConfigFailure,
    DatabaseFailure,
    KeyFailure,
    ListenError,
    NotConnected,
    NotStopped,
  ];
  return ours.some((kind) => error instanceof kind);
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error
  );
}
