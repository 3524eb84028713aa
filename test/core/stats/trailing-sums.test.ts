// Sums over trailing spans against adding up a plain list.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type TrailingSums,
  clearTrailing,
  initTrailingSums,
  openTrailing,
  pushTrailing,
  slideTrailing,
  trailingSum,
} from '../../../src/core/stats/trailing-sums.js';

function push(state: TrailingSums, timeUs: number, ...numbers: number[]): void {
  openTrailing(state, timeUs);
  numbers.forEach((x, c) => (state.sample[c] = x));
  pushTrailing(state, timeUs);
}

function sums(state: TrailingSums, timeUs: number): (number | null)[] {
  slideTrailing(state, timeUs);
  return [...state.spansUs].map((_, k) => trailingSum(state, { k, c: 0 }, timeUs));
}

describe('named facts', () => {
  test('null until the span has been seen, sample by sample afterwards; the edge belongs to the span', () => {
    const state = initTrailingSums([10, 100], 1);
    push(state, 1000, 3);
    push(state, 1005, 4);
    expect(sums(state, 1009)).toEqual([null, null]);
    expect(sums(state, 1010)).toEqual([7, null]);
    expect(sums(state, 1011)).toEqual([4, null]);
    expect(sums(state, 1016)).toEqual([0, null]);
    expect(sums(state, 1100)).toEqual([0, 7]);
    expect(sums(state, 1101)).toEqual([0, 4]);
  });

  test('nothing is left of a giant that has gone', () => {
    const state = initTrailingSums([10], 1);
    push(state, 0, 1e20);
    push(state, 5, 1e-9);
    expect(sums(state, 11)).toEqual([1e-9]);
    expect(sums(state, 16)).toEqual([0]);
  });

  test('columns are summed apart; cleared, nothing is known', () => {
    const state = initTrailingSums([10], 2);
    push(state, 0, 1, 10);
    push(state, 10, 2, 20);
    slideTrailing(state, 10);
    expect([trailingSum(state, { k: 0, c: 0 }, 10), trailingSum(state, { k: 0, c: 1 }, 10)]).toEqual([3, 30]);
    clearTrailing(state);
    expect(sums(state, 20)).toEqual([null]);
    expect(structuredClone(state)).toEqual(state);
  });

  test('memory follows the span, not the data', () => {
    const state = initTrailingSums([1000], 1);
    for (let i = 0; i < 20_000; i++) push(state, 10 * i, 1);
    expect(state.ring.timesUs.length).toBe(1024);
  });

  test.each([0, -5, NaN])('a span of %d is refused', (span) => {
    expect(() => initTrailingSums([span], 1)).toThrow(RangeError);
  });
});

const samples = fc.array(
  fc.tuple(fc.nat(30), fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1e9, 1e-12))),
  { minLength: 1, maxLength: 120 },
);

describe('properties', () => {
  test('equals adding up what is within the span, whatever came before', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const state = initTrailingSums([50, 200], 1);
        const past: [number, number][] = [];
        let time = 0;
        for (const [wait, x] of list) {
          time += wait;
          push(state, time, x);
          past.push([time, x]);
          for (const [k, sum] of sums(state, time).entries()) {
            if (sum === null) continue;
            const span = state.spansUs[k]!;
            const truth = past.filter(([at]) => at >= time - span).reduce((total, [, value]) => total + value, 0);
            expect(Math.abs(sum - truth)).toBeLessThanOrEqual(1e-9 * truth);
          }
        }
      }),
    );
  });

  test('whole numbers are summed exactly', () => {
    const whole = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: -1e6, max: 1e6 })), { maxLength: 120 });
    fc.assert(
      fc.property(whole, (list) => {
        const state = initTrailingSums([50], 1);
        const past: [number, number][] = [];
        let time = 0;
        for (const [wait, x] of list) {
          time += wait;
          push(state, time, x);
          past.push([time, x]);
          const truth = past.filter(([at]) => at >= time - 50).reduce((total, [, value]) => total + value, 0);
          const sum = sums(state, time)[0] ?? null;
          if (sum !== null) expect(sum).toBe(truth);
        }
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(samples, fc.nat(120), (list, cut) => {
        const whole = initTrailingSums([50, 200], 1);
        let resumed = initTrailingSums([50, 200], 1);
        let time = 0;
        list.forEach(([wait, x], i) => {
          time += wait;
          if (i === cut) resumed = structuredClone(resumed);
          for (const state of [whole, resumed]) push(state, time, x);
          expect(sums(resumed, time)).toEqual(sums(whole, time));
        });
      }),
    );
  });
});
