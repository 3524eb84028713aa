// Volume bars: trades split at the edges, nothing lost, and giants at the price of dwarfs.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TakerTrade } from '../../../src/core/flow/taker-trade.js';
import { type VolumeBar, clearVolumeBar, initVolumeBar, stepVolumeBar } from '../../../src/core/flow/volume-bar.js';
import { SEVEN_TRADES, anyTrades } from './takers.js';

const trade = (timeUs: number, priceTicks: number, signed: number): TakerTrade => ({
  timeUs,
  priceTicks,
  lots: Math.abs(signed),
  side: signed > 0 ? 1 : -1,
});

/** Every bar by cutting all volume into single lots. */
function barsByLots(trades: readonly TakerTrade[], size: number): VolumeBar[] {
  const lots = trades.flatMap((one) => Array.from({ length: one.lots }, () => one));
  return Array.from({ length: Math.floor(lots.length / size) }, (_, k) => {
    const part = lots.slice(k * size, (k + 1) * size);
    const prices = part.map(({ priceTicks }) => priceTicks);
    const buyLots = part.filter(({ side }) => side > 0).length;
    return {
      sizeLots: size,
      buyLots,
      sellLots: size - buyLots,
      openTicks: prices[0]!,
      highTicks: Math.max(...prices),
      lowTicks: Math.min(...prices),
      closeTicks: prices.at(-1)!,
      openUs: part[0]!.timeUs,
      closeUs: part.at(-1)!.timeUs,
    };
  });
}

describe('named facts', () => {
  test('published trades in bars of 3: (3, 0), (0, 3), (1.5, 1.5), (3, 0)', () => {
    const state = initVolumeBar();
    const seen: number[][] = [];
    for (const one of SEVEN_TRADES) {
      const closed = stepVolumeBar(state, one, 6);
      if (closed > 0) seen.push([state.first.buyLots / 2, state.first.sellLots / 2]);
    }
    expect(seen).toEqual([[3, 0], [0, 3], [1.5, 1.5], [3, 0]]); // prettier-ignore
    expect(state.open).toMatchObject({ buyLots: 0, sellLots: 1 });
  });

  test('a bar filled to the brim is closed; the next one opens with the next trade', () => {
    const state = initVolumeBar();
    expect(stepVolumeBar(state, trade(1, 100, 4), 4)).toBe(1);
    expect(state.isOpen).toBe(false);
    expect(stepVolumeBar(state, trade(9, 50, -1), 7)).toBe(0);
    expect(state.open).toMatchObject({ sizeLots: 7, openTicks: 50, highTicks: 50, openUs: 9, sellLots: 1 });
  });

  test('a trade of a million bars closes a million bars at once', () => {
    const state = initVolumeBar();
    stepVolumeBar(state, trade(1, 100, -1), 4);
    expect(stepVolumeBar(state, trade(5, 110, 4_000_001), 4)).toBe(1_000_000);
    expect(state.first).toMatchObject({
      buyLots: 3,
      sellLots: 1,
      openTicks: 100,
      closeTicks: 110,
      openUs: 1,
      closeUs: 5,
    });
    expect(state.last).toMatchObject({ buyLots: 4, sellLots: 0, openTicks: 110, lowTicks: 110, openUs: 5, closeUs: 5 });
    expect(state.open.buyLots).toBe(2);
    clearVolumeBar(state);
    expect([state.isOpen, state.closed]).toEqual([false, 0]);
  });
});

describe('properties', () => {
  test('equals cutting all volume into single lots: the last bar, its number, and what is open', () => {
    fc.assert(
      fc.property(anyTrades, fc.integer({ min: 1, max: 300 }), fc.nat(60), (trades, size, cut) => {
        let state = initVolumeBar();
        trades.forEach((one, i) => {
          if (i === cut) state = structuredClone(state);
          stepVolumeBar(state, one, size);
        });
        const truth = barsByLots(trades, size);
        const volume = trades.reduce((sum, one) => sum + one.lots, 0);
        expect(state.closed).toBe(truth.length);
        expect(state.isOpen ? state.open.buyLots + state.open.sellLots : 0).toBe(volume % size);
        if (truth.length > 0) expect(state.last).toEqual(truth.at(-1));
      }),
      { numRuns: 60 },
    );
  });

  test('volume is conserved while the size changes from trade to trade', () => {
    fc.assert(
      fc.property(anyTrades, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (trades, sizes) => {
        const state = initVolumeBar();
        let buy = 0;
        let sell = 0;
        trades.forEach((one, i) => {
          const size = sizes[i % sizes.length]!;
          const closed = stepVolumeBar(state, one, size);
          if (closed === 0) return;
          buy += state.first.buyLots + (closed - 1) * (one.side > 0 ? size : 0);
          sell += state.first.sellLots + (closed - 1) * (one.side > 0 ? 0 : size);
        });
        const total = (side: number) => trades.reduce((sum, one) => sum + (one.side === side ? one.lots : 0), 0);
        const open = state.isOpen ? state.open : { buyLots: 0, sellLots: 0 };
        expect([buy + open.buyLots, sell + open.sellLots]).toEqual([total(1), total(-1)]);
      }),
    );
  });
});
