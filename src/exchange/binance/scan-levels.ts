// Reading price levels `[["61800.20","2.507"],…]` from bytes straight into ticks and lots: the hottest loop of all.

import type { EventBatch } from '../../core/market/event-batch.js';
import type { Cursor } from './scan-value.js';
import { type UnitScale, scaleDecimal } from './units.js';

const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const OPEN = 91;
const CLOSE = 93;
/** Up to nine digits fit a 32-bit integer, whose arithmetic needs no overflow check. */
const INT_DIGITS = 9;
const MAX_DIGITS = 15;
const INT_POWERS = Int32Array.of(1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9);

const REFUSED = -1;

/** Scales of one symbol's prices and quantities. */
export interface LevelScale {
  readonly price: UnitScale;
  readonly qty: UnitScale;
}

/**
 * Reads the decimal at `start` (behind its opening quote) as a count of units into `cursor.count`. Returns the position
 * of its closing quote, or −1 where the text is no plain decimal or finer than the unit.
 *
 * The short way takes as many decimals as the unit has and wants zeros behind them; everything it cannot do in 32-bit
 * integers (other units, many digits, digits behind the unit) goes the long way.
 */
function readCount(cursor: Cursor, start: number, scale: UnitScale): number {
  const bytes = cursor.bytes;
  const wanted = scale.decimals;
  let pos = start;
  let value = 0;
  let code = bytes[pos] as number;
  while (code >= ZERO && code <= NINE) {
    value = (Math.imul(value, 10) + (code - ZERO)) | 0;
    code = bytes[++pos] as number;
  }
  let missing = wanted;
  if (code === DOT && pos > start) {
    code = bytes[++pos] as number;
    while (missing > 0 && code >= ZERO && code <= NINE) {
      value = (Math.imul(value, 10) + (code - ZERO)) | 0;
      missing--;
      code = bytes[++pos] as number;
    }
    while (code === ZERO) code = bytes[++pos] as number;
    if (bytes[pos - 1] === DOT) return REFUSED;
  }
  const digits = pos - start + missing;
  if (code !== QUOTE || wanted < 0 || pos === start || digits > INT_DIGITS) return readLongCount(cursor, start, scale);
  cursor.count = Math.imul(value, INT_POWERS[missing] as number);
  return pos;
}

/** As readCount, for any number of digits up to 15 and any unit. */
function readLongCount(cursor: Cursor, start: number, scale: UnitScale): number {
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
  if (bytes[pos] !== QUOTE || digits < 1 || digits > MAX_DIGITS || dot === pos - 1) return REFUSED;
  const count = scaleDecimal(scale, mantissa, dot < 0 ? 0 : pos - dot - 1);
  cursor.count = count;
  return count < 0 ? REFUSED : pos;
}

/**
 * Reads the array at the cursor into the batch's level columns from index `at` on. Returns the number of levels, or −1
 * where the bytes are not that. A frame cut short is refused by the last check against its end: what lies behind it in
 * the buffer is never taken for its own.
 */
export function readLevels(cursor: Cursor, scale: LevelScale, target: { batch: EventBatch; at: number }): number {
  const bytes = cursor.bytes;
  const { levelTicks, levelLots } = target.batch;
  const room = levelTicks.length;
  let at = target.at;
  let pos = cursor.pos;
  if (bytes[pos + 1] === CLOSE) {
    cursor.pos = pos + 2;
    return pos + 2 <= cursor.end ? 0 : REFUSED;
  }
  do {
    if (bytes[pos + 1] !== OPEN || bytes[pos + 2] !== QUOTE || at >= room) return REFUSED;
    pos = readCount(cursor, pos + 3, scale.price);
    if (pos < 0 || bytes[pos + 1] !== COMMA || bytes[pos + 2] !== QUOTE) return REFUSED;
    levelTicks[at] = cursor.count;
    pos = readCount(cursor, pos + 3, scale.qty);
    if (pos < 0 || bytes[pos + 1] !== CLOSE) return REFUSED;
    levelLots[at++] = cursor.count;
    pos += 2;
  } while (bytes[pos] === COMMA && pos < cursor.end);
  if (bytes[pos] !== CLOSE || pos >= cursor.end) return REFUSED;
  cursor.pos = pos + 1;
  return at - target.at;
}
