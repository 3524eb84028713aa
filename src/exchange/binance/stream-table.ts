// Finding a stream by the bytes of its name, without making a string.

import type { Cursor } from './scan-value.js';
import type { Stream } from './streams.js';

export interface StreamTable {
  /** Open addressing; length is a power of two. */
  slots: (Stream | null)[];
  count: number;
}

export const createStreamTable = (): StreamTable => ({ slots: new Array<Stream | null>(64).fill(null), count: 0 });

/** FNV-1a over the name's bytes. */
function hashName(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return hash ^ (hash >>> 15);
}

function sameName(stream: Stream, bytes: Uint8Array, start: number): boolean {
  const name = stream.nameBytes;
  for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name[i]) return false;
  return true;
}

/** The stream whose name stands at the cursor's name range, or null where it is not in the table. */
export function findStream(table: StreamTable, cursor: Cursor): Stream | null {
  const mask = table.slots.length - 1;
  const { bytes, nameStart, nameEnd } = cursor;
  const length = nameEnd - nameStart;
  for (let at = hashName(bytes, nameStart, nameEnd) & mask; ; at = (at + 1) & mask) {
    const stream = table.slots[at] as Stream | null;
    if (stream === null) return null;
    if (stream.nameBytes.length === length && sameName(stream, bytes, nameStart)) return stream;
  }
}

export function addStream(table: StreamTable, stream: Stream): void {
  if (table.count * 2 >= table.slots.length) grow(table);
  place(table, stream);
  table.count++;
}

function place(table: StreamTable, stream: Stream): void {
  const mask = table.slots.length - 1;
  let at = hashName(stream.nameBytes, 0, stream.nameBytes.length) & mask;
  while (table.slots[at] !== null) at = (at + 1) & mask;
  table.slots[at] = stream;
}

function grow(table: StreamTable): void {
  const streams = table.slots.filter((stream) => stream !== null);
  table.slots = new Array<Stream | null>(table.slots.length * 2).fill(null);
  for (const stream of streams) place(table, stream);
}
