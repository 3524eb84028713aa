// Seams between recordings and the lake: a repeat counts once, a hole is a gap, a known session begins nothing.

import { beforeEach, describe, expect, test } from 'vitest';
import { type LakeTrades, sequenceLakeEvent } from '../../../src/assembly/analyze/lake-sequence.js';
import { ALL_SYMBOLS, FLAG, KIND, clearEventBatch, createEventBatch } from '../../../src/core/market/event-batch.js';
import { type Normalizer, createNormalizer, sequenceOf } from '../../../src/exchange/binance/normalizer.js';

const batch = createEventBatch(16);
let normalizer: Normalizer;
let trades: LakeTrades;

beforeEach(() => {
  const unit = { mantissa: 1, decimals: 2 };
  const instrument = { symbol: 'ETHUSDT', venue: 'binance-usdm', tick: unit, step: unit, unitsFrom: 'stated' } as const;
  const instruments = new Map([['ETHUSDT', instrument]]);
  normalizer = createNormalizer(
    { venue: 'binance-usdm', env: 'mainnet', instruments, symbols: null, keepRefused: 0 },
    createEventBatch(16),
  );
  trades = new Map();
});

interface Event {
  readonly kind: number;
  readonly id1?: number;
  readonly id2?: number;
  readonly prevId?: number;
  readonly flags?: number;
  readonly symbol?: number;
}

/** Kinds of the rows that an event of the lake became. */
function show(
  { kind, id1 = 0, id2 = 0, prevId, flags = 0, symbol = 0 }: Event,
  session: string | null = null,
): number[] {
  clearEventBatch(batch);
  batch.count = 1;
  batch.kind[0] = kind;
  batch.flags[0] = flags | (prevId === undefined ? 0 : FLAG.hasPrevId);
  batch.symbol[0] = symbol;
  batch.recvUs[0] = 1_000;
  batch.id1[0] = id1;
  batch.id2[0] = id2;
  batch.prevId[0] = prevId ?? 0;
  batch.levelStart[0] = 0;
  sequenceLakeEvent(batch, 0, { normalizer, trades, session });
  return [...batch.kind.subarray(0, batch.count)];
}

const ours = () => {
  const sequence = sequenceOf(normalizer, 'ETHUSDT');
  if (sequence === null) throw new Error('no sequence');
  return sequence;
};

describe('depth behind a recording that ended with id 50', () => {
  beforeEach(() => {
    ours().sync = { phase: 'synced', lastId: 50 };
  });

  test.each([
    ['continues', { id1: 51, id2: 60, prevId: 50 }, [KIND.depthDelta]],
    ['repeats', { id1: 41, id2: 50, prevId: 40 }, [KIND.tick]],
    ['leaves messages out', { id1: 71, id2: 80, prevId: 70 }, [KIND.tick, KIND.gap]],
  ])('%s', (_, ids, kinds) => {
    expect(show({ kind: KIND.depthDelta, ...ids })).toEqual(kinds);
  });

  test('the book that opens a segment is none to a book that is whole; after a gap it is', () => {
    expect(show({ kind: KIND.depthSnapshot, id1: 50, id2: 50 })).toEqual([KIND.tick]);
    expect(show({ kind: KIND.gap })).toEqual([KIND.gap]);
    expect(show({ kind: KIND.depthSnapshot, id1: 90, id2: 90 })).toEqual([KIND.depthSnapshot]);
    expect(show({ kind: KIND.depthDelta, id1: 91, id2: 95, prevId: 90 })).toEqual([KIND.depthDelta]);
    expect(ours().sync).toEqual({ phase: 'synced', lastId: 95 });
  });
});

describe('trades', () => {
  test('of a seam show a hole, those within the lake do not: it leaves out what was no trade of the market', () => {
    ours().lastTradeId = 7;
    expect(show({ kind: KIND.trade, id1: 7 })).toEqual([KIND.tick]);
    trades.clear();
    expect(show({ kind: KIND.trade, id1: 10 })).toEqual([KIND.gap, KIND.trade]);
    expect(show({ kind: KIND.trade, id1: 12 })).toEqual([KIND.trade]);
    expect(ours().lastTradeId).toBe(12);
  });

  test('a hole that the lake names is not found twice', () => {
    ours().lastTradeId = 7;
    expect(show({ kind: KIND.gap, flags: FLAG.tradeStream, id1: 8, id2: 9 })).toEqual([KIND.gap]);
    expect(show({ kind: KIND.trade, id1: 10 })).toEqual([KIND.trade]);
  });

  test('that were healed move no id', () => {
    ours().lastAggId = 7;
    expect(show({ kind: KIND.aggTrade, id1: 5, flags: FLAG.healed })).toEqual([KIND.aggTrade]);
    expect(ours().lastAggId).toBe(7);
  });
});

describe('a session', () => {
  test('that a recording began is not begun again, and another one is', () => {
    normalizer.sessions.add('S1');
    ours().sync = { phase: 'synced', lastId: 50 };
    expect(show({ kind: KIND.session, symbol: ALL_SYMBOLS }, 'S1')).toEqual([KIND.tick]);
    expect(ours().sync.phase).toBe('synced');
    expect(show({ kind: KIND.session, symbol: ALL_SYMBOLS }, 'S2')).toEqual([KIND.session]);
    expect([ours().sync.phase, normalizer.sessions.has('S2')]).toEqual(['waiting', true]);
  });
});
