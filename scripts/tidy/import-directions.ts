import type { Complaint, File } from "./complaint.ts";
import { type Package, packageNameIn, packageOf, packagesIn } from "./packages.ts";
import { type Import, resolved, type Syntax } from "./syntax.ts";

/**
 * Imports point down only: `cli → web, hub, emulator → cloud-api, engine`.
 *
 * Engine and cloud-api do not know each other, nor do hub and emulator. A source imports only what
 * its own package.json lists, by name and never by a path into another package. Tests may look
 * across, for hub and emulator meet there.
 */
export function importDirections(files: readonly File[], sources: readonly Syntax[]): Complaint[] {
  const packages = packagesIn(files);
  const root = new Set(rootDevDependencies(files));
  return sources.flatMap((source) => {
    const own = packageOf(packages, source.path);
    if (own === undefined) return [];
    return source.imports.flatMap((one) => {
      const what = faultOf(source.path, one, own, packages, root);
      return what === undefined ? [] : [{ path: source.path, line: one.line, what }];
    });
  });
}

function faultOf(
  path: string,
  one: Import,
  own: Package,
  packages: readonly Package[],
  root: ReadonlySet<string>,
): string | undefined {
  const { from } = one;
  const inSource = path.startsWith(`packages/${own.folder}/src/`);
  if (from.startsWith(".")) return relativeFault(path, from, own, inSource);
  if (from.startsWith("/")) return `${from} is an absolute path`;
  if (from.startsWith("node:")) {
    return own.folder === "engine" && inSource ? "the engine runs anywhere: no node:" : undefined;
  }
  const name = packageNameIn(from);
  const other = packages.find((candidate) => candidate.name === name);
  if (inSource && other !== undefined && rankOf(other) >= rankOf(own) && other !== own) {
    return `imports point down only: ${own.folder} does not know ${other.folder}`;
  }
  if (inSource && own.folder === "web" && name === "@casement/hub" && from !== SCREENS_KNOW) {
    return `of the hub the screens know ${SCREENS_KNOW} only`;
  }
  const isListed =
    name === own.name ||
    own.dependencies.has(name) ||
    (!inSource && (own.devDependencies.has(name) || root.has(name) || other !== undefined));
  return isListed ? undefined : `${name} is not a dependency of this package`;
}

function relativeFault(
  path: string,
  from: string,
  own: Package,
  inSource: boolean,
): string | undefined {
  const target = resolved(path, from);
  if (!target.startsWith(`packages/${own.folder}/`)) {
    return inSource || target.startsWith("packages/") ? `${from} leaves the package` : undefined;
  }
  if (inSource && !target.startsWith(`packages/${own.folder}/src/`) && /\.tsx?$/.test(target)) {
    return `${from} leaves the sources`;
  }
  const isRule = path.startsWith(ENGINE) && !path.startsWith(CLOCK);
  return isRule && target.startsWith(CLOCK) ? "rules take `now`: no clock in them" : undefined;
}

function rankOf({ folder }: Package): number {
  return RANKS[folder] ?? Number.POSITIVE_INFINITY;
}

function rootDevDependencies(files: readonly File[]): string[] {
  const manifest = files.find(({ path }) => path === "package.json");
  if (manifest === undefined) return [];
  const { devDependencies = {} }: { devDependencies?: object } = JSON.parse(manifest.text);
  return Object.keys(devDependencies);
}

const RANKS: { readonly [folder: string]: number } = {
  engine: 0,
  "cloud-api": 0,
  emulator: 1,
  hub: 1,
  web: 2,
  cli: 3,
};
const ENGINE = "packages/engine/src/";
const CLOCK = "packages/engine/src/clock/";
const SCREENS_KNOW = "@casement/hub/api";
