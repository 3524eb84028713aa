// Every English text in the sources that can reach a person, found in the parsed tree.

import ts from 'typescript';
import { type Module, lineOf } from '../architecture/source.js';

export interface FoundText {
  readonly path: string;
  readonly line: number;
  /** `{}` where the program puts a part in. */
  readonly text: string;
  readonly kind: TextKind;
}

/** Headings and names of columns are labels; sentences and phrases are messages. */
export type TextKind = 'label' | 'message';

/** More ways than this to put one text together are not followed. */
const MOST_WAYS = 24;

type Constants = ReadonlyMap<string, ts.Expression>;

const isPlus = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;

const isFallback = (node: ts.Node): node is ts.BinaryExpression =>
  ts.isBinaryExpression(node) &&
  [ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken].includes(node.operatorToken.kind);

/** What a text can be made of: the other nodes inside one are parts. */
const isTextNode = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  ts.isConditionalExpression(node) ||
  ts.isParenthesizedExpression(node) ||
  isPlus(node) ||
  isFallback(node);

const product = (parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>(
    (made, part) => made.flatMap((start) => part.map((end) => start + end)).slice(0, MOST_WAYS),
    [''],
  );

/** All texts that an expression can be; `{}` for what is not known here. */
function waysOf(node: ts.Expression, constants: Constants, depth = 0): string[] {
  const ways = (inner: ts.Expression) => waysOf(inner, constants, depth + 1);
  if (depth > 8) return ['{}'];
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return ways(node.expression);
  if (ts.isConditionalExpression(node)) return [...ways(node.whenTrue), ...ways(node.whenFalse)];
  if (isFallback(node)) return [...ways(node.left), ...ways(node.right)];
  if (isPlus(node)) return product([ways(node.left), ways(node.right)]);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap((span) => [ways(span.expression), [span.literal.text]]);
    return product([[node.head.text], ...spans]);
  }
  if (ts.isIdentifier(node)) {
    const constant = constants.get(node.text);
    if (constant !== undefined && isTextNode(constant)) return ways(constant);
  }
  return ['{}'];
}

/** `const name = …` anywhere in the file; a name that is declared twice is not followed. */
function constantsOf(module: Module): Constants {
  const found = new Map<string, ts.Expression>();
  const twice = new Set<string>();
  const descend = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      if (found.has(node.name.text)) twice.add(node.name.text);
      found.set(node.name.text, node.initializer);
    }
    ts.forEachChild(node, descend);
  };
  descend(module.ast);
  for (const name of twice) found.delete(name);
  return found;
}

export interface Judge {
  /** Whether what stands in this node is for programs, or for those who read the sources. */
  readonly isMachine: (node: ts.Node) => boolean;
  /** What a text is to people, and how it is looked up; null where it is nothing to them. `node` is where it stands. */
  readonly judge: (text: string, node: ts.Node) => Omit<FoundText, 'path' | 'line'> | null;
}

/** Constants whose every use lies in another text or in a place for programs: they are no texts of their own. */
function partsOnly(module: Module, constants: Constants, isMachine: Judge['isMachine']): ReadonlySet<ts.Expression> {
  const alone = new Set<string>();
  const used = new Set<string>();
  const descend = (node: ts.Node, inText: boolean): void => {
    if (ts.isIdentifier(node) && constants.has(node.text) && !isDeclared(node)) {
      used.add(node.text);
      if (!inText) alone.add(node.text);
    }
    const staysText = isMachine(node) || isJoining(node) || ts.isTemplateSpan(node);
    ts.forEachChild(node, (child) => descend(child, staysText));
  };
  descend(module.ast, false);
  const parts = [...constants].filter(([name, value]) => used.has(name) && !alone.has(name) && isTextNode(value));
  return new Set(parts.map(([, value]) => value));
}

const isDeclared = ({ parent }: ts.Identifier): boolean => ts.isVariableDeclaration(parent);
const isJoining = (node: ts.Node): boolean => ts.isTemplateExpression(node) || isPlus(node);

/** The texts of one file, in its order. */
export function textsOf(module: Module, { isMachine, judge }: Judge): FoundText[] {
  const constants = constantsOf(module);
  const parts = partsOnly(module, constants, isMachine);
  const found: FoundText[] = [];
  const descend = (node: ts.Node, inText: boolean): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node) || isMachine(node)) return;
    const isText = isTextNode(node) && !ts.isParenthesizedExpression(node) && !parts.has(node as ts.Expression);
    if (isText && !inText) {
      const ways = [...new Set(waysOf(node as ts.Expression, constants))];
      const line = lineOf(module, node);
      const judged = ways.flatMap((text) => judge(text, node) ?? []);
      found.push(...judged.map((one) => ({ path: module.path, line, ...one })));
    }
    const staysText = ts.isParenthesizedExpression(node) ? inText : isTextNode(node) || ts.isTemplateSpan(node);
    ts.forEachChild(node, (child) => {
      const isCondition = ts.isConditionalExpression(node) && child === node.condition;
      descend(child, staysText && !isCondition);
    });
  };
  descend(module.ast, false);
  return found;
}
