/**
 * Whether an error says that the database is away, is stopping, or has no connection left: what was
 * asked of it can be asked again.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" && (AWAY_CLASSES.test(code) || AWAY.has(code))) return true;
  // The server's socket is a file: not to find another file is no trouble of the database's.
  if (code === "ENOENT" && "syscall" in error) return error.syscall === "connect";
  return NO_CODE.test(error.message) || isDatabaseAway(error.cause);
}

/** Of PostgreSQL: connection exceptions, no resources, and an operator who intervened. */
const AWAY_CLASSES = /^(08...|53...|57P..)$/;

const AWAY: ReadonlySet<string> = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH"],
]);

/** What pg says without a code. It has no class for them either. */
const NO_CODE =
  /^(Connection terminated|timeout exceeded when trying|Client (has encountered|was closed))/;
