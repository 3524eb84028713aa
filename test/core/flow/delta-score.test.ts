// z of a trailing delta: against spans that ended before it began, and only those.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addToDeltaScore, clearDeltaScore, deltaScore, initDeltaScore } from '../../../src/core/flow/delta-score.js';

/** Signed lots of the bars [k·100, (k + 1)·100). */
function fed(bars: readonly number[]) {
  const state = initDeltaScore({ spanUs: 100, window: 3 });
  addToDeltaScore(state, 99, 50);
  bars.forEach((lots, k) => addToDeltaScore(state, lots, 100 * (k + 1) + 7));
  return state;
}

describe('named facts', () => {
  test('the bar that data began in is no sample, the last closed one waits', () => {
    // Bars 2 4 6 closed, 50 open: at 500 the baseline of the span [400, 500) is 2 4 6.
    const state = fed([2, 4, 6, 50]);
    expect(deltaScore(state, 50, 499)).toBeNull();
    expect(deltaScore(state, 50, 500)).toBeCloseTo((50 - 4) / Math.sqrt(8 / 3), 12);
    expect(deltaScore(state, 4, 500)).toBe(0);
  });

  test('a bar without trades is a sample of 0', () => {
    const state = fed([2, 4]);
    expect(deltaScore(state, 5, 500)).toBeCloseTo((5 - 2) / Math.sqrt(8 / 3), 12);
  });

  test('equal bars have no z; after a break it warms up again', () => {
    const state = fed([5, 5, 5, 5]);
    expect(deltaScore(state, 9, 600)).toBeNull();
    expect(state.z.reason).toBe('std_zero');
    clearDeltaScore(state);
    expect(deltaScore(state, 9, 10_000)).toBeNull();
    expect(state.z.reason).toBe('warming');
  });
});

const trades = fc.array(fc.tuple(fc.nat(150), fc.integer({ min: -20, max: 20 })), { minLength: 1, maxLength: 40 });

test('equals bars cut from the whole list; the mirror has the opposite z; a checkpoint goes on the same', () => {
  fc.assert(
    fc.property(trades, fc.nat(40), (list, cut) => {
      let state = initDeltaScore({ spanUs: 100, window: 3 });
      const mirror = initDeltaScore({ spanUs: 100, window: 3 });
      const past: [number, number][] = [];
      let time = 5;
      list.forEach(([wait, lots], i) => {
        if (i === cut) state = structuredClone(state);
        time += wait;
        past.push([time, lots]);
        addToDeltaScore(state, lots, time);
        addToDeltaScore(mirror, -lots, time);
        const first = Math.ceil(past[0]![0] / 100);
        const last = Math.floor(time / 100) - 1;
        const bar = (k: number) => past.reduce((sum, [at, x]) => sum + (Math.floor(at / 100) === k ? x : 0), 0);
        const baseline = [last - 3, last - 2, last - 1].filter((k) => k >= first).map(bar);
        const z = deltaScore(state, lots, time);
        const mean = baseline.reduce((sum, x) => sum + x, 0) / 3;
        const sigma = Math.sqrt(baseline.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / 3);
        if (baseline.length < 3 || sigma < 1e-9) expect(z).toBeNull();
        else expect(z).toBeCloseTo((lots - mean) / sigma, 9);
        const opposite = deltaScore(mirror, -lots, time);
        expect(opposite === null ? null : 0 - opposite).toBe(z === null ? null : z + 0);
      });
    }),
  );
});
