// Rules on the form of files: size, first line, names, and language features that are not used here.

import ts from 'typescript';
import {
  type Module,
  type Rule,
  type Violation,
  inFolder,
  isProduct,
  isRootFile,
  judgeNodes,
  lineAt,
  lineOf,
} from './source.js';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 50;
const MAX_PARAMETERS = 3;

const countLines = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

export const fileSize: Rule = (modules) =>
  modules.flatMap(({ path, text }) => {
    const lines = countLines(text);
    if (lines <= MAX_FILE_LINES) return [];
    return [{ rule: 'file-size', path, line: 0, message: `${lines} lines, at most ${MAX_FILE_LINES}` }];
  });

/** From the first token of the function to its last; comments above it do not count. */
export const functionSize: Rule = (modules) =>
  modules.flatMap((module) =>
    judgeNodes('function-size', module, (node) => {
      if (!ts.isFunctionLike(node) || !hasBody(node) || isTestGroup(module, node)) return null;
      const lines = lineAt(module, node.end) - lineOf(module, node) + 1;
      return lines <= MAX_FUNCTION_LINES ? null : `${nameOf(node)}: ${lines} lines, at most ${MAX_FUNCTION_LINES}`;
    }),
  );

const hasBody = (node: ts.SignatureDeclaration): boolean => 'body' in node && node.body !== undefined;

/** `describe('…', () => { … })` in a test is a heading, not a function. */
function isTestGroup(module: Module, node: ts.Node): boolean {
  const call = node.parent;
  if (!inFolder(module.path, 'test') || !ts.isCallExpression(call)) return false;
  return /^describe\b/.test(call.expression.getText(module.ast));
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name !== undefined) return node.name.getText();
  const parent = node.parent;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent.name.getText() : 'function';
}

/** Declared functions, methods and function types; `this` is no parameter, the columns of a test table are none. */
export const parameterCount: Rule = (modules) =>
  modules.flatMap((module) =>
    judgeNodes('parameter-count', module, (node) => {
      if (!ts.isFunctionLike(node) || isTableRow(module, node)) return null;
      const count = node.parameters.filter((parameter) => parameter.name.getText(module.ast) !== 'this').length;
      return count <= MAX_PARAMETERS ? null : `${nameOf(node)}: ${count} parameters, at most ${MAX_PARAMETERS}`;
    }),
  );

/** `test.each(table)('…', (a, b, c, d) => …)` takes its columns as parameters. */
function isTableRow(module: Module, node: ts.Node): boolean {
  const call = node.parent;
  if (!inFolder(module.path, 'test') || !ts.isCallExpression(call)) return false;
  const table = call.expression;
  const isCall = ts.isCallExpression(table) || ts.isTaggedTemplateExpression(table);
  return isCall && /\.each$/.test((ts.isCallExpression(table) ? table.expression : table.tag).getText(module.ast));
}

/** The first line (after `#!`) is a comment that says what the file is, not an order to a tool. */
export const firstLine: Rule = (modules) =>
  modules.flatMap(({ path, text }) => {
    const lines = text.split('\n');
    const line = (lines[0]?.startsWith('#!') ? lines[1] : lines[0]) ?? '';
    const says = /^\/\/ \S+ \S+/.test(line) && !/^\/\/ (eslint|prettier|@ts)-/.test(line);
    return says
      ? []
      : [{ rule: 'first-line', path, line: 1, message: 'the first line says in a comment what this is' }];
  });

/** `export default`, `export { x as default }`, `export =`; tools ask for them in their configuration files. */
export const noDefaultExport: Rule = (modules) =>
  modules
    .filter((module) => !isRootFile(module))
    .flatMap((module) =>
      judgeNodes('no-default-export', module, (node) => {
        const isModifier = node.kind === ts.SyntaxKind.DefaultKeyword;
        const isRenamed = ts.isExportSpecifier(node) && node.name.text === 'default';
        const isDefault = ts.isExportAssignment(node) || isModifier || isRenamed;
        return isDefault ? 'exports have names' : null;
      }),
    );

export const noEnum: Rule = (modules) =>
  modules.flatMap((module) =>
    judgeNodes('no-enum', module, (node) => (ts.isEnumDeclaration(node) ? 'use a union of strings' : null)),
  );

export const noAny: Rule = (modules) =>
  modules.flatMap((module) =>
    judgeNodes('no-any', module, (node) =>
      node.kind === ts.SyntaxKind.AnyKeyword ? 'say the type, or unknown' : null,
    ),
  );

/** `value!` outside tests. */
export const noNonNull: Rule = (modules) =>
  modules
    .filter((module) => !inFolder(module.path, 'test'))
    .flatMap((module) =>
      judgeNodes('no-non-null', module, (node) => (ts.isNonNullExpression(node) ? 'handle the absent case' : null)),
    );

const NAMELESS = /^(utils?|helpers?|common|misc|shared|managers?)$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Files and folders are kebab-case nouns that name one idea. */
export const fileNames: Rule = (modules) =>
  modules.flatMap(({ path }) => {
    const parts = path.replace(/(\.(test|config|d))?\.(ts|tsx|mjs|js)$/, '').split('/');
    const odd = parts.find((part) => !KEBAB.test(part));
    const nameless = parts.find((part) => part.split('-').some((word) => NAMELESS.test(word)));
    const found: Violation[] = [];
    if (odd !== undefined) found.push({ rule: 'file-names', path, line: 0, message: `${odd} is not kebab-case` });
    if (nameless !== undefined) {
      found.push({ rule: 'file-names', path, line: 0, message: `${nameless} says nothing about its content` });
    }
    return found;
  });

const UNFINISHED = /\b(TODO|FIXME|XXX|HACK)\b/;

/** Comments that postpone work, and functions that throw "not implemented". */
export const noUnfinished: Rule = (modules) => [
  ...modules.flatMap((module) =>
    commentsOf(module)
      .filter(({ text }) => UNFINISHED.test(text))
      .map(({ line }) => ({ rule: 'no-unfinished', path: module.path, line, message: 'postpones work' })),
  ),
  ...modules.filter(isProduct).flatMap((module) =>
    judgeNodes('no-unfinished', module, (node) => {
      const first = ts.isNewExpression(node) ? node.arguments?.[0] : undefined;
      const isStub =
        first !== undefined && ts.isStringLiteralLike(first) && /^not (yet )?implemented/i.test(first.text);
      return isStub ? 'a stub' : null;
    }),
  ),
];

/** All comments of a file, found between its tokens, so that text in strings is none. */
function commentsOf(module: Module): { text: string; line: number }[] {
  const found = new Map<number, { text: string; line: number }>();
  const collect = (ranges: readonly ts.CommentRange[] | undefined): void => {
    for (const { pos, end } of ranges ?? []) {
      found.set(pos, { text: module.text.slice(pos, end), line: lineAt(module, pos) });
    }
  };
  const descend = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.JsxText) return;
    collect(ts.getLeadingCommentRanges(module.text, node.getFullStart()));
    collect(ts.getTrailingCommentRanges(module.text, node.end));
    for (const child of node.getChildren(module.ast)) descend(child);
  };
  descend(module.ast);
  return [...found.values()];
}
