// What an undecided verdict lacks: one test a reason.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { noEstimate } from '../../../../src/core/analysis/estimate.js';
import { type Progress, missingFor } from '../../../../src/core/analysis/judge/missing.js';
import { wilsonLower, wilsonUpper } from '../../../../src/core/analysis/proportion-bound.js';
import type { GateName, GateResult } from '../../../../src/core/analysis/result.js';

const HOUR_US = 3_600_000_000;
const ALPHA = 0.0125;

const wilson = (hits: number, n: number) => ({
  lower: wilsonLower({ hits, n }, ALPHA) as number,
  upper: wilsonUpper({ hits, n }, ALPHA) as number,
});

const failed = (gate: GateName, value: number | null, wanted: number | null): GateResult => ({
  gate,
  passed: false,
  value,
  wanted,
});

/** 60 % of 1,000 against 55 %, ten an hour: it passes but for what a test takes away. */
const progress = (changes: Partial<Progress> = {}): Progress => {
  const { n = 1_000, hits = 600 } = changes;
  return {
    ...{ n, hits, nEff: n, coveredUs: 100 * HOUR_US, bar: 0.55, alpha: ALPHA, effectiveBlocks: 80 },
    ...{ bounds: n === 0 ? null : wilson(hits, n), gates: [], paired: null },
    ...changes,
  };
};

describe('each reason has its own figure', () => {
  test('outcomes below the gate: the rest of them at the firing rate', () => {
    const hits = 57;
    const one = progress({ n: 60, hits, gates: [failed('outcomes', 60, 100)], coveredUs: 6 * HOUR_US });
    expect(missingFor(one).needs).toEqual([{ what: 'outcomes', outcomes: 40, hours: 4 }]);
    expect(missingFor(one)).toMatchObject({ neededOutcomes: 40, neededHours: 4, isAtBar: false });
  });

  test('the interval is too wide: as much as narrows it', () => {
    const one = progress({ n: 300, hits: 177, bounds: wilson(177, 300), coveredUs: 30 * HOUR_US });
    const { needs, neededHours, neededOutcomes, isAtBar } = missingFor(one);
    expect(needs.map(({ what }) => what)).toEqual(['bound']);
    expect(neededOutcomes!).toBeGreaterThan(1_000);
    expect(neededHours!).toBeCloseTo(neededOutcomes! / 10, 9);
    expect(isAtBar).toBe(false);
  });

  test('a bootstrap bound below Wilson’s: more, though the formula for independent outcomes is content', () => {
    const n = 4_000;
    const hits = 2_400;
    expect(wilson(hits, n).lower).toBeGreaterThan(0.55);
    const one = progress({ n, hits, bounds: { lower: 0.54, upper: 0.66 } });
    const { needs, neededOutcomes, neededHours } = missingFor(one);
    expect(needs.map(({ what }) => what)).toEqual(['bound']);
    // The reach is 6 points where 5 would do; with the power of 80 % on top.
    expect((neededOutcomes! + n) / n).toBeCloseTo(((0.06 / 0.05) * (2.2414 + 0.8416)) ** 2 / 2.2414 ** 2, 2);
    expect(neededHours!).toBeGreaterThan(0);
  });

  test('the same below the bar', () => {
    const one = progress({ n: 4_000, hits: 2_040, bounds: { lower: 0.45, upper: 0.56 } });
    expect(missingFor(one).needs.map(({ what }) => what)).toEqual(['bound']);
    expect(missingFor(one).neededHours!).toBeGreaterThan(0);
  });

  test('a rate within noise of the bar says so', () => {
    const one = progress({ n: 640, hits: 353, bounds: wilson(353, 640) });
    const { isAtBar, neededHours } = missingFor(one);
    expect(isAtBar).toBe(true);
    expect(neededHours!).toBeGreaterThan(10_000);
    expect(missingFor(progress({ n: 640, hits: 352 }))).toMatchObject({ isAtBar: true, neededHours: null });
  });

  test('coverage: the hours that are missing', () => {
    const one = progress({ gates: [failed('coverage', 23, 24)] });
    expect(missingFor(one)).toMatchObject({ needs: [{ what: 'coverage', outcomes: 0, hours: 1 }], neededHours: 1 });
  });

  test('gaps: clean time until their share is small enough', () => {
    const one = progress({ gates: [failed('gaps', 0.1, 0.05)] });
    expect(missingFor(one).needs).toEqual([{ what: 'gaps', outcomes: 0, hours: 100 }]);
  });

  test('too few blocks of time: as many hours as bring them', () => {
    const one = progress({ bounds: null, effectiveBlocks: 4, gates: [failed('interval', 5, 10)] });
    expect(missingFor(one).needs[0]).toEqual({ what: 'interval', outcomes: 0, hours: 100 });
    const uneven = progress({ bounds: null, effectiveBlocks: 2.5, gates: [failed('interval', 12, 10)] });
    expect(missingFor(uneven).needs[0]).toEqual({ what: 'interval', outcomes: 0, hours: 100 });
  });

  test('shifted signals that do nearly as well: until they would not; never, where they do better', () => {
    const near = missingFor(progress({ gates: [failed('permutation', 0.03, ALPHA)] }));
    expect(near.needs.map(({ what }) => what)).toEqual(['permutation']);
    expect(near.neededHours!).toBeGreaterThan(100);
    const better = missingFor(progress({ gates: [failed('permutation', 0.6, ALPHA)] }));
    expect(better).toMatchObject({ needs: [{ what: 'permutation', outcomes: null, hours: null }], neededHours: null });
  });

  test('a signal below the bar needs no shifted signals to fail', () => {
    const one = progress({ n: 300, hits: 150, bounds: wilson(150, 300), gates: [failed('permutation', 0.5, ALPHA)] });
    expect(missingFor(one).needs.map(({ what }) => what)).toEqual(['bound']);
  });

  test('a fusion that may be better than its parts; never, where it is not', () => {
    const paired = (value: number, lower: number) => ({
      against: 'ofi',
      difference: { ...noEstimate(900, 'few_blocks'), value, reason: null },
      lower,
    });
    const gates = [failed('paired', -0.01, 0)];
    expect(missingFor(progress({ gates, paired: paired(0.03, -0.01) })).neededHours!).toBeGreaterThan(100);
    expect(missingFor(progress({ gates, paired: paired(-0.03, -0.07) })).neededHours).toBeNull();
  });

  test.each(['environment', 'null_audit'] as const)('%s: no amount of data', (gate) => {
    const one = missingFor(progress({ gates: [failed(gate, null, null), failed('coverage', 23, 24)] }));
    expect(one).toMatchObject({ neededHours: null, neededOutcomes: null });
    expect(one.needs.map(({ what }) => what)).toEqual([gate, 'coverage']);
  });

  test('a signal that never fired: outcomes, but no hours', () => {
    const one = progress({ n: 0, hits: 0, nEff: null, gates: [failed('outcomes', 0, 100)] });
    expect(missingFor(one)).toMatchObject({ neededHours: null });
    expect(missingFor(one).neededOutcomes!).toBeGreaterThan(100);
  });

  test('a handful of outcomes is no guide: five points above the bar are assumed', () => {
    const needs = (hits: number) => missingFor(progress({ n: 5, hits, nEff: null })).neededOutcomes;
    expect(needs(5)).toBe(needs(0));
    expect(needs(0)!).toBeGreaterThan(800);
  });

  test('nor are shifted signals that do better than a handful', () => {
    const gates = [failed('permutation', 0.7, ALPHA), failed('null_audit', null, 0.08)];
    const { needs, neededHours } = missingFor(progress({ n: 5, hits: 1, nEff: null, gates }));
    expect(needs.slice(0, 2).map(({ outcomes }) => outcomes)).toEqual([25, 25]);
    expect(neededHours!).toBeGreaterThan(0);
  });

  test('dependent outcomes count for less', () => {
    const one = progress({ n: 300, hits: 177, bounds: wilson(177, 300) });
    expect(missingFor({ ...one, nEff: 100 }).neededOutcomes!).toBeGreaterThan(missingFor(one).neededOutcomes!);
  });
});

test('an open verdict never lacks nothing', () => {
  const seed = 1_301;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000 }),
      fc.double({ min: 0.3, max: 0.8, noNaN: true }),
      fc.double({ min: 1, max: 4, noNaN: true }),
      (n, share, wider) => {
        const hits = Math.round(n * share);
        const rate = hits / n;
        const { lower, upper } = wilson(hits, n);
        const bounds = { lower: rate - wider * (rate - lower), upper: rate + wider * (upper - rate) };
        if (bounds.lower > 0.55 || bounds.upper < 0.55) return;
        const { needs, neededHours, neededOutcomes } = missingFor(progress({ n, hits, bounds }));
        expect(needs.length).toBeGreaterThan(0);
        if (neededHours !== null) expect(neededHours).toBeGreaterThan(0);
        if (neededOutcomes !== null) expect(neededOutcomes).toBeGreaterThan(0);
      },
    ),
    { seed },
  );
});
