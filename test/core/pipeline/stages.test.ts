// The stages of the chain by themselves: flow since the last row, volume by bar and by level, and the row made of them.

import { describe, expect, test } from 'vitest';
import { applySnapshot } from '../../../src/core/book/book.js';
import { createEventBatch } from '../../../src/core/market/event-batch.js';
import { type ChainConfig, DEFAULT_CHAIN, ORIGINAL_CHAIN } from '../../../src/core/pipeline/config.js';
import { addTrade, barIsKnown, closeBars, closeCvd } from '../../../src/core/pipeline/cvd-stage.js';
import { makeRow } from '../../../src/core/pipeline/make-row.js';
import { addDepthFlow, addQuoteFlow, closeOfi, takeReference } from '../../../src/core/pipeline/ofi-stage.js';
import { type SymbolChain, breakSymbol, createSymbolChain } from '../../../src/core/pipeline/symbol-chain.js';
import { UNIT_MARKET } from '../../support/scripted-market.js';

const SECOND_US = 1_000_000;

/** A chain whose book holds one bid (100 ticks) and one ask (101), of the given lots. */
function stateWith(config: ChainConfig, lots: readonly [number, number]): SymbolChain {
  const state = createSymbolChain(config, UNIT_MARKET);
  setBook(state, lots);
  return state;
}

function setBook(state: SymbolChain, lots: readonly [number, number]): void {
  const batch = createEventBatch(1);
  batch.levelTicks.set([100, 101]);
  batch.levelLots.set(lots);
  batch.bidCount[0] = 1;
  batch.askCount[0] = 1;
  applySnapshot(state.book, batch, 0);
}

function trade(state: SymbolChain, config: ChainConfig, lots: number): void {
  addTrade(state, config, lots);
}

describe('flow', () => {
  test('sums from row to row in base units; a spoilt row is null and no sample', () => {
    const state = stateWith(DEFAULT_CHAIN, [5, 5]);
    takeReference(state);
    setBook(state, [9, 5]);
    addDepthFlow(state, DEFAULT_CHAIN);
    expect(closeOfi(state, DEFAULT_CHAIN)).toEqual({ ofi: null, z: null, reason: 'partial' });
    setBook(state, [19, 2]);
    addDepthFlow(state, DEFAULT_CHAIN);
    expect(closeOfi(state, DEFAULT_CHAIN)).toEqual({ ofi: (0.4 * 13) / 1000, z: null, reason: 'warming' });
    expect(closeOfi(state, DEFAULT_CHAIN).ofi).toBe(0);
    expect(state.ofi.z.window.count).toBe(2);
  });

  test('without a reference the first update spoils its row', () => {
    const state = stateWith(DEFAULT_CHAIN, [5, 5]);
    state.ofi.partial = false;
    addDepthFlow(state, DEFAULT_CHAIN);
    expect(closeOfi(state, DEFAULT_CHAIN).reason).toBe('partial');
  });

  test('from book tickers: no book is needed', () => {
    const config: ChainConfig = { ...DEFAULT_CHAIN, ofi: { ...DEFAULT_CHAIN.ofi, source: 'bookTicker' } };
    const state = createSymbolChain(config, UNIT_MARKET);
    expect(closeOfi(state, config).reason).toBe('no_stream');
    state.quotes.seen = true;
    const quotes = createEventBatch(2);
    quotes.price.set([100, 100]);
    quotes.qty.set([5, 8]);
    quotes.price2.set([101, 101]);
    quotes.qty2.set([5, 5]);
    addQuoteFlow(state, quotes, 0);
    expect(closeOfi(state, config).reason).toBe('partial');
    addQuoteFlow(state, quotes, 1);
    expect(closeOfi(state, config).ofi).toBe(0.003);
  });
});

describe('volume', () => {
  test('bars: a sample each, known only when whole', () => {
    const state = stateWith(DEFAULT_CHAIN, [5, 5]);
    state.nowUs = 10 * SECOND_US + 1;
    trade(state, DEFAULT_CHAIN, 7);
    closeBars(state, DEFAULT_CHAIN, 10 * SECOND_US + 100_000);
    expect([barIsKnown(state), state.cvd.reason]).toEqual([false, 'partial']);
    closeBars(state, DEFAULT_CHAIN, 10 * SECOND_US + 399_999);
    expect([barIsKnown(state), state.cvd.reason, state.cvd.z.window.count]).toEqual([true, 'warming', 2]);
    expect(closeCvd(state, DEFAULT_CHAIN)).toEqual({ delta: 0, sum: 0.007, ema: 0.007 });
  });

  test('level: a sample a trade, the last trade as delta', () => {
    const state = stateWith(ORIGINAL_CHAIN, [5, 5]);
    state.nowUs = SECOND_US;
    trade(state, ORIGINAL_CHAIN, 10);
    trade(state, ORIGINAL_CHAIN, 5);
    const { delta, sum, ema } = closeCvd(state, ORIGINAL_CHAIN);
    expect([delta, sum, state.cvd.z.window.count]).toEqual([0.005, 0.015, 2]);
    expect(ema).toBeCloseTo(0.011, 12);
  });
});

test('a row of the whole state, and after a break', () => {
  const state = stateWith(ORIGINAL_CHAIN, [6, 2]);
  takeReference(state);
  const at = { timeUs: SECOND_US, clock: null };
  const row = makeRow(state, ORIGINAL_CHAIN, at);
  expect(row).toMatchObject({ symbol: 'XUSDT', bidTicks: 100, askTicks: 101, mid: 10.05, spreadTicks: 1, segment: 0 });
  expect(row).toMatchObject({
    weightedMid: 10.075,
    queueImbalance: 0.5,
    trendReason: 'no_trend',
    fusionReason: 'no_input',
  });
  for (const [kind, reason] of [
    ['trade_gap', null],
    ['resync', null],
    ['stop', 'no_data'],
    ['depth_gap', 'no_data'],
    ['session', 'unsynced'],
  ] as const) {
    // prettier-ignore
    breakSymbol(state, kind);
    expect([kind, makeRow(state, ORIGINAL_CHAIN, at).bookReason]).toEqual([kind, reason]);
  }
  expect(state.segment).toBe(5);
});
