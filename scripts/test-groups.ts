import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * How many files one process runs. Most tests take less time than their process does to start and
 * to load the hub; more than this, and a core would be left to run the last group alone.
 */
const FILES_A_GROUP = 8;

/** What starts processes, cuts connections or looks at all that its own process does is alone. */
const ALONE = [
  "simulation/",
  "scripts/",
  "packages/cli/",
  "packages/hub/test/database/",
  "packages/hub/test/installation/",
] as const;

/**
 * Puts test files of one folder together, to be run by one process each: a program that imports
 * them, written into `folder`. They run one after another; hooks outside of any test are the
 * group's. Gives what to run, in the order of the files.
 */
export async function groupTests(
  files: readonly string[],
  { root, folder }: { readonly root: string; readonly folder: string },
): Promise<string[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const run: string[] = [];
  for (const [name, members] of groupsOf(files)) {
    if (members.length === 1) run.push(...members);
    else {
      const program = join(folder, `${name}.test.js`);
      await writeFile(program, programOf(members, root));
      run.push(program);
    }
  }
  return run;
}

/** Groups of about the same size, by name: `packages.hub.test.flows.2`. */
export function groupsOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  const isAlone = (file: string): boolean => ALONE.some((start) => file.startsWith(start));
  for (const [folder, all] of Map.groupBy(files, folderOf)) {
    const together = all.filter((file) => !isAlone(file));
    for (const file of all.filter(isAlone)) groups.set(file, [file]);
    const count = Math.ceil(together.length / FILES_A_GROUP);
    for (let place = 0; place < count; place++) {
      const name = `${folder.replaceAll(/[\\/]/g, ".")}.${place + 1}`;
      groups.set(
        name,
        together.filter((_, index) => index % count === place),
      );
    }
  }
  return groups;
}

function folderOf(file: string): string {
  return file.replace(/[\\/][^\\/]+$/, "");
}

function programOf(files: readonly string[], root: string): string {
  return files.map((file) => `import "${pathToFileURL(join(root, file)).href}";\n`).join("");
}
