// Sharpe ratios and what they prove, against the published figures.

import { describe, expect, test } from 'vitest';
import {
  annualisation,
  deflatedSharpe,
  expectedMaximum,
  minimumTrackRecord,
  probabilisticSharpe,
  sharpeError,
} from '../../../src/core/analysis/sharpe.js';

const SAMPLE = { sharpe: 0.1, n: 250, skew: -0.5, kurtosis: 5 };
/** Bailey & López de Prado 2014: an annual 2.5 over 1,250 days, 250 a year. */
const PAPER = { sharpe: 2.5 / Math.sqrt(250), n: 1250, skew: -3, kurtosis: 10 };
const PAPER_SD = Math.sqrt(0.5 / 250);

describe('published figures', () => {
  test('probabilistic ratio and minimum track record', () => {
    expect(probabilisticSharpe(SAMPLE)).toBeCloseTo(0.937320574390259, 12);
    expect(minimumTrackRecord(SAMPLE)).toBeCloseTo(287.7876061341135, 8);
  });

  test.each([
    [100, 0.11317200186513214, 0.9003968344493904],
    [46, 0.10036237061765357, 0.9505017068755786],
  ])('deflated ratio of the paper, %i trials', (trials, benchmark, probability) => {
    const deflated = deflatedSharpe(PAPER, { trials, sd: PAPER_SD })!;
    expect(deflated.benchmark).toBeCloseTo(benchmark, 9);
    expect(deflated.probability).toBeCloseTo(probability, 9);
  });

  test('expected maximum of ten', () => expect(expectedMaximum(10, 0.05)).toBeCloseTo(0.0787299150672875, 10));
});

describe('named facts', () => {
  test('one trial deflates nothing; more trials deflate more', () => {
    expect(deflatedSharpe(SAMPLE, { trials: 1, sd: 0.1 })).toEqual({
      benchmark: 0,
      probability: probabilisticSharpe(SAMPLE),
    });
    const [few, many] = [2, 200].map((trials) => deflatedSharpe(SAMPLE, { trials, sd: 0.1 })!.probability);
    expect(many).toBeLessThan(few!);
  });

  test('at the minimum length the probability is the confidence', () => {
    const n = minimumTrackRecord(SAMPLE, { benchmark: 0.02, confidence: 0.9 })!;
    expect(probabilisticSharpe({ ...SAMPLE, n }, 0.02)).toBeCloseTo(0.9, 12);
  });

  test('no length proves a ratio below the benchmark; one period proves nothing', () => {
    expect(minimumTrackRecord(SAMPLE, { benchmark: 0.1 })).toBeNull();
    expect(probabilisticSharpe({ ...SAMPLE, n: 1 })).toBeNull();
    expect(deflatedSharpe({ ...SAMPLE, n: 1 }, { trials: 3, sd: 1 })).toBeNull();
    expect(() => expectedMaximum(0, 1)).toThrow(RangeError);
  });

  test('a variance that would be negative is no probability', () => {
    expect(probabilisticSharpe({ sharpe: 1, n: 100, skew: 3, kurtosis: 2 })).toBeNull();
    expect(minimumTrackRecord({ sharpe: 1, n: 100, skew: 3, kurtosis: 2 })).toBeNull();
  });

  test('standard error: √((1 + SR²/2)/n)', () => {
    expect(sharpeError(0, 100)).toBe(0.1);
    expect(sharpeError(2, 300)).toBeCloseTo(0.1, 15);
    expect(sharpeError(1, 0)).toBeNull();
  });

  test('annualisation: the root of time without memory, less with momentum, more with reversal', () => {
    expect(annualisation(8760)).toBeCloseTo(Math.sqrt(8760), 12);
    expect(annualisation(1, [0.9])).toBe(1);
    // Lo's AR(1) with ρ = .2: q = 12 gives 12/√(12 + 2Σ(12 − k)·.2^k).
    const memory = Array.from({ length: 11 }, (_, k) => Math.exp((k + 1) * Math.log(0.2)));
    expect(annualisation(12, memory)).toBeCloseTo(2.88, 2);
    expect(annualisation(12, [-0.3])).toBeGreaterThan(Math.sqrt(12));
    expect(annualisation(100, [-0.9])).toBeNull();
  });
});
