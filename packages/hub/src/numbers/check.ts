/** One thing that was looked at before a number is connected. `ok: null`: it cannot be told. */
export interface Check {
  readonly check:
    | "app_secret"
    | "token"
    | "permissions"
    | "account"
    | "time_zone"
    | "number"
    | "subscription"
    | "callback"
    | "fields"
    | "files";
  readonly ok: boolean | null;
  readonly what: string;
  readonly remedy: string | null;
}

/** Without these a number cannot be connected; the others say what will be missing then. */
export function isConnectable(checks: readonly Check[]): boolean {
  const needed = new Set(["app_secret", "token", "permissions", "account", "number"]);
  return checks.every((one) => one.ok !== false || !needed.has(one.check));
}

export function untold(check: Check["check"], what: string): Check {
  return { check, ok: null, what, remedy: null };
}
