// Depth deltas that wait for their snapshot: copied out of the batch into flat arrays, bounded, oldest dropped first.

import { type EventBatch, FLAG, KIND, reserveLevels } from '../../core/market/event-batch.js';
import type { DeltaIds } from './depth-sync.js';

/**
 * Six seconds of depth@100ms. A snapshot needs only the deltas since it was taken, however long it had to wait for its
 * turn: the oldest may go, and one that comes later than this is asked for again. 500 symbols that wait four minutes for
 * their first snapshot would else fill the memory.
 */
export const MAX_WAITING = 64;

/**
 * Up to MAX_WAITING deltas, oldest first. Thousands come and go a second while symbols wait for their turn: as objects
 * they would outlive the collector's young generation, and memory would grow by many times what they hold.
 */
export interface DeltaBuffer {
  /** HEAD numbers a delta, in a ring of MAX_WAITING. */
  readonly heads: Float64Array;
  /** Place of the oldest in the ring, and how many there are. */
  first: number;
  count: number;
  /** Ticks and lots in turns; the deltas' levels stand in order, one behind the other. */
  levels: Float64Array;
  /** End of the youngest's levels. */
  used: number;
}

const HEAD = 9;
/** What stands where in a head. `prevId` means something where the flags say so. */
const AT = {
  firstId: 0,
  finalId: 1,
  prevId: 2,
  flags: 3,
  eventUs: 4,
  matchUs: 5,
  bidCount: 6,
  levelStart: 7,
  levelEnd: 8,
} as const;
const FIRST_NUMBERS = 512;

export const createDeltaBuffer = (): DeltaBuffer => ({
  heads: new Float64Array(HEAD * MAX_WAITING),
  first: 0,
  count: 0,
  levels: new Float64Array(FIRST_NUMBERS),
  used: 0,
});

export function clearDeltas(buffer: DeltaBuffer): void {
  buffer.first = 0;
  buffer.count = 0;
  buffer.used = 0;
}

/** Begin of the head of delta `index`, 0 the oldest. */
const headOf = ({ first }: DeltaBuffer, index: number): number => ((first + index) % MAX_WAITING) * HEAD;

function idsAt({ heads }: DeltaBuffer, at: number): DeltaIds {
  const hasPrevId = ((heads[at + AT.flags] as number) & FLAG.hasPrevId) !== 0;
  return {
    firstId: heads[at + AT.firstId] as number,
    finalId: heads[at + AT.finalId] as number,
    prevId: hasPrevId ? (heads[at + AT.prevId] as number) : null,
  };
}

/** Ids of all that wait, oldest first. */
export const waitingIds = (buffer: DeltaBuffer): DeltaIds[] =>
  Array.from({ length: buffer.count }, (_, index) => idsAt(buffer, headOf(buffer, index)));

/** Final id of the youngest; null where none waits. */
export const lastWaitingId = (buffer: DeltaBuffer): number | null =>
  buffer.count === 0 ? null : (buffer.heads[headOf(buffer, buffer.count - 1) + AT.finalId] as number);

export function dropOldest(buffer: DeltaBuffer): void {
  if (buffer.count === 0) return;
  buffer.first = (buffer.first + 1) % MAX_WAITING;
  buffer.count--;
}

/** Keeps a copy of depth row i of the batch. True when the oldest had to go for it. */
export function keepDelta(buffer: DeltaBuffer, batch: EventBatch, i: number): boolean {
  const isFull = buffer.count === MAX_WAITING;
  if (isFull) dropOldest(buffer);
  const from = batch.levelStart[i] as number;
  const count = (batch.bidCount[i] as number) + (batch.askCount[i] as number);
  makeRoom(buffer, 2 * count);
  const { heads, levels } = buffer;
  const at = headOf(buffer, buffer.count++);
  heads[at + AT.firstId] = batch.id1[i] as number;
  heads[at + AT.finalId] = batch.id2[i] as number;
  heads[at + AT.prevId] = batch.prevId[i] as number;
  heads[at + AT.flags] = batch.flags[i] as number;
  heads[at + AT.eventUs] = batch.eventUs[i] as number;
  heads[at + AT.matchUs] = batch.matchUs[i] as number;
  heads[at + AT.bidCount] = batch.bidCount[i] as number;
  heads[at + AT.levelStart] = buffer.used;
  for (let k = from; k < from + count; k++) {
    levels[buffer.used++] = batch.levelTicks[k] as number;
    levels[buffer.used++] = batch.levelLots[k] as number;
  }
  heads[at + AT.levelEnd] = buffer.used;
  return isFull;
}

/** Makes room for so many numbers behind those of the youngest: by moving all to the front where that frees half, else by growing. */
function makeRoom(buffer: DeltaBuffer, numbers: number): void {
  if (buffer.used + numbers <= buffer.levels.length) return;
  const from = buffer.count === 0 ? buffer.used : (buffer.heads[headOf(buffer, 0) + AT.levelStart] as number);
  const held = buffer.used - from;
  if (2 * (held + numbers) <= buffer.levels.length) buffer.levels.copyWithin(0, from, buffer.used);
  else {
    const larger = new Float64Array(Math.max(2 * (held + numbers), 2 * buffer.levels.length));
    larger.set(buffer.levels.subarray(from, buffer.used));
    buffer.levels = larger;
  }
  buffer.used = held;
  for (let index = 0; index < buffer.count; index++) {
    const at = headOf(buffer, index);
    buffer.heads[at + AT.levelStart] = (buffer.heads[at + AT.levelStart] as number) - from;
    buffer.heads[at + AT.levelEnd] = (buffer.heads[at + AT.levelEnd] as number) - from;
  }
}

/** Writes delta `index` as a row at the snapshot's arrival: it changes the book and makes no row of signals. */
export function emitWaiting(
  batch: EventBatch,
  { buffer, index }: { readonly buffer: DeltaBuffer; readonly index: number },
  to: { readonly symbol: number; readonly recvUs: number },
): void {
  const { heads, levels } = buffer;
  const at = headOf(buffer, index);
  const from = heads[at + AT.levelStart] as number;
  const count = ((heads[at + AT.levelEnd] as number) - from) / 2;
  const bidCount = heads[at + AT.bidCount] as number;
  const i = batch.count;
  reserveLevels(batch, count);
  batch.kind[i] = KIND.depthDelta;
  batch.flags[i] = (heads[at + AT.flags] as number) | FLAG.buffered;
  batch.symbol[i] = to.symbol;
  batch.recvUs[i] = to.recvUs;
  batch.eventUs[i] = heads[at + AT.eventUs] as number;
  batch.matchUs[i] = heads[at + AT.matchUs] as number;
  batch.id1[i] = heads[at + AT.firstId] as number;
  batch.id2[i] = heads[at + AT.finalId] as number;
  batch.prevId[i] = idsAt(buffer, at).prevId ?? 0;
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = bidCount;
  batch.askCount[i] = count - bidCount;
  for (let k = 0; k < count; k++) {
    batch.levelTicks[batch.levelCount] = levels[from + 2 * k] as number;
    batch.levelLots[batch.levelCount++] = levels[from + 2 * k + 1] as number;
  }
  batch.count = i + 1;
}
