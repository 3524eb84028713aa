// Outcomes as a sample: three figures on the same draws, none of which moves another.

import { describe, expect, test } from 'vitest';
import { bootstrapRatios } from '../../../../src/core/analysis/calendar-blocks.js';
import { hitEstimate, wilsonEstimate } from '../../../../src/core/analysis/judge/bounds.js';
import { decidedOf, joinBlocks, sampleOf } from '../../../../src/core/analysis/judge/hit-sample.js';
import { initRng } from '../../../../src/core/stats/rng.js';

const BLOCKS = 40;
const perBlock = (value: (b: number) => number): Float64Array =>
  Float64Array.from({ length: BLOCKS }, (_, b) => value(b));
/** Good blocks and bad ones, in no order that a run of neighbours would even out. */
const GOOD = '0011010111001011000110100100101101010011';
/** Ten outcomes a block, of which two stood still: eight hits in good blocks, none in bad ones. */
const sums = {
  n: perBlock(() => 10),
  ties: perBlock(() => 2),
  hits: perBlock((b) => (GOOD[b] === '1' ? 8 : 0)),
  sum: perBlock((b) => (GOOD[b] === '1' ? 8 : -8)),
  sumSquares: perBlock(() => 8),
};
const options = () => ({ replications: 400, rng: initRng(3) });
const sample = sampleOf(sums, options());

describe('the strict rate', () => {
  test('counts ties as misses', () => {
    expect([sample.rate.value, sample.strict.value]).toEqual([0.5, 0.4]);
    expect([sample.rate.n, sample.strict.n]).toEqual([320, 400]);
  });

  test('has the interval of blocks where they are alike within and unlike between', () => {
    const count = { hits: sample.count.hits, n: sample.n };
    const strict = hitEstimate({ count, rate: sample.strict, slow: null });
    const wilson = wilsonEstimate(count);
    expect(strict.method).toBe('calendar-blocks');
    expect((strict.high ?? 0) - (strict.low ?? 0)).toBeGreaterThan(1.5 * ((wilson.high ?? 0) - (wilson.low ?? 0)));
    expect(strict.nEff).toBeLessThan(sample.n / 2);
  });

  test('leaves the draws of the others as they were', () => {
    const [rate, edge] = bootstrapRatios(
      [
        { kind: 'rate', total: sums.hits, count: decidedOf(sums) },
        { kind: 'mean', total: sums.sum, count: sums.n },
      ],
      options(),
    );
    expect([sample.rate, sample.edge]).toEqual([rate, edge]);
  });
});

test('neighbours are joined, the last ones with fewer', () => {
  expect([...joinBlocks([1, 2, 3, 4, 5], 2)]).toEqual([3, 7, 5]);
});
