// Reading single JSON values straight from bytes. Every reader answers false for what it does not take, and then the
// whole frame goes to JSON.parse: nothing here guesses.

import type { Fields } from './fields.js';

/** A cursor over one frame's bytes. */
export interface Cursor {
  bytes: Uint8Array;
  view: DataView;
  pos: number;
  end: number;
  /** Byte range of the stream's name, once it has been found. */
  nameStart: number;
  nameEnd: number;
  /** Result of the last price or quantity read (ticks or lots). */
  count: number;
}

export const createCursor = (): Cursor => ({
  bytes: new Uint8Array(0),
  view: new DataView(new ArrayBuffer(0)),
  pos: 0,
  end: 0,
  nameStart: 0,
  nameEnd: 0,
  count: 0,
});

/** Where a decimal is read from and its value written to. */
export interface DecimalTarget {
  readonly cursor: Cursor;
  readonly fields: Fields;
}

const REFUSED = -1;
export const QUOTE = 34;
const BACKSLASH = 92;
const DOT = 46;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;
const SPACE = 32;
/** Integers of up to 15 digits are exact; longer ones are left to the plain path. */
const MAX_DIGITS = 15;
/** Up to nine digits fit a 32-bit integer, whose arithmetic needs no overflow check. */
const INT_DIGITS = 9;

/** Reads `digits` at the cursor into an integer slot. JSON allows no leading zero. */
export function readInteger(cursor: Cursor, fields: Fields, slot: number): boolean {
  const bytes = cursor.bytes;
  const start = cursor.pos;
  let pos = start;
  let value = 0;
  // Behind the buffer's last byte there is nothing: no comparison holds there, so digits are asked for, not their absence.
  for (let code = bytes[pos] as number; code >= ZERO && code <= NINE; code = bytes[++pos] as number) {
    value = value * 10 + (code - ZERO);
  }
  const digits = pos - start;
  if (digits === 0 || digits > MAX_DIGITS || pos >= cursor.end) return false;
  if (digits > 1 && bytes[start] === ZERO) return false;
  fields.value[slot] = value;
  cursor.pos = pos;
  return true;
}

/**
 * Reads `"digits[.digits]"`, whose opening quote is at `at`, into a decimal slot. Returns the position behind its closing
 * quote, or −1.
 */
export function readDecimalAt(target: DecimalTarget, at: number, slot: number): number {
  const { bytes, end } = target.cursor;
  const start = at + 1;
  let pos = start;
  let value = 0;
  let code = bytes[pos] as number;
  while (code >= ZERO && code <= NINE) {
    value = (Math.imul(value, 10) + (code - ZERO)) | 0;
    code = bytes[++pos] as number;
  }
  let dot = pos;
  if (code === DOT && pos > start) {
    code = bytes[++pos] as number;
    while (code >= ZERO && code <= NINE) {
      value = (Math.imul(value, 10) + (code - ZERO)) | 0;
      code = bytes[++pos] as number;
    }
    if (pos === dot + 1) return REFUSED;
    dot++;
  }
  if (code !== QUOTE || pos === start || pos >= end || pos - start > MAX_DIGITS || bytes[at] !== QUOTE) return REFUSED;
  target.fields.value[slot] = pos - start <= INT_DIGITS ? value : longMantissa(bytes, start, pos);
  target.fields.decimals[slot] = pos - dot;
  return pos + 1;
}

/** As readDecimalAt, at the cursor and moving it. */
export function readDecimal(cursor: Cursor, fields: Fields, slot: number): boolean {
  const next = readDecimalAt({ cursor, fields }, cursor.pos, slot);
  if (next < 0) return false;
  cursor.pos = next;
  return true;
}

/** Digits of [start, end) past a point as one number, for those that 32 bits do not hold. */
function longMantissa(bytes: Uint8Array, start: number, end: number): number {
  let mantissa = 0;
  for (let pos = start; pos < end; pos++) {
    const code = bytes[pos] as number;
    if (code !== DOT) mantissa = mantissa * 10 + (code - ZERO);
  }
  return mantissa;
}

/** As readDecimal, for texts that may carry a minus (funding rates). */
export function readSignedDecimal(cursor: Cursor, fields: Fields, slot: number): boolean {
  const { bytes, pos } = cursor;
  if (bytes[pos] !== QUOTE || bytes[pos + 1] !== MINUS) return readDecimal(cursor, fields, slot);
  const start = pos + 2;
  let stop = start;
  while (isDigit(bytes[stop]) || bytes[stop] === DOT) stop++;
  const text = String.fromCharCode(...bytes.subarray(start, stop));
  if (bytes[stop] !== QUOTE || stop >= cursor.end || text.length > MAX_DIGITS || !/^\d+(\.\d+)?$/.test(text))
    return false;
  fields.value[slot] = -longMantissa(bytes, start, stop);
  fields.decimals[slot] = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  cursor.pos = stop + 1;
  return true;
}

/** Skips a string without escapes or control characters (cursor on the opening quote). */
export function skipString(cursor: Cursor): boolean {
  const { bytes, end } = cursor;
  let pos = cursor.pos + 1;
  while (pos < end) {
    const code = bytes[pos] as number;
    if (code === QUOTE) {
      cursor.pos = pos + 1;
      return true;
    }
    if (code === BACKSLASH || code < SPACE) return false;
    pos++;
  }
  return false;
}

const isDigit = (code: number | undefined): boolean => code !== undefined && code >= ZERO && code <= 57;

/** Skips a number by JSON's grammar. */
export function skipNumber(cursor: Cursor): boolean {
  const { bytes, end } = cursor;
  let pos = cursor.pos;
  if (bytes[pos] === MINUS) pos++;
  if (!isDigit(bytes[pos])) return false;
  if (bytes[pos] === ZERO) pos++;
  else while (isDigit(bytes[pos])) pos++;
  if (bytes[pos] === DOT) {
    pos++;
    if (!isDigit(bytes[pos])) return false;
    while (isDigit(bytes[pos])) pos++;
  }
  if (bytes[pos] === 101 || bytes[pos] === 69) {
    pos++;
    if (bytes[pos] === 43 || bytes[pos] === MINUS) pos++;
    if (!isDigit(bytes[pos])) return false;
    while (isDigit(bytes[pos])) pos++;
  }
  if (pos > end) return false;
  cursor.pos = pos;
  return true;
}

/** True and past it when the cursor stands on exactly these bytes. */
export function matches(cursor: Cursor, expected: Uint8Array): boolean {
  const { bytes, pos } = cursor;
  const length = expected.length;
  if (pos + length > cursor.end) return false;
  for (let i = 0; i < length; i++) if (bytes[pos + i] !== expected[i]) return false;
  cursor.pos = pos + length;
  return true;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));
const TRUE = ascii('true');
const FALSE = ascii('false');
const NULL = ascii('null');

/** Reads `true` or `false` into a slot (none for −1) as 1 or 0. */
export function readBoolean(cursor: Cursor, fields: Fields, slot: number): boolean {
  const isTrue = cursor.bytes[cursor.pos] === TRUE[0];
  if (!matches(cursor, isTrue ? TRUE : FALSE)) return false;
  if (slot >= 0) fields.value[slot] = isTrue ? 1 : 0;
  return true;
}

const MAX_DEPTH = 16;

/** Skips any JSON value written without blanks and escapes. */
export function skipValue(cursor: Cursor, depth = 0): boolean {
  const code = cursor.bytes[cursor.pos];
  if (cursor.pos >= cursor.end || depth > MAX_DEPTH) return false;
  if (code === QUOTE) return skipString(cursor);
  if (code === 123 || code === 91) return skipStructure(cursor, depth);
  if (code === 116) return matches(cursor, TRUE);
  if (code === 102) return matches(cursor, FALSE);
  if (code === 110) return matches(cursor, NULL);
  return skipNumber(cursor);
}

/** Skips an object or an array (cursor on its bracket). */
function skipStructure(cursor: Cursor, depth: number): boolean {
  const { bytes } = cursor;
  const isObject = bytes[cursor.pos] === 123;
  const close = isObject ? 125 : 93;
  cursor.pos++;
  if (bytes[cursor.pos] === close) {
    cursor.pos++;
    return cursor.pos <= cursor.end;
  }
  for (;;) {
    if (isObject) {
      if (bytes[cursor.pos] !== QUOTE || !skipString(cursor) || bytes[cursor.pos] !== 58) return false;
      cursor.pos++;
    }
    if (!skipValue(cursor, depth + 1)) return false;
    const code = bytes[cursor.pos++];
    if (cursor.pos > cursor.end) return false;
    if (code === close) return true;
    if (code !== 44) return false;
  }
}
