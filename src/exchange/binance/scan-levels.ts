// Reading price levels `[["61800.20","2.507"],…]` from bytes straight into ticks and lots: the hottest loop of all.

import type { EventBatch } from '../../core/market/event-batch.js';
import { readCount } from './scan-count.js';
import type { Cursor } from './scan-value.js';
import type { UnitScale } from './units.js';

const QUOTE = 34;
const COMMA = 44;
const OPEN = 91;
const CLOSE = 93;
const REFUSED = -1;

/** Scales of one symbol's prices and quantities. */
export interface LevelScale {
  readonly price: UnitScale;
  readonly qty: UnitScale;
}

/**
 * Reads the array at the cursor into the batch's level columns from index `at` on. Returns the number of levels, or −1
 * where the bytes are not that. A frame cut short is refused by the last check against its end: what lies behind it in
 * the buffer is never taken for its own.
 */
export function readLevels(cursor: Cursor, scale: LevelScale, target: { batch: EventBatch; at: number }): number {
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
