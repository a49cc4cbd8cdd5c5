import type { Complaint } from "./complaint.ts";
import type { Syntax } from "./syntax.ts";

interface Ban {
  readonly pattern: RegExp;
  /** Where it holds. */
  readonly where: RegExp;
  /** What to use in its place. */
  readonly instead: string;
}

/**
 * What would let the world in unseen. A rule that learns the time by itself cannot be run for last
 * May; a test that waits on a real timer is slow or wrong. So time, chance and the environment come
 * as arguments, and enter in files named for it: `system-*.ts` and `config.ts`.
 */
const BANS: readonly Ban[] = [
  {
    pattern: /^(globalThis\.)?(Date\.now|Temporal\.Now)$|^new Date\(\)$|^Date\(\)$/,
    where: sourcesBut("system-"),
    instead: "a Clock, or `now`",
  },
  {
    pattern: /^(globalThis\.|window\.)?(performance\.now|process\.hrtime)\b/,
    where: sourcesBut("system-"),
    instead: "a MachineTime",
  },
  {
    pattern: /^(globalThis\.|window\.)?(setTimeout|setInterval)(\(\))?$/,
    where: sourcesBut("system-"),
    instead: "Clock.schedule, or MachineTime.after",
  },
  {
    pattern: /^Math\.random$/,
    where: sourcesBut("system-"),
    instead: "a seeded Random",
  },
  {
    pattern: /\b(randomUUID|randomBytes|randomInt|getRandomValues)(\(\))?$/,
    where: sourcesBut("system-"),
    instead: "Ids, or a seeded Random",
  },
  {
    pattern: /^(globalThis\.)?process\.env$/,
    where: sourcesBut("system-|config\\.ts$"),
    instead: "config.ts",
  },
  { pattern: /^value!$/, where: sourcesBut("$"), instead: "a check, or an assert" },
];

/** Modules that hand out what is banned by name. */
const MODULES: readonly Ban[] = [
  {
    pattern: /^(node:)?timers(\/promises)?$/,
    where: sourcesBut("system-"),
    instead: "Clock.schedule, or MachineTime.after",
  },
  {
    pattern: /^(node:)?process$/,
    where: sourcesBut("system-|config\\.ts$"),
    instead: "config.ts, or an argument",
  },
];

export function bans(sources: readonly Syntax[]): Complaint[] {
  return sources.flatMap((source) => {
    const { path, imports, uses } = source;
    const names = imports.flatMap(({ names: list, line }) => list.map((what) => ({ what, line })));
    const modules = imports.map(({ from, line }) => ({ what: from, line }));
    return [
      ...complaintsOf(BANS, path, [...uses, ...names]),
      ...complaintsOf(MODULES, path, modules),
      ...leftOut(source),
      ...exportedWhole(source),
    ];
  });
}

function complaintsOf(
  list: readonly Ban[],
  path: string,
  uses: readonly { readonly what: string; readonly line: number }[],
): Complaint[] {
  const here = list.filter(({ where }) => where.test(path));
  return uses.flatMap(({ what, line }) => {
    const ban = here.find(({ pattern }) => pattern.test(what));
    return ban === undefined ? [] : [{ path, line, what: `${what}: use ${ban.instead}` }];
  });
}

/** A test that is left out, or that leaves out all others, is one that nobody runs. */
function leftOut({ path, tests }: Syntax): Complaint[] {
  return tests.flatMap(({ callee, options, line }) => {
    const how = /\.(only|skip|todo)\b/.exec(callee)?.[1] ?? options.find((one) => LEAVE.has(one));
    return how === undefined ? [] : [{ path, line, what: `${how}: every test runs` }];
  });
}

function exportedWhole({ path, imports }: Syntax): Complaint[] {
  return imports
    .filter(({ isExport, names }) => isExport && names.length === 0)
    .map(({ line }) => ({ path, line, what: "name what is exported: no `export *`" }));
}

function sourcesBut(excepted: string): RegExp {
  return new RegExp(`^packages/[^/]+/src/(.*/)?(?!${excepted})[^/]+$`);
}

const LEAVE: ReadonlySet<string> = new Set(["only", "skip", "todo"]);
