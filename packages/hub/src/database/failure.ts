/** What is wrong with the database, in a word that a program can act on. */
export type DatabaseProblem =
  | "in_use"
  | "too_old"
  | "too_new"
  | "not_reached"
  | "not_started"
  | "not_ours"
  | "data_missing"
  | "no_binaries"
  | "no_account";

/** The database cannot be used. The message is a sentence for whoever started the hub. */
export class DatabaseFailure extends Error {
  override readonly name = "DatabaseFailure";
  readonly problem: DatabaseProblem;

  constructor(problem: DatabaseProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** The code of an error of PostgreSQL (`57P03`) or of the system (`ENOENT`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
