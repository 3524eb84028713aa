// Statistics of sums over blocks: equal to those of ratios where they are ratios, and their coverage where they are not.

import { describe, expect, test } from 'vitest';
import { bootstrapSums } from '../../../src/core/analysis/block-statistics.js';
import { blockEstimate, blockInterval, bootstrapRatios } from '../../../src/core/analysis/calendar-blocks.js';
import { initRng, nextNormal } from '../../../src/core/stats/rng.js';

const BLOCKS = 120;

function sample(seed: number) {
  const rng = initRng(seed);
  const total = Float64Array.from({ length: BLOCKS }, () => 5 + nextNormal(rng));
  return { total, count: new Float64Array(BLOCKS).fill(4) };
}

test('a ratio of two sums has the draws and the interval of the ratio', () => {
  const { total, count } = sample(3);
  const [plain] = bootstrapRatios([{ kind: 'mean', total, count }], { replications: 400, rng: initRng(9), run: 2 });
  const [sums] = bootstrapSums([total, count], {
    ...{ replications: 400, rng: initRng(9), run: 2, count },
    statistics: ([sum, n]) => [sum! / n!],
  });
  expect(blockEstimate(sums!)).toEqual(blockEstimate(plain!));
});

test('the product of two means: 95 % intervals hold it in 92 % of 300 samples and more', () => {
  let held = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const [a, b] = [sample(seed), sample(seed + 10_000)];
    const [product] = bootstrapSums([a.total, b.total, a.count], {
      ...{ replications: 300, rng: initRng(seed), run: 1, count: a.count },
      statistics: ([x, y, n]) => [(x! / n!) * (y! / n!)],
    });
    const { low, high } = blockInterval(product!)!;
    if (low <= 1.5625 && 1.5625 <= high) held++;
  }
  expect(held / 300).toBeGreaterThanOrEqual(0.92);
});

describe('without an interval', () => {
  const of = (count: number[], value = 1) =>
    bootstrapSums([count], {
      ...{ replications: 50, rng: initRng(1), run: 1, count },
      statistics: ([n]) => [n === 0 ? NaN : value],
    })[0]!;

  test('nothing at all', () => {
    expect(of([])).toMatchObject({ value: null, n: 0, reason: 'no_outcomes' });
    expect(of([0, 0])).toMatchObject({ value: null, reason: 'no_outcomes' });
  });

  test('what no draw changes', () => {
    expect(blockEstimate(of(Array.from({ length: 40 }, () => 3)))).toMatchObject({
      value: 1,
      low: null,
      reason: 'constant',
    });
  });

  test('too few blocks', () => {
    expect(blockEstimate(of([3, 4, 5]))).toMatchObject({
      value: 1,
      low: null,
      high: null,
      n: 12,
      reason: 'few_blocks',
    });
  });
});
