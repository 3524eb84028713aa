// Splits: the published training sets and path counts, and that no outcome is ever shared.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type SampleSpans,
  combinatorialSplits,
  embargoFor,
  purgedFolds,
  walkForward,
} from '../../../src/core/analysis/splits.js';

const evenly = (n: number, horizon: number): SampleSpans => ({
  starts: Array.from({ length: n }, (_, i) => i),
  ends: Array.from({ length: n }, (_, i) => i + horizon),
});
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test('published: 20 samples, horizon 3, 4 folds, embargo 1', () => {
  const folds = purgedFolds(evenly(20, 3), 4, 1);
  expect(folds.map(({ train }) => [...train])).toEqual([
    range(9, 19),
    [0, 1, ...range(14, 19)],
    [...range(0, 6), 19],
    range(0, 11),
  ]);
  expect(folds.map(({ test }) => [...test])).toEqual([range(0, 4), range(5, 9), range(10, 14), range(15, 19)]);
});

test.each([
  [6, 2, 15, 5],
  [10, 2, 45, 9],
  [10, 3, 120, 36],
])('published: %i groups, %i tested: %i splits, %i paths', (groups, tested, splits, paths) => {
  const result = combinatorialSplits(evenly(60, 0), { groups, tested, embargo: 0 });
  expect([result.splits.length, result.paths.length]).toEqual([splits, paths]);
  for (const path of result.paths)
    path.forEach((split, group) => expect(result.splits[split]!.testGroups).toContain(group));
  // Every test of a group in a split belongs to exactly one path.
  const used = result.paths.flatMap((path) => path.map((split, group) => `${split}/${group}`));
  expect(new Set(used).size).toBe(splits * tested);
});

describe('named facts', () => {
  test('walk-forward: tests follow one another, training comes before with room for the horizon and the embargo', () => {
    const folds = walkForward(evenly(60, 3), 5, 2);
    expect(folds.map(({ test }) => [test[0], test.at(-1)])).toEqual([
      [10, 19],
      [20, 29],
      [30, 39],
      [40, 49],
      [50, 59],
    ]);
    expect(folds.map(({ train }) => [train[0], train.at(-1)])).toEqual([
      [0, 4],
      [0, 14],
      [0, 24],
      [0, 34],
      [0, 44],
    ]);
  });

  test('sizes that do not divide differ by one', () => {
    expect(purgedFolds(evenly(11, 0), 4, 0).map((fold) => fold.test.length)).toEqual([3, 3, 3, 2]);
  });

  test('the embargo of a horizon is the horizon, one minute at least', () => {
    expect([embargoFor(1_000_000), embargoFor(300_000_000)]).toEqual([60_000_000, 300_000_000]);
  });

  test('what cannot be split', () => {
    expect(() => purgedFolds(evenly(5, 0), 1, 0)).toThrow(RangeError);
    expect(() => combinatorialSplits(evenly(5, 0), { groups: 3, tested: 3, embargo: 0 })).toThrow(RangeError);
    expect(purgedFolds(evenly(0, 0), 2, 0).map(({ train }) => train.length)).toEqual([0, 0]);
  });
});

const samples = fc
  .array(fc.record({ gap: fc.nat(5), length: fc.nat(9) }), { minLength: 4, maxLength: 40 })
  .map((rows): SampleSpans => {
    let at = 0;
    const starts = rows.map(({ gap }) => (at += gap));
    return { starts, ends: rows.map(({ length }, i) => starts[i]! + length) };
  });

test('no training outcome touches a test outcome, nothing trains within the embargo, all samples are tested once', () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 2, max: 5 }), fc.nat(4), (spans, folds, embargo) => {
      const { starts, ends } = spans;
      const tested: number[] = [];
      for (const { train, test: held } of purgedFolds(spans, folds, embargo)) {
        tested.push(...held);
        const last = Math.max(...[...held].map((i) => ends[i]!));
        for (const i of train)
          for (const j of held) {
            expect(ends[i]! < starts[j]! || starts[i]! > ends[j]!).toBe(true);
            if (starts[i]! > starts[j]!) expect(starts[i]!).toBeGreaterThan(last + embargo);
          }
      }
      expect(tested).toEqual(range(0, starts.length - 1));
      for (const { train, test: held } of walkForward(spans, folds, embargo))
        for (const i of train) for (const j of held) expect(ends[i]! + embargo).toBeLessThan(starts[j]!);
    }),
  );
});
