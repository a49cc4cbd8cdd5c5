import type { File } from "./complaint.ts";

/**
 * A workspace: its folder under `packages/`, its name, and what its package.json lets it import.
 */
export interface Package {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
  /** The paths it names in `exports` and `bin`, as they are in the repository. */
  readonly entries: ReadonlySet<string>;
}

export function packagesIn(files: readonly File[]): Package[] {
  return files.flatMap(({ path, text }) => {
    const folder = /^packages\/([^/]+)\/package\.json$/.exec(path)?.[1];
    return folder === undefined ? [] : [packageFrom(folder, JSON.parse(text))];
  });
}

/** The package a path belongs to, or `undefined` for what stands beside them. */
export function packageOf(packages: readonly Package[], path: string): Package | undefined {
  return packages.find(({ folder }) => path.startsWith(`packages/${folder}/`));
}

/** What `import … from "@casement/hub/api"` asks for: `@casement/hub`. */
export function packageNameIn(specifier: string): string {
  const [scope = "", name = ""] = specifier.split("/");
  return scope.startsWith("@") ? `${scope}/${name}` : scope;
}

export interface Manifest {
  readonly name?: string;
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly peerDependencies?: object;
  readonly optionalDependencies?: object;
  readonly exports?: unknown;
  readonly bin?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
}

function packageFrom(folder: string, manifest: Manifest): Package {
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest;
  return {
    folder,
    name: manifest.name ?? folder,
    dependencies: new Set(
      [dependencies, peerDependencies, optionalDependencies].flatMap((list) => Object.keys(list)),
    ),
    devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
    entries: new Set(
      [...textsIn(manifest.exports), ...textsIn(manifest.bin)].map(
        (path) => `packages/${folder}/${path.replace(/^\.\//, "")}`,
      ),
    ),
  };
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
