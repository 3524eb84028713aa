// So many notices in any minute, and no alert forgotten in the counts.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initNotices, stepNotices } from '../../../src/core/alert/notice-limit.js';

const S = 1_000_000;

test('the limit, what was left out, and a new minute', () => {
  const state = initNotices({ perMinute: 2 });
  const at = (second: number) => stepNotices(state, second * S);
  expect([at(0), at(10), at(20), at(30), at(59)]).toEqual([0, 0, null, null, null]);
  expect([at(60), at(61), at(70)]).toEqual([3, null, 1]);
  expect(state.untoldInAll).toBe(4);
});

test('never more than so many in any minute; told and untold are all', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 80 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 5 }), fc.nat(80), (gaps, perMinute, cut) => {
      let state = initNotices({ perMinute });
      const whole = initNotices({ perMinute });
      const told: number[] = [];
      let counted = 0;
      let now = 0;
      gaps.forEach((gap, k) => {
        if (k === cut) state = structuredClone(state);
        now += gap * S;
        const untold = stepNotices(state, now);
        expect(stepNotices(whole, now)).toBe(untold);
        if (untold === null) return;
        counted += 1 + untold;
        told.push(now);
      });
      expect(counted + state.untold).toBe(gaps.length);
      for (const from of told) {
        expect(told.filter((at) => at >= from && at < from + 60 * S).length).toBeLessThanOrEqual(perMinute);
      }
    }),
  );
});
