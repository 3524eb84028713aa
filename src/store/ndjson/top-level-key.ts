// Finds a key of a JSON object in its bytes without parsing the rest: the slow path for lines in foreign key order.

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const SPACE = 32;

/** Range of lines to look in: the object starts at or after `from` and ends before `to`. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Position of the first byte of the value of `key` (ASCII, as written, without escapes) at the top level of the object,
 * or −1. Nested objects and strings that contain the key's text are not mistaken for it.
 */
export function findTopLevelValue(bytes: Uint8Array, range: ByteRange, key: string): number {
  let depth = 0;
  let at = range.from;
  while (at < range.to) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      const end = stringEnd(bytes, at, range.to);
      const value = depth === 1 && equalsAscii(bytes, { from: at + 1, to: end - 1 }, key) ? afterColon(bytes, end) : -1;
      if (value >= 0 && value < range.to) return value;
      at = end;
      continue;
    }
    if (byte === 123 || byte === 91) depth++;
    else if (byte === 125 || byte === 93) depth--;
    at++;
  }
  return -1;
}

/** Position after the closing quote of the string that opens at `open`; `to` where it never closes. */
export function stringEnd(bytes: Uint8Array, open: number, to: number): number {
  for (let at = open + 1; at < to; at++) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === QUOTE) return at + 1;
  }
  return to;
}

export function equalsAscii(bytes: Uint8Array, range: ByteRange, text: string): boolean {
  if (range.to - range.from !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[range.from + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Whether `text` (ASCII) stands at `from`. */
export function startsWithAscii(bytes: Uint8Array, from: number, text: string): boolean {
  return from + text.length <= bytes.length && equalsAscii(bytes, { from, to: from + text.length }, text);
}

/** Position of the value after `"key"` and its colon, or −1 when the string was a value and not a key. */
function afterColon(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at++;
  if (bytes[at] !== COLON) return -1;
  at++;
  while (bytes[at] === SPACE) at++;
  return at;
}
