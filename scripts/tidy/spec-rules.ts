import { type Complaint, type File, linesWith } from "./complaint.ts";
import type { Syntax } from "./syntax.ts";

/**
 * SPEC.md and the tests are one thing: every rule of it (`- **W1** …`) has a test titled by it
 * (`[W1] …`), every test names a rule that is there, and no rule is there twice.
 */
export function specRules(files: readonly File[], sources: readonly Syntax[]): Complaint[] {
  return files
    .filter(({ path }) => /^packages\/[^/]+\/SPEC\.md$/.test(path))
    .flatMap((spec) => {
      const folder = spec.path.slice(0, -"SPEC.md".length);
      const rules = linesWith(spec.text, /^\s*[-*] \*\*([A-Z]+\d+[a-z]?)\*\*/);
      const named = sources
        .filter(({ path }) => path.startsWith(`${folder}test/`))
        .flatMap(({ path, tests }) => tests.flatMap((one) => rulesIn(one.title, path, one.line)));
      return [...untested(spec.path, rules, named), ...unknown(spec.path, rules, named)];
    });
}

interface Rule {
  readonly line: number;
  readonly found: string;
}

interface Named extends Rule {
  readonly path: string;
}

function untested(path: string, rules: readonly Rule[], named: readonly Named[]): Complaint[] {
  const tested = new Set(named.map(({ found }) => found));
  const seen = new Set<string>();
  return rules.flatMap(({ line, found }) => {
    const isSecond = seen.has(found);
    seen.add(found);
    if (isSecond) return [{ path, line, what: `${found} is there twice` }];
    return tested.has(found) ? [] : [{ path, line, what: `${found} has no test` }];
  });
}

function unknown(spec: string, rules: readonly Rule[], named: readonly Named[]): Complaint[] {
  const known = new Set(rules.map(({ found }) => found));
  return named
    .filter(({ found }) => !known.has(found))
    .map(({ path, line, found }) => ({ path, line, what: `${found} is no rule in ${spec}` }));
}

function rulesIn(title: string, path: string, line: number): Named[] {
  return [...title.matchAll(/\[([A-Z]+\d+[a-z]?)\]/g)].map(([, found = ""]) => ({
    path,
    line,
    found,
  }));
}
