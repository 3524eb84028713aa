// The trailing minimum against a naive one.

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FLOOR_SECONDS,
  clearOffsetFloor,
  initOffsetFloor,
  stepOffsetFloor,
} from '../../../src/core/quality/offset-floor.js';

const S = 1_000_000;

describe('minimum of the trailing ten minutes', () => {
  test('the first message is its own minimum', () => {
    expect(stepOffsetFloor(initOffsetFloor(), 5 * S, -1_200)).toBe(-1_200);
  });

  test('a smaller latency becomes the minimum at once, and is forgotten after ten minutes', () => {
    const floor = initOffsetFloor();
    stepOffsetFloor(floor, 0, 100);
    expect(stepOffsetFloor(floor, 1, -50)).toBe(-50);
    expect(stepOffsetFloor(floor, 599 * S, 300)).toBe(-50);
    expect(stepOffsetFloor(floor, FLOOR_SECONDS * S, 300)).toBe(300);
  });

  test('a jump over hours forgets everything', () => {
    const floor = initOffsetFloor();
    stepOffsetFloor(floor, 0, -50);
    expect(stepOffsetFloor(floor, 36_000 * S, 7)).toBe(7);
  });

  test('a receive time that steps back counts into the running second', () => {
    const floor = initOffsetFloor();
    stepOffsetFloor(floor, 10 * S, 20);
    expect(stepOffsetFloor(floor, 9 * S, 10)).toBe(10);
  });

  test('cleared: as new', () => {
    const floor = initOffsetFloor();
    stepOffsetFloor(floor, 10 * S, -20);
    clearOffsetFloor(floor);
    expect(stepOffsetFloor(floor, 11 * S, 5)).toBe(5);
  });
});

const latencies = fc.array(
  fc.record({ step: fc.integer({ min: 0, max: 200 * S }), latency: fc.integer({ min: -1e6, max: 1e6 }) }),
  { minLength: 1, maxLength: 300 },
);

test('equals the minimum over all messages of the last 600 whole seconds', () => {
  fc.assert(
    fc.property(latencies, (steps) => {
      const floor = initOffsetFloor();
      const seen: { second: number; latency: number }[] = [];
      let us = 1_700_000_000_000_000;
      for (const { step, latency } of steps) {
        us += step;
        const second = Math.floor(us / S);
        seen.push({ second, latency });
        const window = seen.filter((one) => one.second > second - FLOOR_SECONDS).map((one) => one.latency);
        expect(stepOffsetFloor(floor, us, latency)).toBe(Math.min(...window));
      }
    }),
  );
});

test('checkpoint in the middle equals the uninterrupted run', () => {
  fc.assert(
    fc.property(latencies, fc.nat(), (steps, at) => {
      const middle = at % steps.length;
      const run = (restore: boolean): number[] => {
        let floor = initOffsetFloor();
        let us = 0;
        return steps.map(({ step, latency }, k) => {
          if (restore && k === middle) floor = structuredClone(floor);
          us += step;
          return stepOffsetFloor(floor, us, latency);
        });
      };
      expect(run(true)).toEqual(run(false));
    }),
  );
});
