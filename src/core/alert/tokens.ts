// Words, numbers and signs of an expression, each with its place in the text.

import type { Unit } from './names.js';

interface Place {
  /** First character, and the one after the last. */
  readonly at: number;
  readonly end: number;
  readonly text: string;
}

export type Token = Place &
  (
    | { readonly kind: 'number'; readonly value: number; readonly unit: Unit }
    | { readonly kind: 'name' }
    | { readonly kind: 'quoted'; readonly value: string }
    | { readonly kind: 'sign' }
    | { readonly kind: 'end' }
  );

export interface ExpressionError {
  readonly kind: 'error';
  /** One sentence without a full stop. */
  readonly message: string;
  readonly hint: string | null;
  /** What it is about: index of the first UTF-16 unit in the text, from 0, and how many. */
  readonly at: number;
  readonly length: number;
}

const SPACE = /\s+/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\d\p{L}]))?/uy;
const UNIT = /[\p{L}µ%][\p{L}\p{N}_]*/uy;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const SIGN = /&&|\|\||==|!=|<=|>=|[<>=!|()+\-*/,]/y;

/** What a unit multiplies the number by, and what the product is measured in. */
const UNITS: Readonly<Record<string, readonly [factor: number, unit: Unit]>> = {
  us: [1, 'us'],
  µs: [1, 'us'],
  ms: [1_000, 'us'],
  s: [1_000_000, 'us'],
  m: [60_000_000, 'us'],
  min: [60_000_000, 'us'],
  h: [3_600_000_000, 'us'],
  d: [86_400_000_000, 'us'],
  bp: [1, 'bp'],
  bps: [1, 'bp'],
  tick: [1, 'ticks'],
  ticks: [1, 'ticks'],
  '%': [0.01, 'pure'],
};

/** As people write them; docs and hints list these. */
export const UNIT_NAMES = ['us', 'ms', 's', 'm', 'h', 'd', 'bp', 'ticks', '%'] as const;

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

const failure = (message: string, hint: string | null, [at, end]: readonly [number, number]): ExpressionError => ({
  kind: 'error',
  message,
  hint,
  at,
  length: end - at,
});

/** A factor of a whole number is exact where the product is; 60 % must be 0.6, so percent divides. */
const scaled = (digits: string, factor: number): number =>
  factor === 0.01 ? Number(digits) / 100 : Number(digits) * factor;

function number(text: string, at: number): Token | ExpressionError | null {
  const digits = match(NUMBER, text, at);
  if (digits === null) return null;
  const unitAt = at + digits.length;
  const unitText = match(UNIT, text, unitAt);
  const end = unitAt + (unitText?.length ?? 0);
  const whole = text.slice(at, end);
  if (unitText === null) {
    const value = Number(digits);
    if (!Number.isFinite(value)) return failure(`${whole} is too large`, null, [at, end]);
    return { kind: 'number', value, unit: 'any', at, end, text: whole };
  }
  const unit = Object.hasOwn(UNITS, unitText) ? UNITS[unitText] : undefined;
  if (unit !== undefined) return measured({ digits, unit, at, end, whole });
  return severalParts(text, at) ?? unknownUnit(whole, unitText, [at, end]);
}

interface Measured {
  readonly digits: string;
  readonly unit: readonly [number, Unit];
  readonly at: number;
  readonly end: number;
  readonly whole: string;
}

function measured({ digits, unit: [factor, unit], at, end, whole }: Measured): Token | ExpressionError {
  const product = scaled(digits, factor);
  // Times are integer µs everywhere.
  const value = unit === 'us' ? Math.round(product) : product;
  if (!Number.isFinite(value)) return failure(`${whole} is too large`, null, [at, end]);
  return { kind: 'number', value, unit, at, end, text: whole };
}

const PARTS = /(?:\d+(?:\.\d+)?(?:us|µs|ms|s|min|m|h|d))+(?![\p{L}\p{N}_])/uy;
const PART = /([\d.]+)([a-zµ]+)/g;

/** `1m30s`. */
function severalParts(text: string, at: number): Token | null {
  const whole = match(PARTS, text, at);
  if (whole === null) return null;
  let value = 0;
  for (const [, digits, unit] of whole.matchAll(PART))
    value += Math.round(Number(digits) * (UNITS[unit ?? '']?.[0] ?? 0));
  return { kind: 'number', value, unit: 'us', at, end: at + whole.length, text: whole };
}

function unknownUnit(whole: string, unit: string, place: readonly [number, number]): ExpressionError {
  const isWord = unit.length > 3;
  const hint = isWord
    ? `a word that begins with a digit needs quotes: '${whole}'`
    : `units are ${UNIT_NAMES.join(', ')}`;
  return failure(`unknown unit "${unit}"`, hint, place);
}

function quoted(text: string, at: number): Token | ExpressionError | null {
  const mark = text[at];
  if (mark !== "'" && mark !== '"') return null;
  const close = text.indexOf(mark, at + 1);
  if (close < 0) return failure('this quote is not closed', null, [at, text.length]);
  return { kind: 'quoted', value: text.slice(at + 1, close), at, end: close + 1, text: text.slice(at, close + 1) };
}

function plain(text: string, at: number): Token | null {
  const name = match(NAME, text, at);
  if (name !== null) return { kind: 'name', at, end: at + name.length, text: name };
  const sign = match(SIGN, text, at);
  return sign === null ? null : { kind: 'sign', at, end: at + sign.length, text: sign };
}

function unreadable(text: string, at: number): ExpressionError {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const hint = character === '&' ? 'write && or and' : null;
  return failure(`"${character}" has no meaning here`, hint, [at, at + character.length]);
}

/** All tokens, ending in one of kind `end`. Never throws. */
export function readTokens(text: string): readonly Token[] | ExpressionError {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = match(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = number(text, at) ?? quoted(text, at) ?? plain(text, at) ?? unreadable(text, at);
    if (token.kind === 'error') return token;
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', at, end: at, text: '' });
  return tokens;
}
