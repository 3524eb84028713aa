// Reads an expression over signal rows: `|ofi_z| > 3 && cvd_signal == buy for 2s`.
//
//   expression = or ["for" duration]
//   or         = and {("||" | "or") and}
//   and        = not {("&&" | "and") not}
//   not        = ("!" | "not") not | relation
//   relation   = sum [("<" | "<=" | ">" | ">=" | "==" | "=" | "!=") sum
//                     | "is" ["not"] "null" | "crosses" ["above" | "below"] sum]
//   sum        = product {("+" | "-") product}
//   product    = unary {("*" | "/") unary}
//   unary      = "-" unary | primary
//   primary    = number [unit] | name | 'text' | "(" or ")" | "|" sum "|" | ("abs" | "min" | "max") "(" … ")"
//
// Types are checked as it is read, so that an error stands where it was made. No input makes it throw.

import type { FeatureColumn } from '../pipeline/feature.js';
import type { Comparison, Condition, Crossing, Expression } from './expression.js';
import { expressionNames } from './names.js';
import { type Cursor, peek, readPiece, take, takeWord } from './primary.js';
import { type ExpressionError, readTokens } from './tokens.js';
import { type Piece, asCondition, asNumber, commonUnit, comparison, mistake, unknownName } from './typing.js';

export interface ParsedExpression {
  readonly kind: 'ok';
  readonly expression: Expression;
}

const MAX_LENGTH = 2_000;

const ROW_NAMES = expressionNames([]);

/** `features`: the columns beside the row's own, in the order of `SignalRow.features`. */
export function parseExpression(
  text: string,
  features: readonly FeatureColumn[] = [],
): ParsedExpression | ExpressionError {
  if (text.length > MAX_LENGTH) {
    return mistake(`longer than ${MAX_LENGTH} characters`, { at: MAX_LENGTH, end: text.length });
  }
  const tokens = readTokens(text);
  if ('kind' in tokens) return tokens;
  const names = features.length === 0 ? ROW_NAMES : expressionNames(features);
  return whole({ tokens, names, next: 0, depth: 0, relation: readOr });
}

function whole(cursor: Cursor): ParsedExpression | ExpressionError {
  const { at, end, kind } = peek(cursor);
  if (kind === 'end') return mistake('an expression is wanted', { at, end }, 'for example: ofi_z > 3');
  const piece = readOr(cursor);
  if (piece.kind === 'error') return piece;
  const condition = asCondition(piece, cursor.names);
  if (condition.kind === 'error') return condition;
  const held = readHeld(cursor, condition);
  if (held !== null && 'kind' in held) return held;
  const rest = peek(cursor);
  if (rest.kind !== 'end') return mistake(`"${rest.text}" does not belong here`, rest, leftover(rest.text));
  return { kind: 'ok', expression: { condition, held } };
}

const leftover = (text: string): string => (text === ')' ? 'nothing is open here' : 'join conditions by && or ||');

function readHeld(cursor: Cursor, condition: Condition): Expression['held'] | ExpressionError {
  const sign = peek(cursor);
  if (!takeWord(cursor, 'for')) return null;
  if (hasCrossing(condition)) return mistake('a crossing is true on one row, it cannot hold', sign, 'leave for … out');
  const token = take(cursor);
  if (token.kind !== 'number') return mistake('for wants a duration', token, 'for example: for 2s');
  if (token.unit !== 'us') return mistake('a duration needs a unit', token, 'for example: for 2s, for 500ms');
  return { us: token.value, text: token.text };
}

const hasCrossing = (condition: Condition): boolean => {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.terms.some(hasCrossing);
    case 'not':
      return hasCrossing(condition.of);
    default:
      return condition.kind === 'cross';
  }
};

type Joint = readonly [kind: 'and' | 'or', sign: string, read: (cursor: Cursor) => Piece | ExpressionError];

const OR: Joint = ['or', '||', readAnd];
const AND: Joint = ['and', '&&', readNot];

function readOr(cursor: Cursor): Piece | ExpressionError {
  return readJoint(cursor, OR);
}

function readAnd(cursor: Cursor): Piece | ExpressionError {
  return readJoint(cursor, AND);
}

function readJoint(cursor: Cursor, [kind, sign, read]: Joint): Piece | ExpressionError {
  const first = read(cursor);
  if (first.kind === 'error' || !isNext(cursor, kind, sign)) return first;
  const terms: Condition[] = [];
  let piece: Piece = first;
  for (;;) {
    const term = asCondition(piece, cursor.names);
    if (term.kind === 'error') return term;
    // `a && (b && c)` is one list: brackets that change nothing are forgotten.
    if (term.kind === kind) terms.push(...term.terms);
    else terms.push(term);
    if (!isNext(cursor, kind, sign)) break;
    take(cursor);
    const next = read(cursor);
    if (next.kind === 'error') return next;
    piece = next;
  }
  return { kind: 'condition', condition: { kind, terms }, at: first.at, end: piece.end };
}

function isNext(cursor: Cursor, word: string, sign: string): boolean {
  const { kind, text } = peek(cursor);
  return (kind === 'sign' && text === sign) || (kind === 'name' && text.toLowerCase() === word);
}

function readNot(cursor: Cursor): Piece | ExpressionError {
  if (!isNext(cursor, 'not', '!')) return readRelation(cursor);
  const { at } = take(cursor);
  if (++cursor.depth > MAX_DEPTH) return tooDeep(cursor);
  const piece = readNot(cursor);
  cursor.depth--;
  if (piece.kind === 'error') return piece;
  const of = asCondition(piece, cursor.names);
  return of.kind === 'error' ? of : { kind: 'condition', condition: { kind: 'not', of }, at, end: piece.end };
}

const MAX_DEPTH = 50;
const tooDeep = (cursor: Cursor): ExpressionError => mistake(`nested deeper than ${MAX_DEPTH}`, peek(cursor));

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['==', '=='],
  ['=', '=='],
  ['!=', '!='],
]);

function readRelation(cursor: Cursor): Piece | ExpressionError {
  const left = readPiece(cursor);
  if (left.kind === 'error') return left;
  if (takeWord(cursor, 'is')) return readNull(cursor, left);
  if (takeWord(cursor, 'crosses')) return readCross(cursor, left);
  const token = peek(cursor);
  const operator = token.kind === 'sign' ? COMPARISONS.get(token.text) : undefined;
  if (operator === undefined) return left;
  take(cursor);
  const right = readPiece(cursor);
  if (right.kind === 'error') return right;
  const condition = comparison({ left, right }, operator, cursor.names);
  if (condition.kind === 'error') return condition;
  const more = peek(cursor);
  if (more.kind === 'sign' && COMPARISONS.has(more.text)) {
    return mistake('comparisons do not chain', more, 'write 1 < ofi_z && ofi_z < 3');
  }
  return { kind: 'condition', condition, at: left.at, end: right.end };
}

function readNull(cursor: Cursor, left: Piece): Piece | ExpressionError {
  const isNull = !takeWord(cursor, 'not');
  const last = peek(cursor);
  if (!takeWord(cursor, 'null')) return mistake('is wants null', last, 'write is null or is not null');
  const place = { at: left.at, end: last.end };
  if (left.kind === 'number') return nullCheck(isNull, left.quantity, place);
  if (left.kind === 'text') return nullCheck(isNull, left.word, place);
  if (left.kind === 'bare') return unknownName(cursor.names, left.text, left);
  return mistake('only numbers and columns can be null', left);
}

const nullCheck = (
  isNull: boolean,
  of: Extract<Condition, { kind: 'null' }>['of'],
  place: { at: number; end: number },
): Piece => ({ kind: 'condition', condition: { kind: 'null', isNull, of }, ...place });

function readCross(cursor: Cursor, left: Piece): Piece | ExpressionError {
  const to: Crossing = takeWord(cursor, 'above') ? 'above' : takeWord(cursor, 'below') ? 'below' : 'either';
  const right = readPiece(cursor);
  if (right.kind === 'error') return right;
  const a = asNumber(left, cursor.names, 'crosses');
  if (a.kind === 'error') return a;
  const b = asNumber(right, cursor.names, 'crosses');
  if (b.kind === 'error') return b;
  const unit = commonUnit(a, b);
  if (typeof unit === 'object') return unit;
  const condition: Condition = { kind: 'cross', to, left: a.quantity, right: b.quantity };
  return { kind: 'condition', condition, at: left.at, end: right.end };
}
