// REST depth snapshots and checkpoints as events: the snapshot row, then the deltas that waited for it.

import { type EventBatch, KIND, reserveLevels } from '../../core/market/event-batch.js';
import type { Normalizer } from './normalizer.js';
import { type FrameProblem, countText } from './plain.js';
import { type SymbolSequence, sequenceSnapshot } from './sequence.js';
import type { SymbolScale } from './streams.js';

export interface SnapshotLevels {
  readonly bids: readonly number[];
  readonly asks: readonly number[];
}

/** One side as [ticks, lots, ticks, lots, …]. */
function parseSide(side: unknown, scale: SymbolScale): number[] | FrameProblem {
  if (!Array.isArray(side)) return 'malformed_message';
  const flat: number[] = [];
  for (const level of side as unknown[]) {
    if (!Array.isArray(level)) return 'malformed_message';
    const price = countText(level[0], scale.price);
    const qty = countText(level[1], scale.qty);
    if (typeof price === 'string') return price;
    if (typeof qty === 'string') return qty;
    flat.push(price, qty);
  }
  return flat;
}

export function parseLevels(
  body: { readonly bids?: unknown; readonly asks?: unknown },
  scale: SymbolScale,
): SnapshotLevels | FrameProblem {
  const bids = parseSide(body.bids, scale);
  if (typeof bids === 'string') return bids;
  const asks = parseSide(body.asks, scale);
  if (typeof asks === 'string') return asks;
  return { bids, asks };
}

function writeSide(batch: EventBatch, side: readonly number[]): void {
  for (let k = 0; k < side.length; k += 2) {
    batch.levelTicks[batch.levelCount] = side[k] as number;
    batch.levelLots[batch.levelCount++] = side[k + 1] as number;
  }
}

function beginRow(normalizer: Normalizer, kind: number, lastId: number): number {
  const { batch, scale, recvUs } = normalizer.target;
  const i = batch.count++;
  batch.kind[i] = kind;
  batch.flags[i] = 0;
  batch.symbol[i] = scale.code;
  batch.recvUs[i] = recvUs;
  batch.id1[i] = lastId;
  batch.id2[i] = lastId;
  batch.price[i] = kind;
  batch.levelStart[i] = batch.levelCount;
  batch.bidCount[i] = 0;
  batch.askCount[i] = 0;
  return i;
}

/** Writes what a snapshot means: a resync where a book had been lost, the book, and (through the backlog) the deltas behind it. */
export function emitSnapshot(
  normalizer: Normalizer,
  sequence: SymbolSequence,
  snapshot: { readonly lastId: number; readonly levels: SnapshotLevels },
): void {
  const { target } = normalizer;
  const { batch } = target;
  target.scale = sequence.scale;
  const accepted = sequenceSnapshot(sequence, snapshot.lastId);
  if (accepted === null) {
    const i = beginRow(normalizer, KIND.tick, snapshot.lastId);
    batch.price[i] = KIND.depthSnapshot;
    return;
  }
  if (accepted.isResync) beginRow(normalizer, KIND.resync, snapshot.lastId);
  const { bids, asks } = snapshot.levels;
  reserveLevels(batch, (bids.length + asks.length) / 2);
  const i = beginRow(normalizer, KIND.depthSnapshot, snapshot.lastId);
  batch.bidCount[i] = bids.length / 2;
  batch.askCount[i] = asks.length / 2;
  writeSide(batch, bids);
  writeSide(batch, asks);
  const { deltas } = accepted;
  if (deltas !== null) normalizer.backlog = { sequence, deltas, recvUs: target.recvUs, next: 0 };
}
