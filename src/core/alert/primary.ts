// Reads numbers, names, brackets and arithmetic of an expression.

import type { Arithmetic, Quantity } from './expression.js';
import type { Names } from './names.js';
import type { ExpressionError, Token } from './tokens.js';
import { type NumberPiece, type Piece, asNumber, commonUnit, mistake, namedPiece, productUnit } from './typing.js';

export interface Cursor {
  readonly tokens: readonly Token[];
  readonly names: Names;
  next: number;
  /** Open brackets, signs and negations; bounded, so that no text exhausts the stack. */
  depth: number;
  /** What stands in round brackets. */
  readonly relation: (cursor: Cursor) => Piece | ExpressionError;
}

const MAX_DEPTH = 50;

/** The token in turn; the last is of kind `end`, and is never passed. */
export const peek = ({ tokens, next }: Cursor): Token => tokens[next] as Token;

export function take(cursor: Cursor): Token {
  const token = peek(cursor);
  if (token.kind !== 'end') cursor.next++;
  return token;
}

function takeSign(cursor: Cursor, sign: string): boolean {
  const { kind, text } = peek(cursor);
  if (kind !== 'sign' || text !== sign) return false;
  cursor.next++;
  return true;
}

/** Words of the language are known in any case. */
export function takeWord(cursor: Cursor, word: string): boolean {
  const { kind, text } = peek(cursor);
  if (kind !== 'name' || text.toLowerCase() !== word) return false;
  cursor.next++;
  return true;
}

/** A sum, or whatever else stands here. */
export const readPiece = (cursor: Cursor): Piece | ExpressionError => readChain(cursor, SUM);

interface Level {
  readonly signs: readonly string[];
  readonly read: (cursor: Cursor) => Piece | ExpressionError;
}

const PRODUCT: Level = { signs: ['*', '/'], read: readUnary };
const SUM: Level = { signs: ['+', '-'], read: (cursor) => readChain(cursor, PRODUCT) };

function readChain(cursor: Cursor, { signs, read }: Level): Piece | ExpressionError {
  const first = read(cursor);
  if (first.kind === 'error') return first;
  let left: Piece = first;
  for (let token = peek(cursor); token.kind === 'sign' && signs.includes(token.text); token = peek(cursor)) {
    take(cursor);
    const right = read(cursor);
    if (right.kind === 'error') return right;
    const joined = arithmetic(cursor.names, token.text as Arithmetic, [left, right]);
    if (joined.kind === 'error') return joined;
    left = joined;
  }
  return left;
}

function arithmetic(names: Names, operator: Arithmetic, sides: readonly [Piece, Piece]): Piece | ExpressionError {
  const left = asNumber(sides[0], names, operator);
  if (left.kind === 'error') return left;
  const right = asNumber(sides[1], names, operator);
  if (right.kind === 'error') return right;
  const isProduct = operator === '*' || operator === '/';
  const unit = isProduct ? productUnit(operator, left.unit, right.unit) : commonUnit(left, right);
  if (typeof unit === 'object') return unit;
  const quantity: Quantity = { kind: 'arithmetic', operator, left: left.quantity, right: right.quantity };
  return { kind: 'number', quantity, unit, at: left.at, end: right.end };
}

function readUnary(cursor: Cursor): Piece | ExpressionError {
  const { at } = peek(cursor);
  if (!takeSign(cursor, '-')) return readPrimary(cursor);
  return deeper(cursor, () => {
    const piece = readUnary(cursor);
    if (piece.kind === 'error') return piece;
    const of = asNumber(piece, cursor.names, '-');
    return of.kind === 'error' ? of : { ...of, quantity: { kind: 'negate', of: of.quantity }, at };
  });
}

function deeper(cursor: Cursor, read: () => Piece | ExpressionError): Piece | ExpressionError {
  if (++cursor.depth > MAX_DEPTH) return mistake(`nested deeper than ${MAX_DEPTH}`, peek(cursor));
  const piece = read();
  cursor.depth--;
  return piece;
}

function readPrimary(cursor: Cursor): Piece | ExpressionError {
  const token = take(cursor);
  const { at, end } = token;
  switch (token.kind) {
    case 'number': {
      const quantity: Quantity = { kind: 'number', value: token.value, text: token.text };
      return { kind: 'number', quantity, unit: token.unit, at, end };
    }
    case 'quoted':
      return { kind: 'quoted', text: token.value, at, end };
    case 'name':
      return readName(cursor, token);
    case 'sign':
      return deeper(cursor, () => readBracket(cursor, token));
    case 'end':
      return mistake('something is missing at the end', token, 'a column, a number or a bracket is wanted');
  }
}

const FUNCTIONS: ReadonlyMap<string, 'abs' | 'min' | 'max'> = new Map([
  ['abs', 'abs'],
  ['min', 'min'],
  ['max', 'max'],
]);

function readName(cursor: Cursor, token: Token): Piece | ExpressionError {
  const name = FUNCTIONS.get(token.text);
  const next = peek(cursor);
  if (next.kind !== 'sign' || next.text !== '(') return namedPiece(cursor.names.get(token.text), token);
  if (name === undefined) return mistake(`no function "${token.text}"`, token, 'there are abs, min and max');
  take(cursor);
  return deeper(cursor, () => readCall(cursor, name, token.at));
}

function readCall(cursor: Cursor, name: 'abs' | 'min' | 'max', at: number): Piece | ExpressionError {
  const left = readNumber(cursor, `${name}()`);
  if (left.kind === 'error') return left;
  if (name === 'abs') return closed(cursor, ')', { ...left, quantity: { kind: 'abs', of: left.quantity }, at });
  if (!takeSign(cursor, ','))
    return mistake(`${name}() wants two numbers`, peek(cursor), `write ${name}(ofi_z, cvd_z)`);
  const right = readNumber(cursor, `${name}()`);
  if (right.kind === 'error') return right;
  const unit = commonUnit(left, right);
  if (typeof unit === 'object') return unit;
  const quantity: Quantity = { kind: name, left: left.quantity, right: right.quantity };
  return closed(cursor, ')', { kind: 'number', quantity, unit, at, end: right.end });
}

function readNumber(cursor: Cursor, wanted: string): NumberPiece | ExpressionError {
  const piece = readPiece(cursor);
  return piece.kind === 'error' ? piece : asNumber(piece, cursor.names, wanted);
}

/** The piece with its closing sign, or the error where that is missing. */
function closed(cursor: Cursor, sign: string, piece: Piece): Piece | ExpressionError {
  const { end } = peek(cursor);
  if (!takeSign(cursor, sign)) return mistake(`"${sign}" is missing here`, peek(cursor));
  return { ...piece, end };
}

function readBracket(cursor: Cursor, { at, end, text }: Token): Piece | ExpressionError {
  if (text === '(') {
    const piece = cursor.relation(cursor);
    return piece.kind === 'error' ? piece : closed(cursor, ')', { ...piece, at });
  }
  if (text === '|') {
    const of = readNumber(cursor, '| |');
    return of.kind === 'error' ? of : closed(cursor, '|', { ...of, quantity: { kind: 'abs', of: of.quantity }, at });
  }
  const hint = text === '||' ? 'for the size of a size write abs(…)' : null;
  return mistake(`"${text}" does not belong here`, { at, end }, hint);
}
