import { ListenError } from "@casement/emulator";
import { ConfigFailure, DatabaseFailure, KeyFailure, NotConnected } from "@casement/hub";

/** What to tell a person of a failure: one sentence that says what to do, or all that we have. */
export function wordsFor(error: unknown): string {
  if (isOurs(error)) return error.message;
  if (isPortTaken(error)) {
    return `Port ${error.port} is in use by another program. Stop it, or choose another port.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Failures whose message was written for whoever starts the program. */
function isOurs(error: unknown): error is Error {
  const ours = [ConfigFailure, DatabaseFailure, KeyFailure, ListenError, NotConnected];
  return ours.some((kind) => error instanceof kind);
}

function isPortTaken(error: unknown): error is Error & { port: number } {
  return (
    error instanceof Error && "code" in error && error.code === "EADDRINUSE" && "port" in error
  );
}
