import { bans } from "./bans.ts";
import { type Complaint, type File, inReadingOrder } from "./complaint.ts";
import { hubKinds } from "./hub-kinds.ts";
import { importDirections } from "./import-directions.ts";
import { markdown } from "./markdown.ts";
import { names } from "./names.ts";
import { reach } from "./reach.ts";
import { sizes } from "./sizes.ts";
import { specRules } from "./spec-rules.ts";
import { sql } from "./sql.ts";
import { syntaxOf } from "./syntax.ts";
import { wireWords } from "./wire-words.ts";
import { words } from "./words.ts";

/** All that the rules of this repository say about its files, in the order of a reader. */
export function complaintsAbout(
  files: readonly File[],
  exists: (path: string) => boolean,
): Complaint[] {
  const sources = syntaxOf(files);
  return inReadingOrder([
    ...importDirections(files, sources),
    ...hubKinds(sources),
    ...wireWords(sources),
    ...bans(sources),
    ...words(files),
    ...sql(files, sources),
    ...sizes(files, sources),
    ...specRules(files, sources),
    ...names(files),
    ...reach(files, sources),
    ...markdown(files, exists),
  ]);
}
