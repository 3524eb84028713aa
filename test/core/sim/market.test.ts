// The synthetic market: the same seed gives the same events, ids chain, and the deltas rebuild the book.

import { describe, expect, test } from 'vitest';
import { initMarket, nextEventUs, snapshotMarket, stepMarket } from '../../../src/core/sim/market.js';
import type { SentTicker, VenueEvent } from '../../../src/core/sim/venue-event.js';
import { NaiveBook, marketOf, runMarket } from '../../support/synthetic.js';

const ofKind = <Kind extends VenueEvent['kind']>(events: readonly VenueEvent[], kind: Kind) =>
  events.filter((event): event is Extract<VenueEvent, { kind: Kind }> => event.kind === kind);

describe('one seed', () => {
  test('gives the same events twice', () => {
    expect(runMarket(marketOf(7), 5)).toEqual(runMarket(marketOf(7), 5));
  });

  test('another seed gives others', () => {
    expect(runMarket(marketOf(8), 2)).not.toEqual(runMarket(marketOf(7), 2));
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    const state = initMarket(marketOf(7, ['BTCUSDT', 'ETHUSDT'], { alpha: 0.2 }));
    for (let i = 0; i < 3_000; i++) stepMarket(state);
    const copy = structuredClone(state);
    for (let i = 0; i < 3_000; i++) expect(stepMarket(copy)).toEqual(stepMarket(state));
    expect(copy).toEqual(state);
  });

  test('the path of a symbol does not depend on its company', () => {
    const prices = (symbols: string[]) =>
      ofKind(runMarket(marketOf(7, symbols), 3), 'agg_trade')
        .filter((trade) => trade.symbol === 'ETHUSDT')
        .map((trade) => [trade.priceTicks, trade.qtyLots, trade.matchUs]);
    expect(prices(['BTCUSDT', 'ETHUSDT'])).toEqual(prices(['ETHUSDT']));
  });
});

describe('messages', () => {
  const events = runMarket(marketOf(3, ['BTCUSDT', 'ETHUSDT']), 20);
  const symbols = ['BTCUSDT', 'ETHUSDT'];

  test.each(symbols)('%s: pu is the u before, U jumps past it', (symbol) => {
    const deltas = ofKind(events, 'depth_delta').filter((event) => event.symbol === symbol);
    expect(deltas.length).toBeGreaterThan(190);
    let jumps = 0;
    deltas.forEach((delta, i) => {
      expect(delta.firstId).toBeLessThanOrEqual(delta.finalId);
      expect(delta.firstId).toBeGreaterThan(delta.prevId ?? 0);
      if (delta.firstId > (delta.prevId ?? 0) + 1) jumps++;
      if (i > 0) expect(delta.prevId).toBe(deltas[i - 1]?.finalId);
    });
    expect(jumps).toBeGreaterThan(deltas.length / 2);
    expect(deltas[0]?.firstId).toBeGreaterThan(5e12);
  });

  test('update ids are shared: no id belongs to two symbols', () => {
    const owner = new Map<number, string>();
    for (const ticker of ofKind(events, 'book_ticker')) {
      expect(owner.get(ticker.updateId) ?? ticker.symbol).toBe(ticker.symbol);
      owner.set(ticker.updateId, ticker.symbol);
    }
  });

  test.each(symbols)('%s: trade ids and fill ids have no hole', (symbol) => {
    const trades = ofKind(events, 'agg_trade').filter((event) => event.symbol === symbol);
    expect(trades.length).toBeGreaterThan(100);
    trades.forEach((trade, i) => {
      const before = trades[i - 1];
      expect(trade.lastFillId).toBeGreaterThanOrEqual(trade.firstFillId ?? Infinity);
      if (before === undefined) return;
      expect(trade.tradeId).toBe(before.tradeId + 1);
      expect(trade.firstFillId).toBe((before.lastFillId ?? 0) + 1);
    });
  });

  test('nothing is sent before it is matched, and quantities are whole and positive', () => {
    for (const event of events) expect(event.eventUs).toBeGreaterThanOrEqual(event.matchUs);
    for (const trade of ofKind(events, 'agg_trade')) {
      expect(trade.qtyLots).toBeGreaterThan(0);
      expect(trade.qtyNoRpiLots).toBeLessThanOrEqual(trade.qtyLots);
    }
  });

  test('an unknown symbol has no snapshot', () => {
    expect(() => snapshotMarket(initMarket(marketOf(1)), 'XRPUSDT')).toThrow(RangeError);
  });
});

function lastUpTo(tickers: readonly SentTicker[], id: number): SentTicker | null {
  for (let i = tickers.length - 1; i >= 0; i--) {
    const ticker = tickers[i];
    if (ticker !== undefined && ticker.updateId <= id) return ticker;
  }
  return null;
}

/** Deltas applied to the first snapshot; after each the best level must be that of the last ticker with u ≤ its u. */
function replayAgainstTickers(events: readonly VenueEvent[], symbol: string): { compared: number; wrong: number } {
  const book = new NaiveBook();
  const tickers: SentTicker[] = [];
  let [compared, wrong, lastId] = [0, 0, 0];
  for (const event of events) {
    if (event.symbol !== symbol) continue;
    if (event.kind === 'book_ticker') tickers.push(event);
    if (event.kind === 'depth_snapshot') lastId = event.lastId;
    if (event.kind !== 'depth_snapshot' && event.kind !== 'depth_delta') continue;
    if (event.kind === 'depth_delta' && event.finalId < lastId) continue;
    book.apply('bids', event.bids);
    book.apply('asks', event.asks);
    const ticker = event.kind === 'depth_delta' ? lastUpTo(tickers, event.finalId) : null;
    if (ticker === null) continue;
    compared++;
    const best = book.best();
    const same = best.bid === ticker.bidTicks && best.ask === ticker.askTicks;
    if (!same || best.bidLots !== ticker.bidLots || best.askLots !== ticker.askLots) wrong++;
  }
  return { compared, wrong };
}

describe('the book rebuilt from a snapshot and the deltas', () => {
  test.each([
    ['ETHUSDT', 11],
    ['BTCUSDT', 12],
    ['SOLUSDT', 13],
    ['DOGEUSDT', 14],
    ['NEWUSDT', 15],
  ])('%s agrees with every bookTicker (seed %i)', (symbol, seed) => {
    const { compared, wrong } = replayAgainstTickers(runMarket(marketOf(seed, [symbol]), 30), symbol);
    expect(compared).toBeGreaterThan(290);
    expect(wrong).toBe(0);
  });

  test('also when price walks out of the window of the array', () => {
    const events = runMarket(marketOf(5, ['BTCUSDT'], { activity: 20, alpha: 0.4 }), 120);
    const mids = ofKind(events, 'book_ticker').map((ticker) => ticker.bidTicks as number);
    const span = mids.reduce((max, mid) => Math.max(max, mid), 0) - mids.reduce((min, mid) => Math.min(min, mid), 1e9);
    expect(span).toBeGreaterThan(4_096);
    expect(replayAgainstTickers(events, 'BTCUSDT').wrong).toBe(0);
  });

  test('the next event is never in the past', () => {
    const state = initMarket(marketOf(2));
    for (let i = 0; i < 2_000; i++) {
      const dueUs = nextEventUs(state);
      expect(dueUs).toBeGreaterThanOrEqual(state.nowUs);
      stepMarket(state);
      expect(state.nowUs).toBe(dueUs);
    }
  });
});
