// Feature `pivots`: columns of the row that confirms, divergences of both flows, breaks.

import { describe, expect, test } from 'vitest';
import { pivots } from '../../../../src/core/pipeline/features/pivots.js';
import { buildFeature } from '../../../../src/core/pipeline/features/settings.js';
import { featureRows } from '../../../support/feature-kinds.js';
import { NOON_US, ScriptedMarket } from '../../../support/scripted-market.js';

/** One row each 100 ms: the best bid at so many ticks above 1000, the ask a tick above it, and a trade of so many lots. */
function market(rows: readonly (readonly [mid: number, trade: number])[]): ScriptedMarket {
  const at = (offset: number, lots: number) => ({ bids: [[1000 + offset, lots]], asks: [[1001 + offset, lots]] }) as const; // prettier-ignore
  const script = new ScriptedMarket().at(0).snapshot(at(0, 5)).trade(1);
  let old = 0;
  rows.forEach(([offset, trade], k) => {
    script.at(100 * k + 110);
    if (offset !== old) {
      script.depth({
        bids: [[1000 + old, 0], [1000 + offset, 5]], // prettier-ignore
        asks: [[1001 + old, 0], [1001 + offset, 5]], // prettier-ignore
      });
    }
    old = offset;
    if (trade !== 0) script.trade(trade);
  });
  return script.at(100 * rows.length + 100).tick();
}

const TWO_LOWS = [[0, 0], [-5, -9], [0, 2], [-8, 1], [-3, 0], [-2, 0]] as const; // prettier-ignore
const ms = (time: number | null): number | null => (time === null ? null : (time - NOON_US) / 1000);

describe('a row each side', () => {
  const rows = featureRows(market(TWO_LOWS), pivots, { rows: 1 });

  test('each pivot is told by the row that confirms it', () => {
    const told = rows.map(({ pivot_side: side, pivot_time_us: at, pivot_confirm_time_us: known, pivot_mid: mid }) =>
      [side, ms(at!), ms(known!), mid]); // prettier-ignore
    expect(told).toEqual([
      [null, null, null, null],
      [0, null, null, null],
      [0, null, null, null],
      [-1, 300, 400, 99.55],
      [1, 400, 500, 100.05],
      [-1, 500, 600, 99.25],
      [0, null, null, null],
    ]);
  });

  test('a lower low with more bought since: regular bullish by volume', () => {
    const told = rows.map((row) => [row['pivot_cvd_divergence'], row['pivot_cvd_strength']]);
    expect(told[3]).toEqual([null, null]);
    expect(told[5]).toEqual([1, 0.003]);
    expect(told[6]).toEqual([0, null]);
  });

  test('the flow of the book came back to where it was: none', () => {
    expect(rows[5]!['pivot_ofi_divergence']).toBe(0);
    expect(rows[5]!['pivot_ofi_strength']).toBe(0);
  });
});

test('by reversal: the second low is known as soon as the mid came back far enough', () => {
  const rows = featureRows(market(TWO_LOWS), pivots, { reversal: 4 });
  const found = rows.flatMap((row) =>
    row['pivot_side'] ? [[row['pivot_side'], ms(row['pivot_time_us']!), ms(row['pivot_confirm_time_us']!)]] : [],
  );
  expect(found).toEqual([[1, 200, 300], [-1, 300, 400], [1, 400, 500], [-1, 500, 600]]); // prettier-ignore
});

test('nothing spans a break', () => {
  const script = market(TWO_LOWS.slice(0, 3)).control('disconnect');
  const rows = featureRows(script.at(500).depth({}).at(700).tick(), pivots, { rows: 1 });
  expect(rows.at(-1)!['pivot_side']).toBe(0);
  expect(rows.slice(-3, -1).every((row) => Object.values(row).every((value) => value === null))).toBe(true);
});

test.each([
  [{ reversal: 0.3 }, 'pivots: reversal must be a multiple of half a tick'],
  [{ rows: 0 }, 'pivots: rows must be at least 1'],
  [{ reversal: -1 }, 'pivots: reversal must be at least 0'],
])('%j: %s', (settings, message) => {
  expect(() => buildFeature(pivots, settings)).toThrow(message);
});
