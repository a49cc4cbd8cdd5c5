import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Written } from "./files.ts";

/** Writes a body into an open file as it comes, and says what it was. */
export async function pour(
  body: Readable,
  file: FileHandle,
): Promise<Pick<Written, "sha256" | "sizeBytes">> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    await file.appendFile(chunk);
  }
  return { sha256: hash.digest(), sizeBytes };
}
