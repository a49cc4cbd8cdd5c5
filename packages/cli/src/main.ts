import { enableCompileCache, findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

// What Node made of our sources it keeps beside the libraries, not in the machine's common folder,
// where another user could leave something for us to run. Where it may not write it does without.
const libraries = findPackageJSON("commander", import.meta.url);
if (libraries !== undefined) enableCompileCache(join(dirname(libraries), "..", ".cache", "node"));

await import("./program.ts");
