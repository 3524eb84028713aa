// Reading price levels `[["61800.20","2.507"],…]` from bytes straight into ticks and lots: the hottest loop of all.

import type { EventBatch } from '../../core/market/event-batch.js';
import { digitsValue, nonDigits, pointsIn, readCount } from './scan-count.js';
import type { Cursor } from './scan-value.js';
import { type UnitScale, learnLayout } from './units.js';

const QUOTE = 34;
const COMMA = 44;
const DOT = 46;
const OPEN = 91;
const CLOSE = 93;
const REFUSED = -1;
/** Four zeros in ASCII: what digits are xored with to become numbers. */
const ZEROS = 0x30303030;
/** Bytes that a level's words may reach beyond the frame. */
const REACH = 48;

/** Scales of one symbol's prices and quantities. */
export interface LevelScale {
  readonly price: UnitScale;
  readonly qty: UnitScale;
}

/** Where levels go: the batch's level columns from index `at` on. */
export interface LevelTarget {
  readonly batch: EventBatch;
  readonly at: number;
}

/**
 * Reads the array at the cursor into the batch's level columns. Returns the number of levels, or −1 where the bytes are
 * not that. A frame cut short is refused by the last check against its end: what lies behind it in the buffer is never
 * taken for its own.
 */
export function readLevels(cursor: Cursor, scale: LevelScale, target: LevelTarget): number {
  const isRoomy = cursor.end + REACH <= cursor.view.byteLength;
  return isRoomy ? readLevelsQuickly(cursor, scale, target) : readLevelsPlainly(cursor, scale, target);
}

/**
 * As readLevelsPlainly, its oracle in tests, four bytes at a time and without calls: prices have as many digits as the one
 * before, mostly, and quantities their point among the first four bytes. Nothing is worked out on the rare ways through
 * the loop but in functions of their own: machine code made before such a way was first taken would be thrown away then,
 * and be replaced by slower code for loops already running.
 */
function readLevelsQuickly(cursor: Cursor, scale: LevelScale, target: LevelTarget): number {
  const { bytes, view, end } = cursor;
  const { levelTicks, levelLots } = target.batch;
  const { price, qty } = scale;
  const { layout } = price;
  const room = levelTicks.length;
  const first = cursor.pos + 1;
  let at = target.at;
  let pos = cursor.pos;
  if (bytes[first] === CLOSE) pos = first;
  else
    do {
      const from = (pos + 3) | 0;
      if (bytes[pos + 1] !== OPEN || bytes[pos + 2] !== QUOTE || at >= room) return REFUSED;
      const dot = (from + layout.digits) | 0;
      const head = (view.getInt32(from, true) ^ ZEROS) << layout.headShift;
      const tail = ((view.getInt32(from + 4, true) ^ ZEROS) << layout.tailShift) & layout.tailMask;
      const decimals = (view.getInt32(dot + 1, true) ^ ZEROS) << price.fractionShift;
      let close = (dot + price.span) | 0;
      const isPrice = (nonDigits(head) | nonDigits(tail) | nonDigits(decimals)) === 0 && bytes[dot] === DOT;
      const ticks = isPrice && bytes[close] === QUOTE ? (price.fractions[digitsValue(decimals)] as number) : REFUSED;
      if (ticks < 0) {
        close = readOther(cursor, from, price) | 0;
        levelTicks[at] = cursor.count;
      } else levelTicks[at] = digitsValue(head) * layout.headUnits + digitsValue(tail) * price.perOne + ticks;
      if (close < 0 || bytes[close + 1] !== COMMA || bytes[close + 2] !== QUOTE) return REFUSED;
      const start = (close + 3) | 0;
      const word = view.getInt32(start, true);
      const points = pointsIn(word);
      const wholeBits = (31 - Math.clz32(points & (0 - points))) & 24;
      const point = (start + (wholeBits >> 3)) | 0;
      // Digits move up to the word's end; what stands below them becomes leading zeros, what follows drops out.
      const whole = (word ^ ZEROS) << (32 - wholeBits);
      const rest = (view.getInt32(point + 1, true) ^ ZEROS) << qty.fractionShift;
      close = (point + qty.span) | 0;
      const isQty = points !== 0 && wholeBits !== 0 && (nonDigits(whole) | nonDigits(rest)) === 0;
      const lots = isQty && bytes[close] === QUOTE ? (qty.fractions[digitsValue(rest)] as number) : REFUSED;
      if (lots < 0) {
        close = readOther(cursor, start, qty) | 0;
        levelLots[at] = cursor.count;
      } else levelLots[at] = Math.imul(digitsValue(whole), qty.perOne) + lots;
      if (close < 0 || bytes[close + 1] !== CLOSE) return REFUSED;
      at++;
      pos = (close + 2) | 0;
    } while (bytes[pos] === COMMA && pos < end);
  if (bytes[pos] !== CLOSE || pos >= end) return REFUSED;
  cursor.pos = pos + 1;
  return at - target.at;
}

/** As readCount, and takes the text's layout for the next one's. */
function readOther(cursor: Cursor, start: number, scale: UnitScale): number {
  const close = readCount(cursor, start, scale);
  if (close >= 0) learnLayout(scale, close - start - scale.span);
  return close;
}

/** As readLevels, number by number. */
export function readLevelsPlainly(cursor: Cursor, scale: LevelScale, target: LevelTarget): number {
  const bytes = cursor.bytes;
  const { levelTicks, levelLots } = target.batch;
  const { price, qty } = scale;
  const room = levelTicks.length;
  let at = target.at;
  let pos = cursor.pos;
  if (bytes[pos + 1] === CLOSE) {
    cursor.pos = pos + 2;
    return pos + 2 <= cursor.end ? 0 : REFUSED;
  }
  do {
    if (bytes[pos + 1] !== OPEN || bytes[pos + 2] !== QUOTE || at >= room) return REFUSED;
    pos = readCount(cursor, pos + 3, price);
    if (pos < 0 || bytes[pos + 1] !== COMMA || bytes[pos + 2] !== QUOTE) return REFUSED;
    levelTicks[at] = cursor.count;
    pos = readCount(cursor, pos + 3, qty);
    if (pos < 0 || bytes[pos + 1] !== CLOSE) return REFUSED;
    levelLots[at++] = cursor.count;
    pos += 2;
  } while (bytes[pos] === COMMA && pos < cursor.end);
  if (bytes[pos] !== CLOSE || pos >= cursor.end) return REFUSED;
  cursor.pos = pos + 1;
  return at - target.at;
}
