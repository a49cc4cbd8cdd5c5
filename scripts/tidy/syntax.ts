import { ChildProcess } from "node:child_process";
import { posix } from "node:path";
import {
  type CallExpression,
  type Expression,
  type ImportClause,
  isArrowFunction,
  isCallExpression,
  isClassDeclaration,
  isConstructorDeclaration,
  isExportDeclaration,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isImportDeclaration,
  isMethodDeclaration,
  isNamedExports,
  isNamedImports,
  isNewExpression,
  isNonNullExpression,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from "typescript/unstable/ast";
import { createVirtualFileSystem } from "typescript/unstable/fs";
import { API } from "typescript/unstable/sync";
import type { File } from "./complaint.ts";

/** What the checks need to know of a source file; all of it with lines, which count from 1. */
export interface Syntax {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly functions: readonly FunctionSpan[];
  /** What is reached for by name: `Date.now`, `new Date()`, `setTimeout()`, `value!`. */
  readonly uses: readonly Use[];
  /** Strings and templates, with `…` where a template has a gap. */
  readonly texts: readonly Use[];
  readonly tests: readonly Titled[];
  /**
   * Whether something in it is done, and not just reckoned: it is async, or a class, or a promise.
   */
  readonly hasEffects: boolean;
}

/** An import, a re-export, or an `import()`. */
export interface Import {
  readonly from: string;
  /** Empty where all is imported. */
  readonly names: readonly string[];
  /** Whether it vanishes when types are stripped. */
  readonly isType: boolean;
  readonly isExport: boolean;
  readonly line: number;
}

export interface FunctionSpan {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

export interface Use {
  readonly what: string;
  readonly line: number;
}

/** A test: how it is called, its title, and those of its options that are simply `true`. */
export interface Titled {
  readonly callee: string;
  readonly title: string;
  readonly options: readonly string[];
  readonly line: number;
}

/**
 * Reads sources with TypeScript's own parser, all in one go: one run of it takes a third of a
 * second for the whole repository, and as much for a single file. They need not be on the disk.
 */
export function syntaxOf(files: readonly File[]): Syntax[] {
  const sources = files.filter(({ path }) => /\.(tsx?|js)$/.test(path));
  const config = { compilerOptions: OPTIONS, files: sources.map(({ path }) => path) };
  const tree = Object.fromEntries(sources.map(({ path, text }) => [`${ROOT}/${path}`, text]));
  const api = new API({
    cwd: ROOT,
    fs: createVirtualFileSystem({ ...tree, [CONFIG]: JSON.stringify(config) }),
  });
  try {
    using snapshot = api.updateSnapshot({ openProjects: [CONFIG] });
    const [project] = snapshot.getProjects();
    return sources.map(({ path }) => {
      const source = project?.program.getSourceFile(`${ROOT}/${path}`);
      if (source === undefined) throw new Error(`${path}: TypeScript did not parse it`);
      return new Reader(path, source).read();
    });
  } finally {
    end(api);
  }
}

/**
 * Ends the parser, which is a process of its own.
 *
 * `close` ends its input and sends SIGTERM; where the signal is first, it prints "context canceled"
 * among our complaints. Killed outright it is silent, and it has nothing to save. Should a later
 * TypeScript keep its process elsewhere, `close` ends it all the same.
 */
function end(api: API): void {
  const path = ["client", "channel", "child"];
  const child = path.reduce<unknown>((at, key) => Object(at)[key], api);
  if (child instanceof ChildProcess) child.kill("SIGKILL");
  api.close();
}

/** The path in the repository that a relative import at `path` names. */
export function resolved(path: string, from: string): string {
  return posix.join(posix.dirname(path), from);
}

class Reader {
  readonly #path: string;
  readonly #source: SourceFile;
  readonly #imports: Import[] = [];
  readonly #functions: FunctionSpan[] = [];
  readonly #uses: Use[] = [];
  readonly #texts: Use[] = [];
  readonly #tests: Titled[] = [];
  #hasEffects = false;

  constructor(path: string, source: SourceFile) {
    this.#path = path;
    this.#source = source;
  }

  read(): Syntax {
    this.#visit(this.#source);
    return {
      path: this.#path,
      imports: this.#imports,
      functions: this.#functions,
      uses: this.#uses,
      texts: this.#texts,
      tests: this.#tests,
      hasEffects: this.#hasEffects,
    };
  }

  #visit(node: Node): void {
    this.#readImport(node);
    this.#readFunction(node);
    this.#readUse(node);
    this.#readText(node);
    if (isCallExpression(node)) this.#readTest(node);
    node.forEachChild((child) => this.#visit(child));
  }

  #readImport(node: Node): void {
    if (isImportDeclaration(node)) {
      const clause = node.importClause;
      const isType = clause !== undefined && isTypeOnly(clause);
      this.#addImport(node, node.moduleSpecifier, namesOf(clause), isType, false);
    } else if (isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const clause = node.exportClause;
      const elements = clause !== undefined && isNamedExports(clause) ? clause.elements : [];
      const names = elements.map((element) => (element.propertyName ?? element.name).text);
      const isType =
        node.isTypeOnly || (elements.length > 0 && elements.every((e) => e.isTypeOnly));
      this.#addImport(node, node.moduleSpecifier, names, isType, true);
    } else if (isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword) {
      const [from] = node.arguments;
      if (from !== undefined) this.#addImport(node, from, [], false, false);
    }
  }

  #addImport(
    node: Node,
    from: Expression,
    names: readonly string[],
    isType: boolean,
    isExport: boolean,
  ): void {
    if (!isStringLiteral(from)) return;
    this.#imports.push({ from: from.text, names, isType, isExport, line: this.#lineOf(node) });
  }

  #readFunction(node: Node): void {
    if (isClassDeclaration(node)) this.#hasEffects = true;
    if (node.kind === SyntaxKind.AsyncKeyword) this.#hasEffects = true;
    if (isIdentifier(node) && node.text === "Promise") this.#hasEffects = true;
    if (!isFunction(node)) return;
    const line = this.#lineOf(node);
    const lines = this.#lineAt(node.end) - line + 1;
    this.#functions.push({ name: nameOf(node), line, lines });
  }

  #readUse(node: Node): void {
    const line = this.#lineOf(node);
    if (isPropertyAccessExpression(node)) {
      const what = chainOf(node);
      if (what !== undefined) this.#uses.push({ what, line });
    } else if (isNewExpression(node) && isIdentifier(node.expression)) {
      const isBare = (node.arguments?.length ?? 0) === 0;
      this.#uses.push({ what: `new ${node.expression.text}(${isBare ? "" : "…"})`, line });
    } else if (isCallExpression(node) && isIdentifier(node.expression)) {
      this.#uses.push({ what: `${node.expression.text}()`, line });
    } else if (isNonNullExpression(node)) {
      this.#uses.push({ what: "value!", line });
    }
  }

  #readText(node: Node): void {
    const what = textOf(node);
    if (what !== undefined) this.#texts.push({ what, line: this.#lineOf(node) });
  }

  #readTest(call: CallExpression): void {
    const callee = chainOf(call.expression);
    const [first, second] = call.arguments;
    if (callee === undefined || first === undefined || !/^(test|it|describe)\b/.test(callee))
      return;
    const title = textOf(first);
    if (title === undefined) return;
    const options =
      second !== undefined && isObjectLiteralExpression(second)
        ? second.properties.flatMap((property) =>
            isPropertyAssignment(property) &&
            isIdentifier(property.name) &&
            property.initializer.kind === SyntaxKind.TrueKeyword
              ? [property.name.text]
              : [],
          )
        : [];
    this.#tests.push({ callee, title, options, line: this.#lineOf(call) });
  }

  #lineOf(node: Node): number {
    return this.#lineAt(node.getStart(this.#source));
  }

  #lineAt(position: number): number {
    return this.#source.getLineAndCharacterOfPosition(position).line + 1;
  }
}

function isFunction(node: Node): boolean {
  return (
    isFunctionDeclaration(node) ||
    isFunctionExpression(node) ||
    isArrowFunction(node) ||
    isMethodDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isConstructorDeclaration(node)
  );
}

function nameOf(node: Node): string {
  if (isFunctionDeclaration(node) || isMethodDeclaration(node) || isGetAccessorDeclaration(node)) {
    return node.name?.getText() ?? "the default export";
  }
  if (isConstructorDeclaration(node)) return "constructor";
  const { parent } = node;
  return isVariableDeclaration(parent) && isIdentifier(parent.name)
    ? parent.name.text
    : "a function without a name";
}

/** `a.b.c`, if it is made of names only. */
function chainOf(node: Expression): string | undefined {
  if (isIdentifier(node)) return node.text;
  if (!isPropertyAccessExpression(node)) return undefined;
  const before = chainOf(node.expression);
  return before === undefined ? undefined : `${before}.${node.name.text}`;
}

function textOf(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return undefined;
  return [node.head, ...node.templateSpans.map((span) => span.literal)]
    .map((piece) => piece.text)
    .join("…");
}

function isTypeOnly(clause: ImportClause): boolean {
  if (clause.phaseModifier === SyntaxKind.TypeKeyword) return true;
  const bindings = clause.namedBindings;
  if (clause.name !== undefined || bindings === undefined || !isNamedImports(bindings))
    return false;
  return bindings.elements.length > 0 && bindings.elements.every((element) => element.isTypeOnly);
}

function namesOf(clause: ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings;
  if (bindings === undefined || !isNamedImports(bindings)) return [];
  return bindings.elements.map((element) => (element.propertyName ?? element.name).text);
}

const ROOT = "/repository";
const CONFIG = `${ROOT}/tsconfig.json`;
const OPTIONS = {
  allowImportingTsExtensions: true,
  allowJs: true,
  jsx: "preserve",
  noEmit: true,
  noLib: true,
  noResolve: true,
  types: [],
};
