import { pino } from "pino";
import type { Log, LogFields } from "./log.ts";

/** Writes the log to standard error, one line of JSON a call. */
export function jsonLog(): Log {
  const sink = pino({ base: null }, pino.destination(2));
  return {
    info: (what, fields) => sink.info(known(fields), what),
    warn: (what, fields) => sink.warn(known(fields), what),
    error: (what, fields) => sink.error(known(fields), what),
  };
}

/** Only the fields that `LogFields` names get through, whatever an object brings besides. */
function known(fields: LogFields = {}): LogFields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ALLOWED.has(name)));
}

const ALLOWED: ReadonlySet<string> = new Set([
  "numberId",
  "postId",
  "draftId",
  "code",
  "status",
  "count",
  "durationMs",
  "port",
  "path",
  "errorName",
] satisfies (keyof LogFields)[]);
