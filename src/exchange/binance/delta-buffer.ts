// Depth deltas that wait for their snapshot: copied out of the batch, bounded, oldest dropped first and counted.

import { type EventBatch, FLAG, KIND, reserveLevels } from '../../core/market/event-batch.js';
import type { DeltaIds } from './depth-sync.js';

export interface WaitingDelta extends DeltaIds {
  readonly flags: number;
  readonly eventUs: number;
  readonly matchUs: number;
  readonly bidCount: number;
  readonly levelTicks: Float64Array;
  readonly levelLots: Float64Array;
}

/**
 * Six seconds of depth@100ms. A snapshot needs only the deltas since it was taken, however long it had to wait for its
 * turn: the oldest may go, and one that comes later than this is asked for again. 500 symbols that wait four minutes for
 * their first snapshot would else fill the memory.
 */
export const MAX_WAITING = 64;

/** A copy of depth row i of the batch. */
export function copyDelta(batch: EventBatch, i: number): WaitingDelta {
  const start = batch.levelStart[i] as number;
  const bidCount = batch.bidCount[i] as number;
  const end = start + bidCount + (batch.askCount[i] as number);
  const flags = batch.flags[i] as number;
  return {
    firstId: batch.id1[i] as number,
    finalId: batch.id2[i] as number,
    prevId: flags & FLAG.hasPrevId ? (batch.prevId[i] as number) : null,
    flags,
    eventUs: batch.eventUs[i] as number,
    matchUs: batch.matchUs[i] as number,
    bidCount,
    levelTicks: batch.levelTicks.slice(start, end),
    levelLots: batch.levelLots.slice(start, end),
  };
}

/** Writes a delta that waited as a row at the snapshot's arrival: it changes the book and makes no row of signals. */
export function emitWaiting(batch: EventBatch, delta: WaitingDelta, at: { symbol: number; recvUs: number }): void {
  const i = batch.count;
  const levels = delta.levelTicks.length;
  reserveLevels(batch, levels);
  batch.kind[i] = KIND.depthDelta;
  batch.flags[i] = delta.flags | FLAG.buffered;
  batch.symbol[i] = at.symbol;
  batch.recvUs[i] = at.recvUs;
  batch.eventUs[i] = delta.eventUs;
  batch.matchUs[i] = delta.matchUs;
  batch.id1[i] = delta.firstId;
  batch.id2[i] = delta.finalId;
  batch.prevId[i] = delta.prevId ?? 0;
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = delta.bidCount;
  batch.askCount[i] = levels - delta.bidCount;
  batch.levelTicks.set(delta.levelTicks, batch.levelCount);
  batch.levelLots.set(delta.levelLots, batch.levelCount);
  batch.levelCount += levels;
  batch.count = i + 1;
}
