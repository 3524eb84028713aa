// Highest and lowest of trailing spans against a look at the whole list.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type TrailingRange,
  clearTrailingRange,
  initTrailingRange,
  openTrailingRange,
  pushTrailingRange,
  trailingRange,
} from '../../../src/core/stats/trailing-range.js';

function push(state: TrailingRange, x: number, timeUs: number): void {
  openTrailingRange(state, timeUs);
  pushTrailingRange(state, { high: x, low: x }, timeUs);
}

describe('named facts', () => {
  test('null until the span has been seen; then the extremes of what is in it; null when it is empty', () => {
    const state = initTrailingRange([100]);
    push(state, 5, 1000);
    push(state, 9, 1020);
    push(state, 7, 1050);
    expect(trailingRange(state, 0, 1099)).toBeNull();
    expect(trailingRange(state, 0, 1100)).toEqual({ high: 9, low: 5 });
    expect(trailingRange(state, 0, 1101)).toEqual({ high: 9, low: 7 });
    expect(trailingRange(state, 0, 1121)).toEqual({ high: 7, low: 7 });
    expect(trailingRange(state, 0, 1151)).toBeNull();
  });

  test('a sample of two extremes', () => {
    const state = initTrailingRange([100]);
    openTrailingRange(state, 0);
    pushTrailingRange(state, { high: 9, low: 2 }, 50);
    pushTrailingRange(state, { high: 7, low: 5 }, 120);
    expect(trailingRange(state, 0, 150)).toEqual({ high: 9, low: 2 });
    expect(trailingRange(state, 0, 151)).toEqual({ high: 7, low: 5 });
  });

  test('cleared, nothing is known; spans above 0', () => {
    const state = initTrailingRange([100]);
    push(state, 5, 1000);
    clearTrailingRange(state);
    expect(trailingRange(state, 0, 2000)).toBeNull();
    expect(() => initTrailingRange([0])).toThrow(RangeError);
  });
});

const samples = fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 30 })), { minLength: 1, maxLength: 80 });

test('equals a look at the whole list; a checkpoint goes on the same', () => {
  fc.assert(
    fc.property(samples, fc.nat(80), (list, cut) => {
      let state = initTrailingRange([50, 200]);
      const past: [number, number][] = [];
      let time = 0;
      list.forEach(([wait, x], i) => {
        if (i === cut) state = structuredClone(state);
        time += wait;
        past.push([time, x]);
        push(state, x, time);
        [50, 200].forEach((span, k) => {
          const within = past.filter(([at]) => at >= time - span).map(([, value]) => value);
          const truth = time - past[0]![0] < span ? null : { high: Math.max(...within), low: Math.min(...within) };
          expect(trailingRange(state, k, time)).toEqual(truth);
        });
      });
    }),
  );
});
