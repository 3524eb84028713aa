// How much is still needed for a verdict.

import { describe, expect, test } from 'vitest';
import { RULE_COST, outcomesFor, verdictOutcomes } from '../../../../src/core/analysis/judge/needed.js';

describe('outcomes for a verdict', () => {
  test.each([
    [0.57, 0.55, 3_813],
    [0.58, 0.55, 1_692],
    [0.6, 0.55, 606],
    [0.62, 0.6, 3_687],
    [0.65, 0.6, 583],
    [0.72, 0.7, 3_202],
    [0.75, 0.7, 501],
  ])('true %d against a bar of %d: %d', (rate, bar, n) => expect(outcomesFor({ rate, bar, alpha: 0.05 })).toBe(n));

  test('below the bar misses are counted', () => {
    expect(outcomesFor({ rate: 0.5, bar: 0.55, alpha: 0.05 })).toBe(outcomesFor({ rate: 0.5, bar: 0.45, alpha: 0.05 }));
  });

  test('a rate on the bar is never told from it', () => {
    expect(outcomesFor({ rate: 0.55, bar: 0.55, alpha: 0.05 })).toBeNull();
  });

  test('the rule costs more than Wilson’s test alone', () => {
    expect(verdictOutcomes({ rate: 0.6, bar: 0.55, alpha: 0.05 })).toBe(Math.ceil(606 * RULE_COST));
    expect(verdictOutcomes({ rate: 0.55, bar: 0.55, alpha: 0.05 })).toBeNull();
  });

  test('a smaller alpha needs more', () => {
    const at = (alpha: number) => outcomesFor({ rate: 0.6, bar: 0.55, alpha }) ?? 0;
    expect(at(0.0125)).toBeGreaterThan(at(0.05));
  });
});
