import type { Complaint, File } from "./complaint.ts";
import type { Syntax } from "./syntax.ts";

/** Where a limit is raised, and why no concept was found to split by. */
const RAISED: readonly {
  readonly path: RegExp;
  readonly fileLinesMax: number;
  readonly why: string;
}[] = [
  {
    path: /^packages\/engine\/src\/rates\/cards\//,
    fileLinesMax: 5_000,
    why: "a rate card is one list, and is looked into, not read",
  },
];

/** Files, functions and lines that fit a head and a screen. Blank lines and comments count. */
export function sizes(files: readonly File[], sources: readonly Syntax[]): Complaint[] {
  return [
    ...files
      .filter(({ path }) => CODE.test(path))
      .flatMap((file) => [...fileSize(file), ...lineSizes(file)]),
    ...sources.flatMap(({ path, functions }) =>
      functions
        .filter(({ lines }) => lines > FUNCTION_LINES_MAX)
        .map(({ name, line, lines }) => ({
          path,
          line,
          what: `${name} has ${lines} lines, and ${FUNCTION_LINES_MAX} are the limit`,
        })),
    ),
  ];
}

function fileSize({ path, text }: File): Complaint[] {
  const lines = text.replace(/\n$/, "").split("\n").length;
  const max = RAISED.find((one) => one.path.test(path))?.fileLinesMax ?? FILE_LINES_MAX;
  return lines > max ? [{ path, line: 1, what: `${lines} lines, and ${max} are the limit` }] : [];
}

function lineSizes({ path, text }: File): Complaint[] {
  return text.split("\n").flatMap((line, index) => {
    const columns = [...line].length;
    if (columns <= LINE_COLUMNS_MAX || UNBROKEN.some((text) => text.test(line))) return [];
    const what = `${columns} columns, and ${LINE_COLUMNS_MAX} are the limit`;
    return [{ path, line: index + 1, what }];
  });
}

const FILE_LINES_MAX = 400;
const FUNCTION_LINES_MAX = 60;
const LINE_COLUMNS_MAX = 100;
/** What is better in one piece: an address, a test's title, a list of classes, one lone text. */
const UNBROKEN: readonly RegExp[] = [
  /https?:\/\//,
  /^\s*test\(["`]/,
  /\bclassName="/,
  /^\s*(["'`])((?!\1).)*\1,?$/,
];
const CODE = /\.(tsx?|js|css|sql)$/;
