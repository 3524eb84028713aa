// The parsed tree that the architecture rules look at, and what a rule reports.

import ts from 'typescript';

/** Path relative to the project's root, with `/`, → text of the file. */
export type Sources = ReadonlyMap<string, string>;

export interface Violation {
  readonly rule: string;
  readonly path: string;
  /** 1-based; 0 where the whole file is meant. */
  readonly line: number;
  readonly message: string;
}

export interface Module {
  readonly path: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
}

export type Rule = (modules: readonly Module[]) => Violation[];

const CODE = /\.(ts|tsx|mjs|js)$/;

/** Parses every code file of `sources`, in path order; other files (package.json …) are left out. */
export function parseSources(sources: Sources): Module[] {
  const paths = [...sources.keys()].filter((path) => CODE.test(path)).sort();
  return paths.map((path) => {
    const text = sources.get(path) ?? '';
    return { path, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
  });
}

export function lineOf(module: Module, node: ts.Node): number {
  return lineAt(module, node.getStart(module.ast));
}

export function lineAt(module: Module, position: number): number {
  return module.ast.getLineAndCharacterOfPosition(position).line + 1;
}

/** Calls `visit` for every node of the file, parents first. */
export function walk(module: Module, visit: (node: ts.Node) => void): void {
  const descend = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, descend);
  };
  descend(module.ast);
}

/** One violation for each node that `judge` has a message for. */
export function judgeNodes(rule: string, module: Module, judge: (node: ts.Node) => string | null): Violation[] {
  const found: Violation[] = [];
  walk(module, (node) => {
    const message = judge(node);
    if (message !== null) found.push({ rule, path: module.path, line: lineOf(module, node), message });
  });
  return found;
}

export const inFolder = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);

/** Code that goes into the product: src and bin. */
export const isProduct = (module: Module): boolean => inFolder(module.path, 'src') || inFolder(module.path, 'bin');

/** Configuration files of tools stand in the root; their form is the tool's. */
export const isRootFile = (module: Module): boolean => !module.path.includes('/');

export const formatViolation = (violation: Violation): string =>
  `${violation.path}${violation.line > 0 ? `:${violation.line}` : ''}  ${violation.rule}: ${violation.message}`;
