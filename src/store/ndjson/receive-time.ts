// Receive times read digit by digit from bytes: seconds, ms, µs or ns, with or without decimals, as integer µs.

const DOT = 46;
const ZERO = 48;
/** A time in µs has 16 digits from September 2001 to November 2286; every other unit is a shift of those digits. */
const US_DIGITS = 16;
/** Fewer bytes than this from a time to the end of the buffer: read one by one, so as never to read past the end. */
const SHORTEST_LINE = 20;

/** The receive time last read by `readReceiveTime`; a record of one field, so that reading allocates nothing. */
export interface ReceiveTime {
  us: number;
}

/**
 * Reads a time that starts at `from` into `out` and gives the position after it, or −1 where there is none.
 * The unit follows from the count of digits before the point: 10 s, 13 ms, 16 µs, 19 ns. Finer digits are cut off:
 * no binary fraction ever stands between the text and the integer.
 */
export function readReceiveTime(bytes: Uint8Array, from: number, out: ReceiveTime): number {
  // Two halves of eight digits stay small integers, which the engine keeps in registers; whole halves go at once.
  const roomy = from + SHORTEST_LINE <= bytes.length;
  const first = roomy ? eightDigits(bytes, from) : -1;
  if (first >= 0 && bytes[from + 13] === DOT) {
    const rest = millisecondTail(bytes, from + 8);
    if (rest >= 0) {
      out.us = first * 1e8 + rest;
      return from + 17;
    }
  }
  const second = first >= 0 ? eightDigits(bytes, from + 8) : -1;
  if (second >= 0 && hasNanosecondTail(bytes, from + US_DIGITS)) {
    out.us = first * 1e8 + second;
    return from + 19;
  }
  let high = Math.max(first, 0);
  let low = Math.max(second, 0);
  let digits = second >= 0 ? US_DIGITS : first >= 0 ? 8 : 0;
  let whole = -1;
  let at = from + digits;
  for (; at < bytes.length; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (digits < 8) high = high * 10 + digit;
      else if (digits < US_DIGITS) low = low * 10 + digit;
      digits++;
    } else if (digit === DOT - ZERO && whole < 0 && digits > 0) whole = digits;
    else break;
  }
  const unitDigits = whole < 0 ? digits : whole;
  if (digits === whole || !(unitDigits === 19 || unitDigits === 16 || unitDigits === 13 || unitDigits === 10))
    return -1;
  for (let i = digits; i < US_DIGITS; i++) low *= 10;
  out.us = high * 1e8 + low;
  return at;
}

/** Value of the eight digits at `from`, or −1 where one of the bytes is no digit. */
function eightDigits(bytes: Uint8Array, from: number): number {
  const a = (bytes[from] as number) - ZERO;
  const b = (bytes[from + 1] as number) - ZERO;
  const c = (bytes[from + 2] as number) - ZERO;
  const d = (bytes[from + 3] as number) - ZERO;
  const e = (bytes[from + 4] as number) - ZERO;
  const f = (bytes[from + 5] as number) - ZERO;
  const g = (bytes[from + 6] as number) - ZERO;
  const h = (bytes[from + 7] as number) - ZERO;
  // A byte below "0" makes its difference negative, one above "9" makes nine minus it negative: one sign tells both.
  const low = a | b | c | d | e | f | g | h;
  const high = (9 - a) | (9 - b) | (9 - c) | (9 - d) | (9 - e) | (9 - f) | (9 - g) | (9 - h);
  if ((low | high) < 0) return -1;
  return ((((((a * 10 + b) * 10 + c) * 10 + d) * 10 + e) * 10 + f) * 10 + g) * 10 + h;
}

/** Whether exactly three digits and no point follow: the rest of a time in ns. */
function hasNanosecondTail(bytes: Uint8Array, from: number): boolean {
  const a = (bytes[from] as number) - ZERO;
  const b = (bytes[from + 1] as number) - ZERO;
  const c = (bytes[from + 2] as number) - ZERO;
  const next = bytes[from + 3] as number;
  return (a | b | c | (9 - a) | (9 - b) | (9 - c)) >= 0 && next < DOT;
}

/** The last five of thirteen digits, a point, exactly three digits (v13's own ms): their value as one, or −1. */
function millisecondTail(bytes: Uint8Array, from: number): number {
  const a = (bytes[from] as number) - ZERO;
  const b = (bytes[from + 1] as number) - ZERO;
  const c = (bytes[from + 2] as number) - ZERO;
  const d = (bytes[from + 3] as number) - ZERO;
  const e = (bytes[from + 4] as number) - ZERO;
  const f = (bytes[from + 6] as number) - ZERO;
  const g = (bytes[from + 7] as number) - ZERO;
  const h = (bytes[from + 8] as number) - ZERO;
  const next = (bytes[from + 9] as number) - ZERO;
  const low = a | b | c | d | e | f | g | h;
  const high = (9 - a) | (9 - b) | (9 - c) | (9 - d) | (9 - e) | (9 - f) | (9 - g) | (9 - h);
  if ((low | high) < 0 || (next >= 0 && next <= 9)) return -1;
  return ((((((a * 10 + b) * 10 + c) * 10 + d) * 10 + e) * 10 + f) * 10 + g) * 10 + h;
}
