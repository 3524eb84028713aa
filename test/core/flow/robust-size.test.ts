// Sizes cut at a limit from the past: the limit, its floor of a lot, and that the trade itself has no say.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearRobustSize, initRobustSize, stepRobustSize } from '../../../src/core/flow/robust-size.js';

const run = (sizes: readonly number[], config = { deviations: 2, trades: 5 }): (number | null)[] => {
  const state = initRobustSize(config);
  return sizes.map((size) => stepRobustSize(state, size));
};

describe('named facts', () => {
  test('1 5 3 9 7: median 5, MAD 2; a trade of 100 is cut at 5 + 2·1.4826·2', () => {
    expect(run([1, 5, 3, 9, 7, 100])).toEqual([null, null, null, null, null, 5 + 2 * 1.4826 * 2]);
    expect(run([1, 5, 3, 9, 7, 4])[5]).toBe(4);
  });

  test('trades all of one size: the limit is a lot of room for each deviation, not none', () => {
    expect(run([3, 3, 3, 3, 3, 3, 4, 50]).slice(5)).toEqual([3, 4, 5]);
  });

  test('cleared, it warms up again; windows of no trades and negative limits are refused', () => {
    const state = initRobustSize({ deviations: 1, trades: 1 });
    stepRobustSize(state, 5);
    expect(stepRobustSize(state, 9)).toBe(6);
    clearRobustSize(state);
    expect(stepRobustSize(state, 9)).toBeNull();
    expect(() => initRobustSize({ deviations: 1, trades: 0 })).toThrow(RangeError);
    expect(() => initRobustSize({ deviations: -1, trades: 5 })).toThrow(RangeError);
  });
});

const sizes = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 50 });
const median = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

describe('properties', () => {
  test('equals medians by sorting the trades before', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 8 }), (list, trades) => {
        run(list, { deviations: 3, trades }).forEach((cut, i) => {
          expect(cut === null).toBe(i < trades);
          if (cut === null) return;
          const past = list.slice(i - trades, i);
          const centre = median(past);
          const spread = 1.4826 * median(past.map((x) => Math.abs(x - centre)));
          expect(cut).toBe(Math.min(list[i]!, centre + 3 * Math.max(spread, 1)));
        });
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(sizes, fc.nat(50), (list, cut) => {
        const whole = run(list);
        let state = initRobustSize({ deviations: 2, trades: 5 });
        list.forEach((size, i) => {
          if (i === cut) state = structuredClone(state);
          expect(stepRobustSize(state, size)).toBe(whole[i]);
        });
      }),
    );
  });
});
