import type { Complaint } from "./complaint.ts";
import { type Import, resolved, type Syntax } from "./syntax.ts";

/**
 * In the hub a file's name tells its kind: `noun.ts` pure rules, `noun-store.ts` SQL,
 * `noun-client.ts` calls out, `verb.ts` an effect.
 *
 * A script cannot tell a noun from a verb, so it looks at what a file does. One that does nothing
 * (nothing async, no class, no promise) is pure, and does not import stores, clients or what they
 * are made of; types vanish and are free. What is called `-translation` or `-shape` promises to be
 * pure. A store imports no client: between the two there is an effect.
 */
export function hubKinds(sources: readonly Syntax[]): Complaint[] {
  return sources
    .filter(({ path }) => path.startsWith(HUB) && !path.startsWith(DATABASE))
    .flatMap((source) =>
      source.imports
        .filter(({ isType }) => !isType)
        .flatMap((one) => {
          const what = faultOf(source, one);
          return what === undefined ? [] : [{ path: source.path, line: one.line, what }];
        }),
    );
}

function faultOf(source: Syntax, one: Import): string | undefined {
  const target = one.from.startsWith(".") ? resolved(source.path, one.from) : one.from;
  if (source.path.endsWith("-store.ts") && target.endsWith("-client.ts")) {
    return "a store calls nobody: an effect does both";
  }
  if (!/-(store|client)\.ts$/.test(target) && !OUTSIDE.has(target)) return undefined;
  if (PROMISES_PURE.test(source.path)) return `pure by its name: no ${one.from}`;
  return source.hasEffects ? undefined : `this file is pure: no ${one.from}`;
}

const HUB = "packages/hub/src/";
/** Made of what makes databases, all of it. */
const DATABASE = "packages/hub/src/database/";
const PROMISES_PURE = /[/-](translation|shapes?)\.ts$/;
const OUTSIDE: ReadonlySet<string> = new Set([
  "pg",
  "undici",
  "node-pg-migrate",
  "node:fs/promises",
]);
