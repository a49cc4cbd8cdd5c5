import type { Complaint, File } from "./complaint.ts";
import { type Manifest, packagesIn } from "./packages.ts";
import { resolved, type Syntax } from "./syntax.ts";

/**
 * A source that nothing reaches is a source that nobody runs.
 *
 * Entries are what a package.json names in `exports`, `bin` and its scripts, every test, and the
 * programs of `bench` and `simulation`. From there a file is reached by an import, by a page's
 * `<script src>`, or by a text that ends in its name, as that of a program that is started.
 */
export function reach(files: readonly File[], sources: readonly Syntax[]): Complaint[] {
  const written = sources.filter(({ path }) => WHERE.test(path));
  const bySource = new Map(sources.map((source) => [source.path, source]));
  const pages = files.filter(({ path }) => path.endsWith(".html"));
  const reached = new Set<string>();
  const next = [...entries(files, sources), ...pages.flatMap(scriptsOf)];
  for (let path = next.pop(); path !== undefined; path = next.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const source = bySource.get(path);
    if (source !== undefined) next.push(...targetsOf(source, written));
  }
  return written
    .filter(({ path }) => !reached.has(path))
    .map(({ path }) => ({ path, line: 1, what: "nothing reaches this file" }));
}

function entries(files: readonly File[], sources: readonly Syntax[]): string[] {
  const commands = files
    .filter(({ path }) => /(^|\/)package\.json$/.test(path))
    .flatMap(({ path, text }) => {
      const { scripts = {} }: Manifest = JSON.parse(text);
      return Object.values(scripts).flatMap((command) =>
        [...command.matchAll(/\S+\.(?:ts|js)\b/g)].map(([from]) => resolved(path, from)),
      );
    });
  return [
    ...commands,
    ...packagesIn(files).flatMap((one) => [...one.entries]),
    ...sources.map(({ path }) => path).filter((path) => STARTS.test(path)),
  ];
}

function targetsOf(source: Syntax, written: readonly Syntax[]): string[] {
  const imported = source.imports
    .filter(({ from }) => from.startsWith("."))
    .map(({ from }) => resolved(source.path, from));
  const named = source.texts.flatMap(({ what }) => {
    const name = /[\w./-]+\.(tsx?|js)$/.exec(what)?.[0].replace(/^(\.{0,2}\/)+/, "");
    if (name === undefined) return [];
    return written.map(({ path }) => path).filter((path) => path.endsWith(`/${name}`));
  });
  return [...imported, ...named];
}

function scriptsOf({ path, text }: File): string[] {
  return [...text.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, from = ""]) =>
    resolved(path, from.startsWith("/") ? `.${from}` : from),
  );
}

const WHERE = /^(packages\/[^/]+\/(src|test|examples)|scripts|bench|simulation)\/.*\.tsx?$/;
const STARTS = /\.test\.tsx?$|\.types\.ts$|^(bench|simulation)\/[^/]+\.ts$|\.config\.[jt]s$/;
