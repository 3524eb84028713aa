// Finding a stream by the first bytes of its name, without making a string.

import { holdsLiteral } from './literal.js';
import type { Cursor } from './scan-value.js';
import type { Stream } from './stream.js';

/** A cache from fingerprints to streams; open addressing, length a power of two. */
export interface StreamTable {
  slots: (Stream | null)[];
  count: number;
}

const FIRST_SLOTS = 64;
const MOST_SLOTS = 1 << 14;
/** A fingerprint is made of this many bytes from the name's first on (for short names, of what follows them too). */
const FINGERPRINT_BYTES = 16;

const emptySlots = (length: number): (Stream | null)[] => new Array<Stream | null>(length).fill(null);

export const createStreamTable = (): StreamTable => ({ slots: emptySlots(FIRST_SLOTS), count: 0 });

function fingerprint(view: DataView, at: number): number {
  const a = Math.imul(view.getInt32(at, true), 0x9e3779b1) ^ view.getInt32(at + 4, true);
  const b = Math.imul(view.getInt32(at + 8, true), 0x85ebca6b) ^ view.getInt32(at + 12, true);
  const mixed = Math.imul(a, 0xc2b2ae35) ^ Math.imul(b, 0x27d4eb2f);
  return mixed ^ (mixed >>> 15);
}

/**
 * The stream whose name begins at cursor.nameStart; sets cursor.nameEnd (its closing quote). Null where the table does
 * not know it: its name must then be read in full.
 */
export function findStream(table: StreamTable, cursor: Cursor): Stream | null {
  const { view, nameStart, end } = cursor;
  if (nameStart + FINGERPRINT_BYTES > end) return null;
  const mask = table.slots.length - 1;
  for (let at = fingerprint(view, nameStart) & mask; ; at = (at + 1) & mask) {
    const stream = table.slots[at] as Stream | null;
    if (stream === null) return null;
    const length = stream.nameLiteral.bytes.length;
    if (nameStart + length <= end && holdsLiteral(view, nameStart, stream.nameLiteral)) {
      cursor.nameEnd = nameStart + length - 1;
      return stream;
    }
  }
}

/** Enters a stream under the fingerprint of the bytes at the cursor's name. */
export function rememberStream(table: StreamTable, cursor: Cursor, stream: Stream): void {
  const { view, nameStart, end } = cursor;
  if (nameStart + FINGERPRINT_BYTES > end) return;
  if (table.count * 2 >= table.slots.length) {
    // The streams enter again as they are seen: growing needs no fingerprints kept.
    table.slots = emptySlots(Math.min(MOST_SLOTS, table.slots.length * 2));
    table.count = 0;
  }
  const mask = table.slots.length - 1;
  let at = fingerprint(view, nameStart) & mask;
  while (table.slots[at] !== null) at = (at + 1) & mask;
  table.slots[at] = stream;
  table.count++;
}
