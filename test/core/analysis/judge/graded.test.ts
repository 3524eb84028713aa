// Intervals of correlations where signal and outcome are wild at the same times.

import { expect, test } from 'vitest';
import { partialIc } from '../../../../src/core/analysis/judge/baselines.js';
import { evenPairs, gradedFigures, pairsBehind } from '../../../../src/core/analysis/judge/graded.js';
import type { StoreSeries } from '../../../../src/core/analysis/judge/store-series.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

const SECOND_US = 1_000_000;
const SEEDS = 150;

/** Neither knows of the other; both scale with one volatility that stays for a while, exp(0.7·AR(1), φ 0.98). */
function sharedVolatility(seed: number, n = 1_500): StoreSeries {
  const rng = initRng(seed);
  const [value, y, past] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  let level = 0;
  for (let i = 0; i < n; i++) {
    level = 0.98 * level + Math.sqrt(1 - 0.98 * 0.98) * nextNormal(rng);
    const volatility = Math.exp(0.7 * level);
    value[i] = volatility * nextNormal(rng);
    y[i] = volatility * nextNormal(rng);
    past[i] = volatility * nextNormal(rng);
  }
  const timeUs = value.map((_, i) => i * SECOND_US);
  return { timeUs, value, side: new Int8Array(n), y, yLong: y, yShort: y, past };
}

test('intervals of IC, rank IC and partial IC hold nought in 19 markets of 20', () => {
  const held = [0, 0, 0];
  for (let seed = 1; seed <= SEEDS; seed++) {
    const series = sharedVolatility(seed);
    const { ic, rankIc } = gradedFigures(series, SECOND_US, initRng(seed));
    [ic!, rankIc!, partialIc(evenPairs(series), SECOND_US)].forEach(({ low, high }, k) => {
      if (low! <= 0 && high! >= 0) held[k]!++;
    });
  }
  // 0.95 less three standard errors; Bartlett's effective number alone gives two of three for IC.
  for (const count of held) expect(count / SEEDS).toBeGreaterThan(0.89);
});

test('fewer pairs of equal spread stand behind them', () => {
  const wild = evenPairs(sharedVolatility(1));
  expect(pairsBehind(wild, SECOND_US)!).toBeLessThan(800);
  expect(pairsBehind({ ...wild, y: Float64Array.from({ length: 1_500 }, () => 1) }, SECOND_US)).toBe(1_500);
  expect(pairsBehind(wild, 200 * SECOND_US)).toBeNull();
});

test('the interval of the ICIR of a dozen blocks holds nought in 19 markets of 20', () => {
  let held = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const rng = initRng(seed);
    const [value, y] = [new Float64Array(7_200), new Float64Array(7_200)];
    for (let i = 0; i < value.length; i++) [value[i], y[i]] = [nextNormal(rng), nextNormal(rng)];
    const timeUs = value.map((_, i) => i * SECOND_US);
    const series = { timeUs, value, side: new Int8Array(7_200), y, yLong: y, yShort: y, past: y };
    const { low, high, n } = gradedFigures(series, SECOND_US, rng).icir!;
    expect(n).toBe(12);
    if (low! <= 0 && high! >= 0) held++;
  }
  // 0.95 less three standard errors.
  expect(held / SEEDS).toBeGreaterThan(0.89);
});
