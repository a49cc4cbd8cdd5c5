import type { Complaint, File } from "./complaint.ts";

/**
 * A file is named by its one subject, in kebab-case; so is a folder. A name that fits anything says
 * that there is no subject.
 */
export function names(files: readonly File[]): Complaint[] {
  return files
    .filter(({ path }) => WHERE.test(path))
    .flatMap(({ path }) => {
      const what = faultIn(path);
      return what === undefined ? [] : [{ path, line: 1, what }];
    });
}

function faultIn(path: string): string | undefined {
  const [file = "", ...folders] = path.split("/").reverse();
  const stem = file.replace(/(\.[a-z]+)+$/, "");
  for (const name of [stem, ...folders]) {
    if (!(file.endsWith(".sql") ? NUMBERED : KEBAB).test(name) && name === stem) {
      return `${file} is not in ${file.endsWith(".sql") ? "0001_snake_case" : "kebab-case"}`;
    }
    if (name === "types" || name.split("-").some((word) => FITS_ANYTHING.has(word))) {
      return `${name} fits anything: name the subject`;
    }
  }
  return undefined;
}

const WHERE =
  /^(packages\/[^/]+\/(src|test|bin|sql)|scripts|simulation|bench)\/.*\.(tsx?|js|css|html|sql)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const NUMBERED = /^\d{4}_[a-z0-9]+(_[a-z0-9]+)*$/;
const FITS_ANYTHING: ReadonlySet<string> = new Set([
  "utils",
  "util",
  "helpers",
  "helper",
  "common",
  "shared",
  "lib",
  "manager",
  "misc",
]);
