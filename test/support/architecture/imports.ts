// Imports as the compiler reads them: static, type-only, dynamic, re-exported, and the file each one means.

import { posix } from 'node:path';
import ts from 'typescript';
import { type Module, lineOf, walk } from './source.js';

/** `type` imports are erased, `dynamic` ones load when called, `static` ones load with the file. */
export type ImportKind = 'static' | 'type' | 'dynamic';

export interface Import {
  readonly from: string;
  readonly kind: ImportKind;
  /** The text between the quotes; `*` where a dynamic import computes it. */
  readonly specifier: string;
  /** Path of the project's file that is meant, or null for a package or a node: module. */
  readonly target: string | null;
  readonly line: number;
}

/** All imports of one file. `paths`: the files of the tree, to tell .ts from .tsx behind a `.js`. */
export function importsOf(module: Module, paths: ReadonlySet<string>): Import[] {
  const found: Import[] = [];
  walk(module, (node) => {
    const read = readImport(node);
    if (read === null) return;
    const target = resolveSpecifier(module.path, read.specifier, paths);
    found.push({ from: module.path, ...read, target, line: lineOf(module, node) });
  });
  return found;
}

export function allImports(modules: readonly Module[]): Import[] {
  const paths = new Set(modules.map((module) => module.path));
  return modules.flatMap((module) => importsOf(module, paths));
}

function readImport(node: ts.Node): { kind: ImportKind; specifier: string } | null {
  if (ts.isImportDeclaration(node)) {
    return { kind: isTypeOnlyImport(node.importClause) ? 'type' : 'static', specifier: textOf(node.moduleSpecifier) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { kind: isTypeOnlyExport(node) ? 'type' : 'static', specifier: textOf(node.moduleSpecifier) };
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { kind: node.isTypeOnly ? 'type' : 'static', specifier: textOf(node.moduleReference.expression) };
  }
  if (ts.isImportTypeNode(node)) {
    const argument = node.argument;
    return { kind: 'type', specifier: ts.isLiteralTypeNode(argument) ? textOf(argument.literal) : '*' };
  }
  if (ts.isCallExpression(node)) return readCall(node);
  return null;
}

function readCall(node: ts.CallExpression): { kind: ImportKind; specifier: string } | null {
  const specifier = node.arguments[0] === undefined ? '*' : textOf(node.arguments[0]);
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return { kind: 'dynamic', specifier };
  if (ts.isIdentifier(node.expression) && node.expression.text === 'require') return { kind: 'static', specifier };
  return null;
}

const textOf = (node: ts.Node): string => (ts.isStringLiteralLike(node) ? node.text : '*');

/** `import type …`, or named imports that are all marked `type`; `import 'x'` runs code. */
function isTypeOnlyImport(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name !== undefined || named === undefined || !ts.isNamedImports(named)) return false;
  return named.elements.length > 0 && named.elements.every((element) => element.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  if (clause === undefined || !ts.isNamedExports(clause)) return false;
  return clause.elements.length > 0 && clause.elements.every((element) => element.isTypeOnly);
}

function resolveSpecifier(from: string, specifier: string, paths: ReadonlySet<string>): string | null {
  if (!specifier.startsWith('.')) return null;
  const joined = posix.join(posix.dirname(from), specifier);
  const stem = joined.replace(/\.jsx?$/, '');
  const candidates = [joined, `${stem}.ts`, `${stem}.tsx`];
  return candidates.find((path) => paths.has(path)) ?? joined;
}

export const isNodeModule = (specifier: string): boolean => specifier.startsWith('node:');

/** `@scope/name/sub` → `@scope/name`, `name/sub` → `name`; null for relative, node: and computed specifiers. */
export function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.') || isNodeModule(specifier) || specifier === '*') return null;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
