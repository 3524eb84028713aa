// Pivots by both rules: where they lie, when they are known, and what the flow says to them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Pivot,
  type PivotRule,
  clearPivots,
  initPivots,
  pivotDivergence,
  stepPivots,
} from '../../../src/core/signal/pivots.js';

const K2: PivotRule = { kind: 'samples', count: 2 };
const TURN3: PivotRule = { kind: 'reversal', halfTicks: 3 };

/** [side, index of the extreme, index of the sample that confirmed it]; sample k comes at k µs with flow −k. */
function run(rule: PivotRule, mids: readonly number[]): [number, number, number][] {
  const state = initPivots(rule);
  return mids.flatMap((mid2, timeUs) => {
    const pivot = stepPivots(state, { timeUs, mid2, flow: 0 - timeUs });
    if (pivot === null) return [];
    expect(pivot.mid2).toBe(mids[pivot.timeUs]);
    expect(pivot.flow).toBe(0 - pivot.timeUs);
    return [[pivot.side, pivot.timeUs, pivot.confirmUs]];
  });
}

test.each<[string, PivotRule, number[], [number, number, number][]]>([
  ['a high, two samples later', K2, [1, 2, 5, 3, 2], [[1, 2, 4]]],
  ['a low likewise', K2, [5, 4, 1, 2, 3], [[-1, 2, 4]]],
  ['too near to the beginning', K2, [5, 1, 2, 3], []],
  ['not above its neighbours', K2, [1, 5, 4, 3, 5, 6], [[-1, 3, 5]]],
  ['of a flat top the first sample', K2, [1, 2, 5, 5, 5, 2, 1], [[1, 2, 4]]],
  ['nothing moves', K2, [3, 3, 3, 3, 3, 3], []],
  [
    'one after the other',
    K2,
    [1, 2, 5, 2, 1, 2, 5, 2, 1],
    [
      [1, 2, 4],
      [-1, 4, 6],
      [1, 6, 8],
    ],
  ],
  [
    'a reversal by three',
    TURN3,
    [10, 12, 14, 12, 11],
    [
      [-1, 0, 2],
      [1, 2, 4],
    ],
  ],
  [
    'the extreme, not the last sample before',
    TURN3,
    [10, 5, 6, 5, 7, 9],
    [
      [1, 0, 1],
      [-1, 1, 5],
    ],
  ],
  [
    'highs and lows alternate',
    TURN3,
    [10, 14, 11, 16, 12],
    [
      [-1, 0, 1],
      [1, 1, 2],
      [-1, 2, 3],
      [1, 3, 4],
    ],
  ],
  ['too small a reversal', TURN3, [10, 12, 10, 12, 10], []],
])('%s', (_, rule, mids, wanted) => {
  expect(run(rule, mids)).toEqual(wanted);
});

const anyMids = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 80 });
const anyRule = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((count): PivotRule => ({ kind: 'samples', count })),
  fc.integer({ min: 1, max: 6 }).map((halfTicks): PivotRule => ({ kind: 'reversal', halfTicks })),
);

describe('any mids', () => {
  test('turned over: highs become lows', () => {
    fc.assert(
      fc.property(anyMids, anyRule, (mids, rule) => {
        const turned = run(rule, mids.map((mid) => 0 - mid)); // prettier-ignore
        expect(turned.map(([side, at, known]) => [0 - side, at, known])).toEqual(run(rule, mids));
      }),
    );
  });

  test('none is known before it is confirmed, and the confirmation needs nothing later', () => {
    fc.assert(
      fc.property(anyMids, anyRule, fc.nat(80), (mids, rule, cut) => {
        const whole = run(rule, mids);
        for (const [, at, known] of whole) expect(at).toBeLessThanOrEqual(known);
        expect(run(rule, mids.slice(0, cut))).toEqual(whole.filter(([, , known]) => known < cut));
      }),
    );
  });

  test('samples: exactly those that stand out, by the definition', () => {
    fc.assert(
      fc.property(anyMids, fc.integer({ min: 1, max: 4 }), (mids, k) => {
        const wanted = mids.flatMap((mid, at) => {
          const [before, after] = [mids.slice(Math.max(0, at - k), at), mids.slice(at + 1, at + 1 + k)];
          if (before.length < k || after.length < k) return [];
          const stands = (side: 1 | -1) =>
            before.every((m) => side * (mid - m) > 0) && after.every((m) => side * (mid - m) >= 0);
          return ([1, -1] as const).filter(stands).map((side) => [side, at, at + k]);
        });
        expect(run({ kind: 'samples', count: k }, mids)).toEqual(wanted);
      }),
    );
  });

  test('a checkpoint in the middle changes nothing', () => {
    fc.assert(
      fc.property(anyMids, anyRule, fc.nat(80), (mids, rule, cut) => {
        let state = initPivots(rule);
        const found = mids.flatMap((mid2, timeUs) => {
          if (timeUs === cut) state = structuredClone(state);
          const pivot = stepPivots(state, { timeUs, mid2, flow: 0 });
          return pivot === null ? [] : [[pivot.side, pivot.timeUs, pivot.confirmUs]];
        });
        expect(found).toEqual(run(rule, mids));
      }),
    );
  });
});

test('after a break nothing before it counts', () => {
  for (const rule of [K2, TURN3]) {
    const state = initPivots(rule);
    [1, 2, 9].forEach((mid2, timeUs) => stepPivots(state, { timeUs, mid2, flow: 0 }));
    clearPivots(state);
    expect([3, 2].map((mid2, k) => stepPivots(state, { timeUs: 5 + k, mid2, flow: 0 }))).toEqual([null, null]);
  }
});

test.each([
  ['a lower low with a higher flow', -1, [100, 5], [98, 7], 1],
  ['a higher high with a lower flow', 1, [100, 5], [103, 4], -1],
  ['a higher low with a lower flow', -1, [100, 5], [101, 3], 2],
  ['a lower high with a higher flow', 1, [100, 5], [99, 6], -2],
  ['a higher high with a higher flow', 1, [100, 5], [103, 6], 0],
  ['an equal low', -1, [100, 5], [100, 9], 0],
  ['an equal flow', -1, [100, 5], [98, 5], 0],
] as const)('%s', (_, side, [mid0, flow0], [mid1, flow1], wanted) => {
  const pivot = (mid2: number, flow: number): Pivot => ({ side, timeUs: 0, confirmUs: 1, mid2, flow });
  expect(pivotDivergence(pivot(mid0, flow0), pivot(mid1, flow1))).toBe(wanted);
});

test('a rule that finds nothing is refused', () => {
  for (const count of [0, 1.5]) expect(() => initPivots({ kind: 'samples', count })).toThrow(RangeError);
  expect(() => initPivots({ kind: 'reversal', halfTicks: 0 })).toThrow(RangeError);
});
