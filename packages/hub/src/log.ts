/**
 * The hub's log: one line of JSON a call. Only what is named here can reach it: a field is a
 * number, a boolean, or a word of ours. No message body, token, phone number or error text of a
 * stranger.
 */
export interface Log {
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;
  error(what: string, fields?: LogFields): void;
}

export interface LogFields {
  readonly numberId?: string;
  readonly postId?: string;
  readonly draftId?: string;
  readonly code?: number | string;
  readonly status?: number;
  readonly count?: number;
  readonly durationMs?: number;
  readonly port?: number;
  readonly path?: string;
  readonly errorName?: string;
}

/** Says nothing: for tests, and for a demo whose standard output is for people. */
export const silentLog: Log = { info() {}, warn() {}, error() {} };
