/** A file of the repository. The path starts at the root and has forward slashes. */
export interface File {
  readonly path: string;
  readonly text: string;
}

/** Something a rule of this repository does not allow, and where. Lines count from 1. */
export interface Complaint {
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** In the order of a reader who goes from file to file, from top to bottom. */
export function inReadingOrder(complaints: readonly Complaint[]): Complaint[] {
  return complaints.toSorted(
    (a, b) => order(a.path, b.path) || a.line - b.line || order(a.what, b.what),
  );
}

/** By code unit, and so the same on every machine, whatever its language. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The lines of a text that match, with their numbers. The pattern must not be global or sticky. */
export function linesWith(text: string, pattern: RegExp): { line: number; found: string }[] {
  return text.split("\n").flatMap((line, index) => {
    const found = pattern.exec(line);
    return found === null ? [] : [{ line: index + 1, found: found[1] ?? found[0] }];
  });
}
