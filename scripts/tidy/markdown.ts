import { posix } from "node:path";
import type { Complaint, File } from "./complaint.ts";

/** A text has one title, and its links lead somewhere. `exists` says whether a path is there. */
export function markdown(files: readonly File[], exists: (path: string) => boolean): Complaint[] {
  return files
    .filter(({ path }) => path.endsWith(".md"))
    .flatMap((file) => {
      const lines = proseOf(file.text);
      return [...titles(file.path, lines), ...links(file.path, lines, exists)];
    });
}

function titles(path: string, lines: readonly string[]): Complaint[] {
  const found = lines.flatMap((line, index) => (/^# /.test(line) ? [index + 1] : []));
  if (found.length === 1) return [];
  return [{ path, line: found[1] ?? 1, what: `${found.length} titles: a text has one` }];
}

function links(
  path: string,
  lines: readonly string[],
  exists: (path: string) => boolean,
): Complaint[] {
  return lines.flatMap((line, index) =>
    [...line.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = ""]) => {
      const [file = ""] = target.split("#");
      if (file === "" || /^[a-z]+:/.test(file)) return [];
      if (exists(posix.join(posix.dirname(path), file))) return [];
      return [{ path, line: index + 1, what: `the link to ${target} leads nowhere` }];
    }),
  );
}

/** The lines of a text, those of its code blocked out: a `#` is a comment there. */
function proseOf(text: string): string[] {
  let inCode = false;
  return text.split("\n").map((line) => {
    const isFence = /^\s*(```|~~~)/.test(line);
    if (isFence) inCode = !inCode;
    return isFence || inCode ? "" : line.replace(/`[^`]*`/g, "");
  });
}
