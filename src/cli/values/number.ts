// Plain numbers in a range.

import type { ValueParser } from '../option.js';
import { type Parsed, accept, parsed, unparsed } from './refuse.js';

export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
}

/** `between 0 and 1`, `at least 2`, `above 0`, or null without bounds. */
export function rangeText({ min, max, above }: NumberRange): string | null {
  const low = above === undefined ? (min === undefined ? null : `at least ${min}`) : `above ${above}`;
  if (max === undefined) return low;
  if (low === null) return `at most ${max}`;
  return above === undefined ? `between ${min} and ${max}` : `above ${above} and at most ${max}`;
}

export function checkRange(value: number, range: NumberRange): Parsed<number> {
  const { min = -Infinity, max = Infinity, above = -Infinity } = range;
  const inside = value >= min && value <= max && value > above;
  return inside ? parsed(value) : unparsed(`must be ${rangeText(range) ?? 'finite'}`);
}

/** A finite decimal number; no units, no blanks, no `1_000`. */
export function parseNumber(text: string, range: NumberRange = {}): Parsed<number> {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return unparsed('not a number');
  return checkRange(Number(text), range);
}

export function parseInteger(text: string, range: NumberRange = {}): Parsed<number> {
  const value = Number(text);
  if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value)) return unparsed('not a whole number');
  return checkRange(value, range);
}

/** Parsers of options. */
export const number =
  (range: NumberRange = {}): ValueParser<number> =>
  (text, flag) =>
    accept(parseNumber(text, range), flag, text);
export const integer =
  (range: NumberRange = {}): ValueParser<number> =>
  (text, flag) =>
    accept(parseInteger(text, range), flag, text);
