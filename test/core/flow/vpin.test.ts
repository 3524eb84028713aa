// VPIN: the published buckets, and the definition by plain lists.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearVpin, initVpin, stepVpin, vpinOf } from '../../../src/core/flow/vpin.js';
import { SEVEN_TRADES, anyTrades, mirrored } from './takers.js';

describe('named facts', () => {
  test('published: four buckets of 3 give 0.75', () => {
    const state = initVpin(4);
    for (const [i, trade] of SEVEN_TRADES.entries()) {
      stepVpin(state, trade, 6);
      expect(vpinOf(state)).toBe(i < 5 ? null : 0.75);
    }
    expect([...state.imbalances].map((lots) => lots / 2)).toEqual([3, 3, 0, 3]);
    expect(state.filled).toBe(4);
  });

  test('a trade of many buckets fills the window with its own side', () => {
    const state = initVpin(3);
    stepVpin(state, { timeUs: 1, priceTicks: 1, lots: 1_000_000_007, side: -1 }, 2);
    expect([vpinOf(state), state.bars.closed]).toEqual([1, 500_000_003]);
    clearVpin(state);
    expect([vpinOf(state), state.filled, state.volume]).toEqual([null, 0, 0]);
  });

  test.each([0, 2.5, NaN])('%d buckets are refused', (buckets) => {
    expect(() => initVpin(buckets)).toThrow(RangeError);
  });
});

describe('properties', () => {
  test('equals the definition over single lots; buyers and sellers changed over give the same', () => {
    fc.assert(
      fc.property(anyTrades, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 6 }), (trades, size, n) => {
        let state = initVpin(n);
        const mirror = initVpin(n);
        for (const [i, trade] of trades.entries()) {
          if (i === 7) state = structuredClone(state);
          stepVpin(state, trade, size);
          stepVpin(mirror, mirrored(trades)[i]!, size);
        }
        const lots = trades.flatMap(({ lots: count, side }) => Array.from({ length: count }, () => side as number));
        const buckets = Array.from({ length: Math.floor(lots.length / size) }, (_, k) =>
          Math.abs(lots.slice(k * size, (k + 1) * size).reduce((sum, side) => sum + side, 0)),
        );
        const recent = buckets.slice(-n);
        const truth = recent.length < n ? null : recent.reduce((sum, x) => sum + x, 0) / (n * size);
        expect(vpinOf(state)).toBe(truth);
        expect(vpinOf(mirror)).toBe(truth);
        expect(state.filled).toBe(Math.min(n, buckets.length));
      }),
      { numRuns: 40 },
    );
  });

  test('sizes in another unit give the same', () => {
    fc.assert(
      fc.property(anyTrades, (trades) => {
        const [one, ten] = [initVpin(3), initVpin(3)];
        for (const trade of trades) {
          stepVpin(one, trade, 50);
          stepVpin(ten, { ...trade, lots: trade.lots * 10 }, 500);
        }
        expect(vpinOf(ten)).toBe(vpinOf(one));
      }),
    );
  });
});
