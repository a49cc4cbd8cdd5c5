import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { complaintsAbout } from "./tidy/checks.ts";
import { filesUnder } from "./tidy/tree.ts";

// The rules of this repository that a script can hold. Each stands in a file of `tidy/`; one is
// added when a review says the same thing twice.

const root = resolve(import.meta.dirname, "..");
const complaints = complaintsAbout(filesUnder(root), (path) => existsSync(join(root, path)));
for (const { path, line, what } of complaints) console.log(`${path}:${line}: ${what}`);
if (complaints.length > 0) {
  console.log(`\n${complaints.length} to tidy.`);
  process.exitCode = 1;
}
