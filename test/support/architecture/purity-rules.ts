// Rules on what code may touch besides its imports: clocks, chance, promises, the process, powers.

import ts from 'typescript';
import { isPureBinance } from './import-rules.js';
import { topFolder } from './import-table.js';
import { type Module, type Rule, type Violation, inFolder, isProduct, judgeNodes } from './source.js';

const CLOCKS = ['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];
const MACHINE = ['process', 'console', 'fetch', 'WebSocket', 'globalThis', 'crypto', 'require', 'navigator'];
const CORE_ONLY = ['Promise', 'Buffer', 'Intl', 'WeakRef', 'FinalizationRegistry', 'Atomics', 'eval'];

/** Methods whose result depends on the machine's locale. */
const LOCALE_METHODS = ['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase'];

const POWERS: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskEqualsToken,
];

/** The core is a calculator: the language only. */
export const corePurity: Rule = (modules) => {
  const forbidden = new Set([...CLOCKS, ...MACHINE, ...CORE_ONLY]);
  const judge = (node: ts.Node): string | null =>
    judgeGlobal(node, forbidden) ?? judgeChance(node) ?? judgeAsync(node) ?? judgePower(node) ?? judgeLocale(node);
  return judgeFiles('core-purity', modules, { covers: (path) => inFolder(path, 'src/core'), judge });
};

/** Plumbing, screens, documents, words and the protocol's arithmetic reach no machine and no chance. */
export const machineFree: Rule = (modules) => {
  const covers = (path: string): boolean =>
    ['stream', 'report', 'ui', 'text'].includes(topFolder(path) ?? '') || isPureBinance(path);
  const machine = new Set(MACHINE);
  const judge = (node: ts.Node): string | null => judgeGlobal(node, machine) ?? judgeChance(node);
  return judgeFiles('machine-free', modules, { covers, judge });
};

/** The protocol's arithmetic takes its time from the frames. */
export const binanceClock: Rule = (modules) => {
  const clocks = new Set([...CLOCKS, 'Promise']);
  const judge = (node: ts.Node): string | null => judgeGlobal(node, clocks) ?? judgeAsync(node);
  return judgeFiles('binance-clock', modules, { covers: isPureBinance, judge });
};

/** Only bin/ ends the process or sets its exit code. */
export const exitOnlyInBin: Rule = (modules) => {
  const names = ['exit', 'exitCode', 'reallyExit', 'abort'];
  const judge = (node: ts.Node): string | null => {
    const name = memberOf(node, 'process');
    return name !== null && names.includes(name) ? `process.${name} belongs into bin/` : null;
  };
  return judgeFiles('exit-only-in-bin', modules, { covers: (path) => inFolder(path, 'src'), judge });
};

interface Check {
  readonly covers: (path: string) => boolean;
  readonly judge: (node: ts.Node) => string | null;
}

const judgeFiles = (rule: string, modules: readonly Module[], check: Check): Violation[] =>
  modules
    .filter((module) => isProduct(module) && check.covers(module.path))
    .flatMap((module) => judgeNodes(rule, module, check.judge));

/** A global by its bare name. A local of the same name counts too: it would hide the mistake from a reader. */
function judgeGlobal(node: ts.Node, forbidden: ReadonlySet<string>): string | null {
  if (!ts.isIdentifier(node) || !forbidden.has(node.text) || isMemberName(node)) return null;
  return `${node.text} is not available here`;
}

/** True for names after a dot and keys of objects and types: they are members, not globals. */
function isMemberName(node: ts.Identifier): boolean {
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent) || ts.isQualifiedName(parent)) return memberPart(parent) === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return parent.propertyName === node;
  const keyed =
    ts.isPropertyAssignment(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    ts.isMethodDeclaration(parent) ||
    ts.isMethodSignature(parent) ||
    ts.isAccessor(parent);
  return keyed && parent.name === node;
}

const memberPart = (node: ts.PropertyAccessExpression | ts.QualifiedName): ts.Node =>
  ts.isQualifiedName(node) ? node.right : node.name;

/** `owner.name` or `owner['name']` → name. */
function memberOf(node: ts.Node, owner: string): string | null {
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  if (!isAccess || !ts.isIdentifier(node.expression) || node.expression.text !== owner) return null;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : '*';
}

/** Math.random, and every use of Math that hides which function is meant. */
function judgeChance(node: ts.Node): string | null {
  if (memberOf(node, 'Math') === 'random') return 'chance comes as a seeded generator argument';
  const isBare = ts.isIdentifier(node) && node.text === 'Math' && !isMemberName(node);
  if (!isBare || ts.isTypeQueryNode(node.parent)) return null;
  return ts.isPropertyAccessExpression(node.parent) ? null : 'write Math.<function> out: it is checked by name';
}

function judgeAsync(node: ts.Node): string | null {
  if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async functions belong between layers';
  if (ts.isAwaitExpression(node)) return 'await belongs between layers';
  return ts.isForOfStatement(node) && node.awaitModifier !== undefined ? 'await belongs between layers' : null;
}

/** Math.pow and ** differ between Node 20/22 and 24 in the last bit. */
function judgePower(node: ts.Node): string | null {
  if (memberOf(node, 'Math') === 'pow') return 'Math.pow differs between versions of Node';
  return POWERS.includes(node.kind) ? '** differs between versions of Node' : null;
}

function judgeLocale(node: ts.Node): string | null {
  if (!ts.isPropertyAccessExpression(node) || !LOCALE_METHODS.includes(node.name.text)) return null;
  return `${node.name.text} depends on the machine's locale`;
}
