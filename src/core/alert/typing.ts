// What may stand beside what in an expression: types, units, and the words that a column can say.

import { didYouMean } from '../market/near-word.js';
import type { Comparison, Condition, Quantity, Word } from './expression.js';
import { type NameInfo, type Names, UNIT_TEXT, type Unit } from './names.js';
import type { ExpressionError, Token } from './tokens.js';

interface Place {
  readonly at: number;
  readonly end: number;
}

/** A part of an expression whose type is known. A `bare` name is no column: perhaps a word of one. */
export type Piece = Place &
  (
    | { readonly kind: 'condition'; readonly condition: Condition }
    | { readonly kind: 'number'; readonly quantity: Quantity; readonly unit: Unit }
    | { readonly kind: 'text'; readonly word: Word; readonly name: string; readonly words: readonly string[] | null }
    | { readonly kind: 'quoted' | 'bare'; readonly text: string }
  );

export type NumberPiece = Extract<Piece, { kind: 'number' }>;
type TextPiece = Extract<Piece, { kind: 'text' }>;

export const mistake = (message: string, { at, end }: Place, hint: string | null = null): ExpressionError => ({
  kind: 'error',
  message,
  hint,
  at,
  length: end - at,
});

const listed = (words: readonly string[]): string => words.join(', ');

export function unknownName(names: Names, text: string, place: Place): ExpressionError {
  const near = didYouMean(text, [...names.keys()]);
  const hint = near === null ? 'names are the columns of rows: v13 explain rows' : `did you mean ${near}?`;
  return mistake(`unknown name "${text}"`, place, hint);
}

const article: Readonly<Record<Piece['kind'], string>> = {
  condition: 'a condition',
  number: 'a number',
  text: 'a text',
  quoted: 'a text',
  bare: 'a text',
};

/** A piece that must be a number, for `wanted` ("+", "abs()"). */
export function asNumber(piece: Piece, names: Names, wanted: string): NumberPiece | ExpressionError {
  if (piece.kind === 'number') return piece;
  if (piece.kind === 'bare') return unknownName(names, piece.text, piece);
  const hint = piece.kind === 'text' ? `texts are compared by == and !=: ${example(piece)}` : null;
  return mistake(`${wanted} needs a number, and this is ${article[piece.kind]}`, piece, hint);
}

export function asCondition(piece: Piece, names: Names): Condition | ExpressionError {
  if (piece.kind === 'condition') return piece.condition;
  if (piece.kind === 'bare') return unknownName(names, piece.text, piece);
  const hint = piece.kind === 'text' ? `compare it: ${example(piece)}` : 'compare it: … > 3';
  return mistake(`a condition is wanted here, and this is ${article[piece.kind]}`, piece, hint);
}

const example = ({ name, words }: TextPiece): string => `${name} == ${words?.[0] ?? 'ETHUSDT'}`;

/** The unit of both, or the error where they differ. A bare number fits everything. */
export function commonUnit(left: NumberPiece, right: NumberPiece): Unit | ExpressionError {
  if (left.unit === right.unit || right.unit === 'any') return left.unit;
  if (left.unit === 'any') return right.unit;
  const message = `the left side is ${UNIT_TEXT[left.unit]}, the right side ${UNIT_TEXT[right.unit]}`;
  return mistake(message, { at: left.at, end: right.end }, 'both sides need the same unit, or a bare number');
}

export function productUnit(operator: '*' | '/', left: Unit, right: Unit): Unit {
  // A share may be multiplied into anything (· 10000 makes basis points of it).
  if (operator === '/' && left === right) return 'any';
  if (right === 'any' || right === 'pure') return left === 'any' ? right : left;
  if (operator === '*' && (left === 'any' || left === 'pure')) return right;
  // Products of units are not followed further: the result fits everything.
  return 'any';
}

/** `name == word`: both are texts, and the word is one that the column can say. */
export function sameText(
  parts: { left: Piece; right: Piece },
  names: Names,
  isSame: boolean,
): Condition | ExpressionError {
  const { left, right } = parts;
  if (left.kind !== 'text' && right.kind !== 'text') return noColumn(left, right, names);
  const column = left.kind === 'text' ? left : (right as TextPiece);
  const other = column === left ? right : left;
  const word = otherSide(column, other, names);
  if (word.kind === 'error') return word;
  return column === left
    ? { kind: 'same', isSame, left: column.word, right: word }
    : { kind: 'same', isSame, left: word, right: column.word };
}

function noColumn(left: Piece, right: Piece, names: Names): ExpressionError {
  for (const side of [left, right]) if (side.kind === 'bare') return unknownName(names, side.text, side);
  const side = left.kind === 'number' ? right : left;
  return mistake(`${article[left.kind]} cannot be compared with ${article[right.kind]}`, side);
}

function otherSide(column: TextPiece, other: Piece, names: Names): Word | ExpressionError {
  switch (other.kind) {
    case 'quoted':
    case 'bare':
      return knownWord(column, other);
    case 'text': {
      const { words } = column;
      const canMatch =
        words === null ? other.words === null : words.some((word) => other.words?.includes(word) === true);
      if (canMatch) return other.word;
      return mistake(`${column.name} and ${other.name} never say the same`, other);
    }
    default: {
      const hint = `${column.name} says ${column.words === null ? 'a symbol' : listed(column.words)}`;
      const isName = other.kind === 'number' && names.size > 0;
      return mistake(`${column.name} is a text, and this is ${isName ? 'a number' : article[other.kind]}`, other, hint);
    }
  }
}

function knownWord(column: TextPiece, word: Place & { readonly text: string }): Word | ExpressionError {
  const { name, words } = column;
  if (word.text === 'null') return mistake('null equals nothing', word, `write ${name} is null`);
  if (words === null) return { kind: 'word', text: word.text.toUpperCase() };
  const found = words.find((one) => one === word.text.toLowerCase());
  if (found !== undefined) return { kind: 'word', text: found };
  const near = didYouMean(word.text, words);
  const hint = near === null ? `it says ${listed(words)}` : `did you mean ${near}? It says ${listed(words)}`;
  return mistake(`${name} never says "${word.text}"`, word, hint);
}

export function comparison(
  { left, right }: { left: Piece; right: Piece },
  operator: Comparison,
  names: Names,
): Condition | ExpressionError {
  const isEquality = operator === '==' || operator === '!=';
  const isText = left.kind !== 'number' || right.kind !== 'number';
  if (isEquality && isText) return sameText({ left, right }, names, operator === '==');
  const a = asNumber(left, names, operator);
  if (a.kind === 'error') return a;
  const b = asNumber(right, names, operator);
  if (b.kind === 'error') return b;
  const unit = commonUnit(a, b);
  if (typeof unit === 'object') return unit;
  return { kind: 'compare', operator, left: a.quantity, right: b.quantity };
}

/** The piece that a name stands for. */
export function namedPiece(info: NameInfo | undefined, token: Token): Piece {
  const { at, end, text: name } = token;
  if (info === undefined) return { kind: 'bare', text: name, at, end };
  if (info.kind === 'text') {
    const word: Word = { kind: 'field', name, field: info.at };
    return { kind: 'text', word, name, words: info.words, at, end };
  }
  const quantity: Quantity =
    typeof info.at === 'number' ? { kind: 'feature', name, index: info.at } : { kind: 'field', name, field: info.at };
  return { kind: 'number', quantity, unit: info.unit, at, end };
}
