// Price trend: as-of samples, the dead band, bounded memory.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TrendConfig, clearTrend, initTrend, stepTrend } from '../../../src/core/signal/trend.js';
import { timeRingCount } from '../../../src/core/stats/time-ring.js';

const CONFIG: TrendConfig = { windowUs: 1000, deadBandTicks: 1 };

describe('named facts', () => {
  test('nothing to compare with for the first window, then bp of the as-of sample', () => {
    const state = initTrend(CONFIG);
    expect(stepTrend(state, 0, 20_000)).toBeNull();
    expect(state.reason).toBe('no_trend');
    expect(stepTrend(state, 999, 20_100)).toBeNull();
    expect(stepTrend(state, 1000, 20_100)).toBeCloseTo(50, 10);
    expect(state.reason).toBeNull();
    // The sample of 999 is the last at or before 1998; at 1999 it still is.
    expect(stepTrend(state, 1998, 20_100)).toBeCloseTo(50, 10);
    expect(stepTrend(state, 1999, 20_502)).toBeCloseTo(200, 10);
  });

  test('a move of one tick is no trend, one of a tick and a half is', () => {
    for (const [move, moved] of [
      [0, false],
      [2, false],
      [-2, false],
      [3, true],
      [-3, true],
    ] as const) {
      // prettier-ignore
      const state = initTrend(CONFIG);
      stepTrend(state, 0, 20_000);
      const value = stepTrend(state, 1000, 20_000 + move)!;
      expect(Object.is(value, 0)).toBe(!moved);
      if (moved) expect(value).toBe((move / 20_000) * 1e4);
    }
  });

  test('a quiet market keeps its old sample: there is a trend after a long pause', () => {
    const state = initTrend(CONFIG);
    stepTrend(state, 0, 20_000);
    expect(stepTrend(state, 1_000_000, 20_200)).toBeCloseTo(100, 10);
    expect(stepTrend(state, 1_000_500, 20_200)).toBeCloseTo(100, 10);
    expect(stepTrend(state, 1_001_000, 20_200)).toBe(0);
  });

  test('no return spans a break', () => {
    const state = initTrend(CONFIG);
    stepTrend(state, 0, 20_000);
    clearTrend(state);
    expect(stepTrend(state, 1000, 20_100)).toBeNull();
    expect(stepTrend(state, 2000, 20_100)).toBe(0);
  });

  test('memory follows the window, not the data', () => {
    const state = initTrend({ windowUs: 60_000_000, deadBandTicks: 1 });
    for (let i = 0; i < 20_000; i++) stepTrend(state, i * 100_000, 20_000 + (i % 7));
    expect(timeRingCount(state.ring)).toBe(601);
    expect(state.ring.timesUs.length).toBe(1024);
  });

  test.each([{ windowUs: 0 }, { windowUs: NaN }, { deadBandTicks: -1 }])('refused: %o', (part) => {
    expect(() => initTrend({ ...CONFIG, ...part })).toThrow(RangeError);
  });
});

const samples = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 19_000, max: 21_000 })), {
  minLength: 1,
  maxLength: 60,
});

describe('properties', () => {
  test('equals a search through the whole history', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const state = initTrend(CONFIG);
        const history: { time: number; mid: number }[] = [];
        let time = 0;
        for (const [wait, mid] of list) {
          time += wait;
          history.push({ time, mid });
          const start = history.filter((sample) => sample.time <= time - 1000).at(-1);
          const change = start === undefined ? 0 : mid - start.mid;
          const expected = start === undefined ? null : Math.abs(change) <= 2 ? 0 : (change / start.mid) * 1e4;
          expect(stepTrend(state, time, mid)).toBe(expected);
        }
      }),
    );
  });

  test('a ring that has to grow while it is wrapped loses nothing', () => {
    const dense = initTrend({ windowUs: 5000, deadBandTicks: 0 });
    const mids: number[] = [];
    let time = 0;
    for (let i = 0; i < 12_000; i++) {
      // Sparse first, so that the ring has turned before the data gets dense.
      time += i < 3000 ? 9 : 1;
      mids[time] = 20_000 + ((i * 7919) % 501);
      const value = stepTrend(dense, time, mids[time]!);
      let from = time - 5000;
      while (from >= 0 && mids[from] === undefined) from--;
      const expected = from < 0 ? null : ((mids[time]! - mids[from]!) / mids[from]!) * 1e4;
      expect(value === null ? null : value + 0).toBe(expected === null ? null : expected + 0);
    }
    expect(dense.ring.timesUs.length).toBeGreaterThan(1024);
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(samples, fc.nat(60), (list, cut) => {
        const whole = initTrend(CONFIG);
        let resumed = initTrend(CONFIG);
        let time = 0;
        list.forEach(([wait, mid], i) => {
          time += wait;
          if (i === cut) resumed = structuredClone(resumed);
          expect(stepTrend(resumed, time, mid)).toBe(stepTrend(whole, time, mid));
        });
      }),
    );
  });
});
