// One symbol's continuity: which messages pass on to the core, which are repeats, where ids are missing, and how a book is
// begun again. Works on rows already written to the batch, and may turn them into ticks or add gap and resync rows.

import { type EventBatch, FLAG, KIND } from '../../core/market/event-batch.js';
import type { Instrument } from '../../core/market/instrument.js';
import {
  type DeltaBuffer,
  clearDeltas,
  createDeltaBuffer,
  dropOldest,
  keepDelta,
  lastWaitingId,
  waitingIds,
} from './delta-buffer.js';
import { type DeltaIds, type DepthSync, INITIAL_SYNC, continues, stepDelta, stepSnapshot } from './depth-sync.js';
import { demoteToTick } from './emit.js';
import type { SymbolScale } from './streams.js';

export interface SequenceCounts {
  depthMessages: number;
  depthApplied: number;
  /** Ended before the snapshot, or repeated what was held. */
  depthStale: number;
  /** Waited for a snapshot. */
  depthBuffered: number;
  /** Fell out of the bounded buffer. */
  depthDropped: number;
  /** `pu` (spot: `U`) did not continue the last message. */
  depthGaps: number;
  /** Books begun again after a gap. */
  resyncs: number;
  snapshotsApplied: number;
  snapshotsIgnored: number;
  snapshotsTooOld: number;
  tradeRepeats: number;
  tradeGaps: number;
  /** Trade ids missing inside those gaps. */
  tradesMissing: number;
  tickerStale: number;
  /** Insurance-fund and ADL trades, and those without price or quantity. */
  tradesNotMarket: number;
}

/** Ids that lie farther apart are no hole: one of them is damaged. The busiest symbol takes two months for so many. */
export const MOST_APART = 100_000_000;

/** Unless so much time has passed between them that this many a microsecond span it: no exchange comes near 100 000 a second. */
const MOST_PER_US = 0.1;

export const createCounts = (): SequenceCounts => ({
  depthMessages: 0,
  depthApplied: 0,
  depthStale: 0,
  depthBuffered: 0,
  depthDropped: 0,
  depthGaps: 0,
  resyncs: 0,
  snapshotsApplied: 0,
  snapshotsIgnored: 0,
  snapshotsTooOld: 0,
  tradeRepeats: 0,
  tradeGaps: 0,
  tradesMissing: 0,
  tickerStale: 0,
  tradesNotMarket: 0,
});

export interface SymbolSequence {
  readonly instrument: Instrument;
  readonly scale: SymbolScale;
  sync: DepthSync;
  /** Deltas kept for the next snapshot, contiguous; null where none are. */
  waiting: DeltaBuffer | null;
  /** A book has been lost and not yet begun again. */
  broken: boolean;
  lastAggId: number | null;
  lastTradeId: number | null;
  /** When the trades of these ids were received, µs. */
  lastAggUs: number;
  lastTradeUs: number;
  lastTickerId: number;
  /** Id of a trade that was refused because it lies absurdly far from the last one; null while nothing is suspected. */
  suspectAggId: number | null;
  suspectTradeId: number | null;
  readonly counts: SequenceCounts;
}

export function createSequence(instrument: Instrument, scale: SymbolScale): SymbolSequence {
  return {
    instrument,
    scale,
    sync: INITIAL_SYNC,
    waiting: null,
    broken: false,
    lastAggId: null,
    lastTradeId: null,
    lastAggUs: 0,
    lastTradeUs: 0,
    lastTickerId: -1,
    suspectAggId: null,
    suspectTradeId: null,
    counts: createCounts(),
  };
}

/** A new session: no book, no last ids. Counts go on. */
export function restartSequence(sequence: SymbolSequence): void {
  sequence.sync = INITIAL_SYNC;
  sequence.waiting = null;
  sequence.broken = false;
  sequence.lastAggId = null;
  sequence.lastTradeId = null;
  sequence.lastTickerId = -1;
  sequence.suspectAggId = null;
  sequence.suspectTradeId = null;
}

function emitGap(batch: EventBatch, at: { i: number; fromId: number; toId: number }, flags: number): void {
  const row = batch.count;
  batch.kind[row] = KIND.gap;
  batch.flags[row] = flags;
  batch.symbol[row] = batch.symbol[at.i] as number;
  batch.recvUs[row] = batch.recvUs[at.i] as number;
  batch.id1[row] = at.fromId;
  batch.id2[row] = at.toId;
  batch.count = row + 1;
}

const idsOf = (batch: EventBatch, i: number): DeltaIds => ({
  firstId: batch.id1[i] as number,
  finalId: batch.id2[i] as number,
  prevId: (batch.flags[i] as number) & FLAG.hasPrevId ? (batch.prevId[i] as number) : null,
});

/** As continues() in depth-sync.ts, of row i. */
const continuesById = ({ venue }: Instrument, batch: EventBatch, at: { i: number; lastId: number }): boolean =>
  venue !== 'binance-spot' &&
  ((batch.flags[at.i] as number) & FLAG.hasPrevId) !== 0 &&
  batch.prevId[at.i] === at.lastId;

/** Checks the depth row i, the last one of the batch. */
export function sequenceDepth(sequence: SymbolSequence, batch: EventBatch, i: number): void {
  const { counts, instrument } = sequence;
  counts.depthMessages++;
  // The way of nearly all: on futures, the next message of a synced book.
  if (sequence.sync.phase === 'synced' && continuesById(instrument, batch, { i, lastId: sequence.sync.lastId })) {
    sequence.sync = { phase: 'synced', lastId: batch.id2[i] as number };
    counts.depthApplied++;
    return;
  }
  const ids = idsOf(batch, i);
  const lastId = sequence.sync.phase === 'waiting' ? null : sequence.sync.lastId;
  const { verdict, state } = stepDelta(instrument.venue, sequence.sync, ids);
  sequence.sync = state;
  if (verdict === 'apply') {
    counts.depthApplied++;
    return;
  }
  if (verdict === 'stale') counts.depthStale++;
  else keepWaiting(sequence, batch, i);
  batch.levelCount = batch.levelStart[i] as number;
  demoteToTick(batch, i);
  if (verdict !== 'gap') return;
  counts.depthGaps++;
  sequence.broken = true;
  emitGap(batch, { i, fromId: lastId ?? ids.firstId, toId: ids.prevId ?? ids.firstId }, 0);
}

/** Keeps depth row i for the next snapshot. A break among those kept makes the older ones useless. */
function keepWaiting(sequence: SymbolSequence, batch: EventBatch, i: number): void {
  const { counts, instrument } = sequence;
  sequence.waiting ??= createDeltaBuffer();
  const { waiting } = sequence;
  const lastId = lastWaitingId(waiting);
  counts.depthBuffered++;
  if (lastId !== null && !continues(instrument.venue, lastId, idsOf(batch, i))) {
    if ((batch.id2[i] as number) <= lastId) return;
    counts.depthDropped += waiting.count;
    clearDeltas(waiting);
  }
  if (keepDelta(waiting, batch, i)) counts.depthDropped++;
}

/** What a snapshot sets going. */
export interface TakenSnapshot {
  /** Deltas to apply behind it; null where none wait. */
  readonly deltas: DeltaBuffer | null;
  /** A lost book is begun again by it. */
  readonly isResync: boolean;
}

/** Judges a snapshot. Null: it is not wanted or too old. */
export function sequenceSnapshot(sequence: SymbolSequence, lastId: number): TakenSnapshot | null {
  const { counts, instrument, waiting } = sequence;
  const ids = waiting === null ? [] : waitingIds(waiting);
  const verdict = stepSnapshot(sequence.sync, { venue: instrument.venue, lastId }, ids);
  if (verdict === 'ignore') counts.snapshotsIgnored++;
  if (verdict === 'too_old') counts.snapshotsTooOld++;
  if (typeof verdict === 'string') return null;
  counts.snapshotsApplied++;
  counts.depthStale += verdict.from;
  counts.depthApplied += ids.length - verdict.from;
  if (waiting !== null) for (let k = 0; k < verdict.from; k++) dropOldest(waiting);
  sequence.sync = verdict.state;
  sequence.waiting = null;
  const isResync = sequence.broken;
  if (isResync) counts.resyncs++;
  sequence.broken = false;
  return { deltas: waiting, isResync };
}

/**
 * Checks trade row i (of either trade stream), the last one of the batch. False: its id cannot be, and the row is taken back;
 * were it believed, all trades behind it would pass for repeats. Where the next trade follows such an id, it was true: then
 * the one before was damaged, or so many trades are missing.
 */
export function sequenceTrade(sequence: SymbolSequence, batch: EventBatch, i: number): boolean {
  const { counts } = sequence;
  const isAggregate = batch.kind[i] === KIND.aggTrade;
  const id = batch.id1[i] as number;
  const recvUs = batch.recvUs[i] as number;
  const last = isAggregate ? sequence.lastAggId : sequence.lastTradeId;
  let fromId = last === null ? id : last + 1;
  if (last !== null && isAbsurd(id - last, recvUs - (isAggregate ? sequence.lastAggUs : sequence.lastTradeUs))) {
    const suspect = isAggregate ? sequence.suspectAggId : sequence.suspectTradeId;
    if (suspect === null || id <= suspect || id - suspect > MOST_APART) {
      suspectTrade(sequence, isAggregate, id);
      batch.count = i;
      return false;
    }
    if (id < last) fromId = suspect;
  } else if (last !== null && id <= last) {
    counts.tradeRepeats++;
    demoteToTick(batch, i);
    return true;
  }
  suspectTrade(sequence, isAggregate, null);
  if (isAggregate) {
    sequence.lastAggId = id;
    sequence.lastAggUs = recvUs;
  } else {
    sequence.lastTradeId = id;
    sequence.lastTradeUs = recvUs;
  }
  if (id === fromId) return true;
  counts.tradeGaps++;
  counts.tradesMissing += id - fromId;
  insertGapBefore(batch, i, { fromId, toId: id - 1 });
  return true;
}

/** Whether a trade's id cannot follow the last one, `apart` ids and `passedUs` before it: months without data are a hole. */
const isAbsurd = (apart: number, passedUs: number): boolean =>
  apart < -MOST_APART || (apart > MOST_APART && apart > passedUs * MOST_PER_US);

function suspectTrade(sequence: SymbolSequence, isAggregate: boolean, id: number | null): void {
  if (isAggregate) sequence.suspectAggId = id;
  else sequence.suspectTradeId = id;
}

/** The gap belongs before the trade that revealed it: the trade moves one row down. Trades carry no levels. */
function insertGapBefore(batch: EventBatch, i: number, ids: { fromId: number; toId: number }): void {
  for (const column of [batch.kind, batch.flags, batch.symbol, batch.recvUs, batch.eventUs, batch.matchUs]) {
    column.copyWithin(i + 1, i, i + 1);
  }
  for (const column of [batch.id1, batch.id2, batch.prevId, batch.price, batch.qty, batch.qty2]) {
    column.copyWithin(i + 1, i, i + 1);
  }
  batch.count = i;
  emitGap(batch, { i: i + 1, ...ids }, FLAG.tradeStream);
  batch.count = i + 2;
}

/** Checks book-ticker row i: an older update than the last one, or the same again, brings nothing. */
export function sequenceTicker(sequence: SymbolSequence, batch: EventBatch, i: number): void {
  const id = batch.id1[i] as number;
  if (id > sequence.lastTickerId) {
    sequence.lastTickerId = id;
    return;
  }
  sequence.counts.tickerStale++;
  demoteToTick(batch, i);
}
