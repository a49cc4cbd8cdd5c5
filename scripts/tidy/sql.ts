import { type Complaint, type File, linesWith } from "./complaint.ts";
import type { Syntax } from "./syntax.ts";

/**
 * SQL takes the time and chance as parameters, like everything else: a row whose moment the server
 * chose cannot be made again. And statements stand in `*-store.ts`, where they are looked for; the
 * folder `database` has those that make databases.
 */
export function sql(files: readonly File[], sources: readonly Syntax[]): Complaint[] {
  return [
    ...files
      .filter(({ path }) => path.endsWith(".sql"))
      .flatMap(({ path, text }) =>
        linesWith(withoutComments(text), CLOCK).map(({ line, found }) => asked(path, line, found)),
      ),
    ...sources
      .filter(({ path }) => SERVER.test(path))
      .flatMap(({ path, texts }) =>
        texts.flatMap(({ what, line }) => {
          const found = CLOCK.exec(withoutComments(what))?.[0];
          if (found !== undefined && STATEMENT.test(what)) return [asked(path, line, found)];
          const isAtHome = HOME.test(path) || !STATEMENT.test(what);
          return isAtHome ? [] : [{ path, line, what: "SQL stands in a *-store.ts" }];
        }),
      ),
  ];
}

function asked(path: string, line: number, found: string): Complaint {
  return { path, line, what: `${found}: use a parameter` };
}

/** Comments are blanked and not cut, so that lines keep their numbers. */
function withoutComments(text: string): string {
  return text.replace(/--.*$/gm, "");
}

const CLOCK = anyOf(
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)/,
  /\b(?:current_timestamp|current_date|current_time|localtimestamp)\b/,
  /\b(?:random|gen_random_uuid)\(\)/,
);

/** A statement's first words. Sentences that begin with such a word go on in another way. */
const STATEMENT = anyOf(
  /^\s*select\s[^.]*\bfrom\b/,
  /^\s*(insert into|delete from)\s/,
  /^\s*update\s+\S+\s+(\S+\s+)?set\s/,
  /^\s*with\s+\S+\s*(\([^)]*\))?\s+as\s/,
  /^\s*(create|alter|drop)\s+(table|index|database|role)\s/,
);

function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), "i");
}

const SERVER = /^packages\/hub\/src\//;
const HOME = /(-store\.ts|\/database\/[^/]+\.ts)$/;
