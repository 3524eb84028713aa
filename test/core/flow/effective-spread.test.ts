// Effective spread: half a spread paid on each side, weighted by volume.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addEffectiveSpread,
  clearEffectiveSpread,
  effectiveSpread,
  initEffectiveSpread,
} from '../../../src/core/flow/effective-spread.js';
import type { QuotedTrade } from '../../../src/core/flow/taker-trade.js';
import { anyTrades, mirrored } from './takers.js';

const of = (trades: readonly QuotedTrade[]) => {
  const state = initEffectiveSpread();
  for (const trade of trades) addEffectiveSpread(state, trade);
  return effectiveSpread(state);
};

const trade = (priceTicks: number, signed: number, mid2: number | null = 2000): QuotedTrade => ({
  timeUs: 1,
  priceTicks,
  side: signed > 0 ? 1 : -1,
  lots: Math.abs(signed),
  mid2,
});

test('a taker at the touch pays the quoted spread, one inside it less, one beyond it more', () => {
  expect(of([trade(1002, 1)])).toBeCloseTo(4 / 1000, 15);
  expect(of([trade(998, -1)])).toBeCloseTo(4 / 1000, 15);
  expect(of([trade(1000, 1)])).toBe(0);
  expect(of([trade(999, 1)])).toBeLessThan(0);
});

test('weighted by volume; trades without a readable book are left out', () => {
  expect(of([trade(1002, 3), trade(1000, -1), trade(5000, 100, null)])).toBeCloseTo((3 * 4) / 4 / 1000, 15);
  expect(of([trade(1002, 3, null)])).toBeNull();
  expect(of([])).toBeNull();
});

test('rows begin anew', () => {
  const state = initEffectiveSpread();
  addEffectiveSpread(state, trade(1002, 1));
  clearEffectiveSpread(state);
  expect(effectiveSpread(state)).toBeNull();
});

test('mirrored about a price with its mid as far above as below: the same distance', () => {
  fc.assert(
    fc.property(anyTrades, (trades) => {
      const flat = trades.map((one) => ({ ...one, mid2: 2000 }));
      const [one, other] = [of(flat), of(mirrored(flat))];
      expect(one === null).toBe(trades.length === 0);
      if (one === null) return;
      expect(other).toBeCloseTo(one, 12);
      expect(of(flat.map((t) => ({ ...t, priceTicks: 7 * t.priceTicks, mid2: 7 * t.mid2 })))).toBeCloseTo(one, 12);
      expect(of(flat.map((t) => ({ ...t, lots: 7 * t.lots })))).toBeCloseTo(one, 12);
    }),
  );
});
