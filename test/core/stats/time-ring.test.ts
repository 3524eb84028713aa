// Samples in a growing ring: nothing is lost while it grows wrapped, and the limit holds.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type TimeRing,
  clearTimeRing,
  initTimeRing,
  isTimeRingFull,
  isTimeRingTight,
  pushTimeRing,
  timeRingCount,
  timeRingSlot,
} from '../../../src/core/stats/time-ring.js';

function push(ring: TimeRing, timeUs: number, numbers: readonly number[]): void {
  const at = pushTimeRing(ring, timeUs) * ring.width;
  numbers.forEach((x, c) => (ring.cells[at + c] = x));
}

const contents = (ring: TimeRing): number[][] =>
  Array.from({ length: timeRingCount(ring) }, (_, i) => {
    const slot = timeRingSlot(ring, ring.first + i);
    return [ring.timesUs[slot]!, ...ring.cells.subarray(slot * ring.width, (slot + 1) * ring.width)];
  });

describe('named facts', () => {
  test('cleared, it is empty', () => {
    const ring = initTimeRing(1);
    push(ring, 5, [7]);
    expect(contents(ring)).toEqual([[5, 7]]);
    clearTimeRing(ring);
    expect(contents(ring)).toEqual([]);
  });

  test('at the limit the oldest sample leaves', () => {
    const ring = initTimeRing(1, 4);
    for (let i = 0; i < 4; i++) push(ring, i, [10 * i]);
    expect([isTimeRingTight(ring), isTimeRingFull(ring)]).toEqual([true, true]);
    push(ring, 4, [40]);
    expect(contents(ring)).toEqual([[1, 10], [2, 20], [3, 30], [4, 40]]); // prettier-ignore
  });

  test('tight is not full: it grows, wrapped or not', () => {
    const ring = initTimeRing(2);
    for (let i = 0; i < 1500; i++) {
      push(ring, i, [i, -i]);
      if (i < 700) ring.first++;
    }
    expect(ring.timesUs.length).toBe(1024);
    for (let i = 1500; i < 2500; i++) push(ring, i, [i, -i]);
    expect(ring.timesUs.length).toBe(2048);
    expect(contents(ring)).toEqual(Array.from({ length: 1800 }, (_, k) => [k + 700, k + 700, -k - 700]));
  });
});

test('holds what a plain list holds, whatever comes and goes', () => {
  const action = fc.record({ push: fc.nat(40), drop: fc.nat(30) });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 80 }), (actions) => {
      const ring = initTimeRing(1, 512);
      let list: number[][] = [];
      let time = 0;
      for (const { push: more, drop } of actions) {
        for (let i = 0; i < more; i++) {
          time++;
          push(ring, time, [time * 3]);
          list = [...list, [time, time * 3]].slice(-512);
        }
        const gone = Math.min(drop, list.length);
        ring.first += gone;
        list = list.slice(gone);
      }
      expect(contents(ring)).toEqual(list);
    }),
  );
});
