// Triple barrier: the published path, each kind of end, and causal widths.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstTouch, metaLabel, tripleBarrier, volatilityBarriers } from '../../../src/core/analysis/triple-barrier.js';
import { normals } from './data-set-v1.js';

const PATH = {
  prices: [100, 100.05, 100.11, 100.02, 99.93, 99.88, 99.97, 100.08, 100.2, 100.31, 100.25, 100.1],
  times: [0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55],
};

test('published: ±10 bp, 20 s', () => {
  const touches = tripleBarrier(PATH, { up: 0.001, down: 0.001, vertical: 20 });
  expect(touches.map((touch) => touch?.label ?? null)).toEqual([1, -1, -1, -1, 1, 1, 1, 1, 1, -1, -1, null]);
  expect(touches.map((touch) => touch?.time ?? null)).toEqual([10, 20, 20, 25, 35, 35, 35, 40, 45, 55, 55, null]);
});

describe('named facts', () => {
  const path = { times: [0, 4, 8, 13], prices: [100, 101, 99, 120] };

  test('patience ends between two samples: the last price before counts', () => {
    const touch = firstTouch(path, 0, { up: 0.5, down: 0.5, vertical: 10 })!;
    expect(touch).toEqual({ label: 0, time: 10, change: expect.closeTo(-0.01, 12) as number });
  });

  test('patience ends on a sample: a barrier met there is met', () => {
    expect(firstTouch(path, 0, { up: 0.1, down: 0.5, vertical: 13 })).toMatchObject({ label: 1, time: 13 });
    expect(firstTouch(path, 0, { up: 0.5, down: 0.5, vertical: 13 })).toMatchObject({ label: 0, time: 13 });
  });

  test('the path ends first: unknown', () => {
    expect(firstTouch(path, 0, { up: 0.5, down: 0.5, vertical: 14 })).toBeNull();
  });

  test('barriers of different width', () => {
    expect(firstTouch(path, 0, { up: 0.02, down: 0.01, vertical: 50 })).toMatchObject({ label: -1, time: 8 });
  });

  test('meta-label: the side was right, wrong, or cannot be judged', () => {
    const touch = { label: 1, time: 5, change: 0.01 } as const;
    expect([metaLabel(1, touch), metaLabel(-1, touch), metaLabel(0, touch), metaLabel(1, null)]).toEqual([
      1,
      0,
      null,
      null,
    ]);
    expect(metaLabel(1, { label: 0, time: 5, change: 0 })).toBeNull();
  });
});

test('a mirrored path has mirrored labels', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 2, maxLength: 30 }), (steps) => {
      const times = steps.map((_, i) => i);
      const [up, down] = [steps.map((step) => 1000 + step), steps.map((step) => 1000 - step)];
      // From 1000 only: elsewhere ratios of a mirrored path differ.
      const barriers = { up: 0.0105, down: 0.0105, vertical: 7 };
      const labelOf = (prices: number[]): number | null =>
        firstTouch({ times: [-1, ...times], prices: [1000, ...prices] }, 0, barriers)?.label ?? null;
      const mirrored = labelOf(down);
      expect(mirrored === null ? null : 0 - mirrored).toBe(labelOf(up));
    }),
  );
});

describe('widths', () => {
  let price = 100;
  const prices = normals(4, 200).map((z) => (price *= 1 + 0.001 * z));
  const settings = { alpha: 0.1, multiple: 2 };

  test('two times a volatility of a tenth of a percent', () => {
    const widths = volatilityBarriers(prices, settings);
    expect(widths.slice(0, 2)).toEqual([null, null]);
    expect(widths.at(-1)).toBeGreaterThan(0.001);
    expect(widths.at(-1)).toBeLessThan(0.003);
  });

  test('later prices change nothing', () => {
    for (const cut of [2, 3, 50, 199])
      expect(volatilityBarriers(prices.slice(0, cut), settings)).toEqual(
        volatilityBarriers(prices, settings).slice(0, cut),
      );
  });

  test('a price that stands still has no width', () => {
    expect(volatilityBarriers([5, 5, 5, 5], settings)).toEqual([null, null, null, null]);
  });
});
