import { type Complaint, type File, linesWith } from "./complaint.ts";

interface Word {
  /** What its group caught is told. */
  readonly pattern: RegExp;
  readonly what: (found: string) => string;
}

/**
 * Words that do not land, in comments as anywhere. The patterns are written so that they do not
 * match themselves.
 */
const WORDS: readonly Word[] = [
  { pattern: /\bFIX[M]E\b/, what: () => "fix it before it lands" },
  { pattern: /\bTO[D]O\b(?!.*#\d)/, what: () => "this has no issue number" },
  { pattern: /^\s*(?:\/\/|\*|--)\s*([=\-*#~]{4,})/, what: () => "no dividers" },
  {
    pattern: /(?<![\w./-])(\/(?:work|home\/\w+|Users\/\w+|root)\/[\w.-]+)/,
    what: (found) => `${found} is on one machine only`,
  },
  {
    pattern: /(?<![\w@./-])((?:\.\.?\/)*shared[/])/,
    what: (found) => `${found} is no folder of this repository`,
  },
];

export function words(files: readonly File[]): Complaint[] {
  return files.flatMap(({ path, text }) =>
    WORDS.flatMap(({ pattern, what }) =>
      linesWith(text, pattern).map(({ line, found }) => ({ path, line, what: what(found) })),
    ),
  );
}
