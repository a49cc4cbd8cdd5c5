import { createReadStream } from "node:fs";

/** The text of a file, or of standard input if none is named, in pieces. */
export async function* textOf(file: string | undefined): AsyncGenerator<string> {
  const input = file === undefined ? process.stdin : createReadStream(file);
  input.setEncoding("utf8");
  let isFirst = true;
  for await (const piece of input) {
    // Some editors begin a file with a mark of its encoding, which is no JSON.
    yield isFirst ? String(piece).replace(/^\uFEFF/, "") : String(piece);
    isFirst = false;
  }
}

/**
 * The lines of a text, without their ends.
 *
 * Not `readline`, which also ends a line at U+2028, and that may stand in a JSON string as it is.
 */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = piece.split("\n");
    lines[0] = rest + (lines[0] ?? "");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Why a file cannot be read, for whoever named it; `undefined` for what is not about the file. */
export function unreadable(error: unknown, file: string | undefined): string | undefined {
  if (file === undefined || !(error instanceof Error) || !("code" in error)) return undefined;
  const why = WHY[String(error.code)];
  return why === undefined ? undefined : `${file}: ${why}`;
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder",
  EACCES: "this file may not be read",
};
