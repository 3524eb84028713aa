// How much is still needed for a verdict.

import { describe, expect, test } from 'vitest';
import { RULE_COST, outcomesFor, stillNeeded, verdictOutcomes } from '../../../../src/core/analysis/judge/needed.js';

const HOUR_US = 3_600_000_000;

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

describe('still needed', () => {
  const progress = {
    n: 300,
    hits: 180,
    nEff: 300,
    coveredUs: 30 * HOUR_US,
    leastOutcomes: 100,
    leastCoverageUs: 24 * HOUR_US,
    bar: 0.55,
    alpha: 0.05,
  };

  test('counts what is there, at the firing rate so far', () => {
    expect(stillNeeded(progress)).toEqual({ outcomes: 549, hours: 54.9 });
  });

  test('dependent outcomes count for less', () => {
    expect(stillNeeded({ ...progress, nEff: 150 }).outcomes).toBe(2 * 849 - 300);
  });

  test('coverage may take longer than outcomes', () => {
    const short = { ...progress, n: 849, hits: 510, coveredUs: HOUR_US };
    expect(stillNeeded(short).hours).toBe(23);
  });

  test('a handful of outcomes is no guide: five points above the bar are assumed', () => {
    expect(stillNeeded({ ...progress, n: 5, hits: 0, nEff: null }).outcomes).toBe(844);
  });

  test('a signal that never fired has no rate', () => {
    expect(stillNeeded({ ...progress, n: 0, hits: 0, nEff: null })).toEqual({ outcomes: 849, hours: null });
  });

  test('an estimate on the bar needs for ever', () => {
    expect(stillNeeded({ ...progress, n: 100, hits: 55 })).toEqual({ outcomes: null, hours: null });
  });
});
