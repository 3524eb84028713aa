// Reading one quoted decimal as a count of ticks or lots: four digits at a time where the text has its usual shape.

import type { Cursor } from './scan-value.js';
import { type UnitScale, learnDecimals, scaleDecimal } from './units.js';

const QUOTE = 34;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const MAX_DIGITS = 15;
const REFUSED = -1;

/**
 * The four ASCII digits of a little-endian word (first digit lowest) as a number, or −1: all at once. A byte is a digit
 * when neither it (after the exclusive or) nor it plus six has a bit above the fourth.
 */
export function fourDigits(word: number): number {
  const digits = word ^ 0x30303030;
  return areDigits(digits) ? digitsValue(digits) : REFUSED;
}

/** Whether all four bytes hold 0…9. */
export const areDigits = (digits: number): boolean => nonDigits(digits) === 0;

/** The bits that only bytes other than 0…9 have, 0 where there are none. */
export const nonDigits = (digits: number): number => ((digits + 0x06060606) | digits) & 0xf0f0f0f0;

/** d0·1000 + d1·100 + d2·10 + d3 of four bytes that hold 0…9 each. */
export function digitsValue(digits: number): number {
  const pairs = (Math.imul(digits, 10) + (digits >>> 8)) & 0x00ff00ff;
  return (pairs & 0xff) * 100 + (pairs >>> 16);
}

/** The highest bit of each byte of `word` that is a point, and perhaps of bytes above such a one: the lowest is true. */
export function pointsIn(word: number): number {
  const other = word ^ 0x2e2e2e2e;
  return (other - 0x01010101) & ~other & 0x80808080;
}

/**
 * Reads the decimal that begins at `start` (behind its opening quote) as a count of units into `cursor.count`. Returns the
 * position of its closing quote, or −1 where the text is no plain decimal or finer than the unit.
 *
 * The short way: up to five digits, a point, and as many decimals as the exchange writes for this symbol, all read four
 * bytes at a time: quantities have one to three digits before the point at random, and a loop would be mispredicted at
 * every other one. Anything else goes the long way, which is the short way's oracle in tests.
 */
export function readCount(cursor: Cursor, start: number, scale: UnitScale): number {
  const { bytes, view, end } = cursor;
  const decimals = scale.textDecimals;
  if (decimals < 1 || start + 8 > end) return readLongCount(cursor, start, scale);
  const word = view.getInt32(start, true);
  const points = pointsIn(word);
  let pos = start + 4;
  let whole: number;
  if (points !== 0) {
    const digits = (31 - Math.clz32(points & -points)) >> 3;
    pos = start + digits;
    // Digits move up to the word's end; what stands below them becomes leading zeros, what follows drops out.
    const moved = digits === 0 ? -1 : (word ^ 0x30303030) << (32 - 8 * digits);
    whole = areDigits(moved) ? digitsValue(moved) : REFUSED;
  } else {
    whole = fourDigits(word);
    const digit = (bytes[pos] as number) - ZERO;
    if (whole >= 0 && digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      pos++;
    }
  }
  const close = pos + 1 + decimals;
  const isUsual = whole >= 0 && bytes[pos] === DOT && close + 3 < end && bytes[close] === QUOTE;
  if (!isUsual) return readLongCount(cursor, start, scale);
  const decimalDigits = (view.getInt32(pos + 1, true) ^ 0x30303030) << (32 - 8 * decimals);
  if (!areDigits(decimalDigits)) return REFUSED;
  const fraction = scale.fractions[digitsValue(decimalDigits)] as number;
  if (fraction < 0) return REFUSED;
  cursor.count = Math.imul(whole, scale.perOne) + fraction;
  return close;
}

/** As readCount, for any number of digits up to 15 and any unit, digit by digit. */
export function readLongCount(cursor: Cursor, start: number, scale: UnitScale): number {
  const bytes = cursor.bytes;
  let pos = start;
  let mantissa = 0;
  let dot = -1;
  for (;;) {
    const code = bytes[pos] as number;
    if (code >= ZERO && code <= NINE) mantissa = mantissa * 10 + (code - ZERO);
    else if (code === DOT && dot < 0 && pos > start) dot = pos;
    else break;
    pos++;
  }
  const digits = pos - start - (dot < 0 ? 0 : 1);
  if (bytes[pos] !== QUOTE || pos >= cursor.end || digits < 1 || digits > MAX_DIGITS || dot === pos - 1) return REFUSED;
  const decimals = dot < 0 ? 0 : pos - dot - 1;
  const count = scaleDecimal(scale, mantissa, decimals);
  if (count < 0) return REFUSED;
  learnDecimals(scale, decimals);
  cursor.count = count;
  return pos;
}
