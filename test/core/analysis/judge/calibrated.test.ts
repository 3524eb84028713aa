// Calibration with intervals: figures equal to those of the plain functions, and what the intervals hold.

import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../../src/core/analysis/calibration.js';
import type { BlockTable } from '../../../../src/core/analysis/collect/collected.js';
import { calibrationResult, forecastsOfHalves } from '../../../../src/core/analysis/judge/calibrated.js';
import type { Pairs } from '../../../../src/core/analysis/judge/graded.js';
import { normalCdf } from '../../../../src/core/analysis/normal-distribution.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const SECOND = 1_000_000;
const LENGTH = 10 * SECOND;

/** Outcomes a second apart; from the middle on the value points the other way by `turn` of its strength. */
function pairsOf(n: number, { rho, turn, seed }: { rho: number; turn: number; seed: number }): Pairs {
  const rng = initRng(seed);
  const [timeUs, x, y] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    timeUs[i] = i * SECOND;
    x[i] = nextNormal(rng);
    y[i] = (i < n / 2 ? rho : rho * (1 - turn)) * x[i]! + Math.sqrt(1 - rho * rho) * nextNormal(rng);
  }
  return { timeUs, x, y, past: new Float64Array(n) };
}

const blocksOf = ({ timeUs }: Pairs): BlockTable => {
  const numbers = Float64Array.from(new Set(timeUs.map((time) => Math.floor(time / LENGTH))));
  return { lengthUs: LENGTH, baseUs: LENGTH, signals: 0, numbers, cells: new Float64Array(0) };
};

const resultOf = (pairs: Pairs, seed = 1) =>
  calibrationResult(pairs, { horizonUs: SECOND, blocks: blocksOf(pairs), rng: initRng(seed) })!;

test('the figures are those of the forecasts, bin by bin', () => {
  const pairs = pairsOf(2_000, { rho: 0.4, turn: 0, seed: 7 });
  const { probability, up } = forecastsOfHalves(pairs, SECOND)!;
  const plain = calibrationOf(probability, up)!;
  const of = resultOf(pairs);
  for (const key of ['brier', 'reliability', 'resolution', 'uncertainty', 'ece'] as const) {
    expect(of[key].value).toBeCloseTo(plain[key], 10);
    expect(of[key].n).toBe(plain.n);
  }
  expect(of.bins.map(({ n, forecast }) => [n, forecast])).toEqual(plain.bins.map(({ n, forecast }) => [n, forecast]));
  for (const [k, { observed }] of of.bins.entries()) expect(observed.value).toBeCloseTo(plain.bins[k]!.observed, 10);
});

/** What the later half would show of Brier score and gap, were chance taken out: by the true probability of each up. */
function truthOf(pairs: Pairs, rho: number): { brier: number; ece: number } {
  const { timeUs, probability } = forecastsOfHalves(pairs, SECOND)!;
  const bins = new Map<number, { gap: number }>();
  let brier = 0;
  for (const [i, p] of probability.entries()) {
    const chance = normalCdf((rho * pairs.x[timeUs[i]! / SECOND]!) / Math.sqrt(1 - rho * rho));
    brier += (p * p - 2 * p * chance + chance) / probability.length;
    const bin = Math.min(9, Math.floor(p * 10));
    bins.set(bin, { gap: (bins.get(bin)?.gap ?? 0) + p - chance });
  }
  const ece = [...bins.values()].reduce((sum, { gap }) => sum + Math.abs(gap) / probability.length, 0);
  return { brier, ece };
}

describe('over 1,000 markets', () => {
  const RHO = 0.2;
  const markets = Array.from({ length: 1_000 }, (_, k) => {
    const pairs = pairsOf(3_000, { rho: RHO, turn: 0, seed: 1 + 7_919 * k });
    return { of: resultOf(pairs, k + 1), truth: truthOf(pairs, RHO) };
  });
  const share = (key: 'brier' | 'ece'): number =>
    markets.filter(({ of, truth }) => of[key].low! <= truth[key] && truth[key] <= of[key].high!).length / 1_000;

  test.each(['brier', 'ece'] as const)('intervals of %s hold the truth in 920 and more', (key) => {
    expect(share(key)).toBeGreaterThanOrEqual(0.92);
  });

  test('p(1 − p) of the share of ups is never above ¼, and its interval reaches it where ½ is within', () => {
    for (const { of } of markets.slice(0, 20)) {
      expect(of.uncertainty.high!).toBeLessThanOrEqual(0.25);
      expect(of.uncertainty.low!).toBeLessThan(of.uncertainty.value!);
    }
  });

  test('of a signal that turned round the gap is there, and the Brier score above that of the base rate', () => {
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { ece, reliability, brier, uncertainty } = resultOf(pairsOf(2_000, { rho: 0.5, turn: 2, seed }), seed);
      expect(ece.low!).toBeGreaterThan(0.05);
      expect(reliability.low!).toBeGreaterThan(0);
      expect(brier.low!).toBeGreaterThan(uncertainty.high!);
    }
  });
});

test('too little of either half calibrates nothing', () => {
  expect(
    calibrationResult(pairsOf(150, { rho: 0.4, turn: 0, seed: 1 }), {
      horizonUs: SECOND,
      blocks: blocksOf(pairsOf(150, { rho: 0, turn: 0, seed: 1 })),
      rng: initRng(1),
    }),
  ).toBeNull();
});
