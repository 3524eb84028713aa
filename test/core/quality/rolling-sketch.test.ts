// Rolling percentiles: what is in the window, against a plain list; checkpoint; the whole run.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  initRollingSketch,
  insertRollingSketch,
  rollingWindow,
  turnRollingSketch,
  windowSeconds,
} from '../../../src/core/quality/rolling-sketch.js';
import { initLogSketch, insertLogSketch } from '../../../src/core/stats/log-sketch.js';

const CONFIG = { slots: 3, slotUs: 100, digits: 2 } as const;

describe('the window', () => {
  test('is the running stretch and those before it', () => {
    const state = initRollingSketch(CONFIG);
    for (const [timeUs, value] of [
      [0, 1],
      [99, 2],
      [100, 3],
      [250, 4],
      [300, 5],
    ] as const) {
      insertRollingSketch(state, timeUs, value);
    }
    expect(rollingWindow(state)).toMatchObject({ count: 3, min: 3, max: 5 });
    expect(state.run).toMatchObject({ count: 5, min: 1, max: 5 });
    expect(windowSeconds(initRollingSketch())).toBe(600);
  });

  test('is empty after a long silence, once it is turned', () => {
    const state = initRollingSketch(CONFIG);
    insertRollingSketch(state, 50, 1);
    turnRollingSketch(state, 1_000_000);
    expect(rollingWindow(state).count).toBe(0);
    expect(state.run.count).toBe(1);
  });

  test('no slots are refused', () => {
    expect(() => initRollingSketch({ ...CONFIG, slots: 0 })).toThrow(RangeError);
  });
});

const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 250 }), fc.integer({ min: -5_000, max: 5_000 })), {
  maxLength: 80,
});

test('holds what a plain list of the last stretches holds', () => {
  fc.assert(
    fc.property(steps, (moves) => {
      const state = initRollingSketch(CONFIG);
      let timeUs = 1_700_000_000_000_000;
      const seen: { slot: number; value: number }[] = [];
      for (const [passed, value] of moves) {
        timeUs += passed;
        insertRollingSketch(state, timeUs, value);
        const slot = Math.floor(timeUs / CONFIG.slotUs);
        seen.push({ slot, value });
        const plain = initLogSketch(2);
        for (const one of seen) if (one.slot > slot - CONFIG.slots) insertLogSketch(plain, one.value);
        const { count, sum, min, max } = rollingWindow(state);
        expect({ count, sum, min, max }).toEqual({
          count: plain.count,
          sum: plain.sum,
          min: plain.min,
          max: plain.max,
        });
      }
    }),
  );
});

test('a checkpoint in the middle equals the uninterrupted run', () => {
  fc.assert(
    fc.property(steps, fc.nat(80), (moves, cut) => {
      const whole = initRollingSketch(CONFIG);
      let parted = initRollingSketch(CONFIG);
      let timeUs = 0;
      moves.forEach(([passed, value], k) => {
        timeUs += passed;
        insertRollingSketch(whole, timeUs, value);
        if (k === cut) parted = structuredClone(parted);
        insertRollingSketch(parted, timeUs, value);
      });
      expect(parted).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});
