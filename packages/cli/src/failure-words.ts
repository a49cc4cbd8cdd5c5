import { ListenError } from "@casement/emulator";
import { ConfigFailure, DatabaseFailure, KeyFailure, NotConnected } from "@casement/hub";
import { PortTaken } from "./demo/free-port.ts";
import { ClockFailure } from "./emulated/clock-failure.ts";
import { NotStopped } from "./stopping.ts";

/** What to tell a person of a failure: one sentence that says what to do, or all that we have. */
export function wordsFor(error: unknown): string {
  if (isPortTaken(error)) {
    return `Port ${error.port} is in use by another program. Stop it, or name another in PORT.`;
  }
  if (isOurs(error)) return error.message;
  const place = placeWords(error);
  if (place !== undefined) return place;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A folder or an address of this machine that cannot be used, as the system calls that. */
function placeWords(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  const path = "path" in error && typeof error.path === "string" ? error.path : undefined;
  const why = FOLDER_TROUBLE[String(error.code)];
  if (path !== undefined && why !== undefined) {
    return `${path} ${why}. Set CASEMENT_FOLDER to a folder that Casement may write to.`;
  }
  const isListening = "syscall" in error && /^(listen|getaddrinfo)$/.test(String(error.syscall));
  if (!isListening) return undefined;
  return `HOST and PORT name no place to listen at on this machine (${error.code}).`;
}

const FOLDER_TROUBLE: Readonly<Record<string, string>> = {
  EACCES: "may not be used by this account",
  EEXIST: "is a file, and a folder is wanted",
  ENOTDIR: "is not in a folder",
  EPERM: "may not be used by this account",
  EROFS: "cannot be written to",
};

/** 2 for what was asked wrongly by a name of the environment; 1 for the rest. */
export function exitCodeFor(error: unknown): number {
  return error instanceof ConfigFailure ? 2 : 1;
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
    PortTaken,
  ];
  return ours.some((kind) => error instanceof kind);
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error
  );
}
