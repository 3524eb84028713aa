// Planted markets: the published checks of their generators, and that the truth is where it was planted.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyMarket, fillPlantedMarket, plantedHitRate } from '../../../src/core/analysis/planted.js';
import { initRng } from '../../../src/core/stats/rng.js';
import { autoregressive, hits, normals, x, y } from './data-set-v1.js';

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

describe('published checks', () => {
  test('normals of seed 42', () => {
    const expected = [-1.2848381576290195, 0.43278026787558976, -0.9453528099747296, -1.7128042818055647];
    normals(42, 4).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 14));
  });

  test('AR(1) of seed 7, φ = 0.5: the first three and the sum of 500', () => {
    const series = autoregressive(7, 500, 0.5);
    const expected = [0.14197043782155663, 0.12922593365948964, -0.7996400580431913];
    expected.forEach((value, i) => expect(series[i]).toBeCloseTo(value, 13));
    expect(sum(series)).toBeCloseTo(-73.08670207482052, 9);
  });

  test('data set V1', () => {
    expect([x.length, x[0], y[0]]).toEqual([
      395,
      expect.closeTo(-1.1760288225214257, 12),
      expect.closeTo(0.47515474536749436, 12),
    ]);
    expect(sum(x)).toBeCloseTo(-8.145566747185441, 10);
    expect(sum(y)).toBeCloseTo(-30.512405117393985, 10);
    expect(sum(hits)).toBe(223);
  });

  test.each([
    [0.05, 0.5159],
    [0.1, 0.5319],
    [0.2, 0.5641],
    [0.3, 0.597],
    [0, 0.5],
    [1, 1],
  ])('a correlation of %f gives a hit rate of %f', (rho, rate) => {
    expect(plantedHitRate(rho)).toBeCloseTo(rate, 4);
  });
});

const STEPS = 40_000;
const make = (config: Parameters<typeof fillPlantedMarket>[1], seed: number): ReturnType<typeof emptyMarket> => {
  const market = emptyMarket(STEPS);
  fillPlantedMarket(market, config, initRng(seed));
  return market;
};

/** Correlation of a(i) with b(i + lag), both of mean 0 and variance 1. */
function correlation(a: Float64Array, b: Float64Array, lag: number): number {
  let total = 0;
  for (let i = 0; i + lag < a.length; i++) total += a[i]! * b[i + lag]!;
  return total / (a.length - lag);
}

const NOISE = 4.5 / Math.sqrt(STEPS);

describe('the truth of a market', () => {
  test.each([
    { rho: 0.2, phi: 0, contemporaneous: 0.5 },
    { rho: 0.1, phi: 0.9, contemporaneous: 0.5 },
    { rho: 0, phi: 0, contemporaneous: 0.5 },
    { rho: -0.3, phi: 0.5, contemporaneous: 0 },
  ])('%o', (config) => {
    const { signal, flow, returns } = make(config, 5);
    const { rho, phi, contemporaneous } = config;
    // A signal that remembers makes the estimates noisier by √((1 + φ)/(1 − φ)) at most.
    const noise = NOISE * Math.sqrt((1 + Math.abs(phi)) / (1 - Math.abs(phi)));
    expect(Math.abs(correlation(signal, signal, 0) - 1)).toBeLessThan(2 * noise);
    expect(Math.abs(correlation(returns, returns, 0) - 1)).toBeLessThan(2 * noise);
    expect(Math.abs(correlation(signal, returns, 1) - rho)).toBeLessThan(noise);
    expect(Math.abs(correlation(signal, signal, 1) - phi)).toBeLessThan(noise);
    expect(Math.abs(correlation(flow, returns, 0) - contemporaneous)).toBeLessThan(noise);
    // The next return knows of this flow only by way of the signal: c·ρ²·φ.
    expect(Math.abs(correlation(flow, returns, 1) - contemporaneous * rho * rho * phi)).toBeLessThan(noise);
  });

  test('the price is the sum of the returns', () => {
    const { returns, logPrice } = make({ rho: 0.1, phi: 0.2, contemporaneous: 0 }, 9);
    expect(logPrice[STEPS - 1]).toBeCloseTo(sum(returns), 9);
    expect(logPrice[0]).toBe(returns[0]);
  });

  test('the same seed gives the same market, a longer one begins with it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 50 }), (seed, steps) => {
        const config = { rho: 0.3, phi: 0.4, contemporaneous: 0.2 };
        const [short, long] = [emptyMarket(steps), emptyMarket(steps + 7)];
        fillPlantedMarket(short, config, initRng(seed));
        fillPlantedMarket(long, config, initRng(seed));
        expect(long.flow.subarray(0, steps)).toEqual(short.flow);
        expect(long.logPrice.subarray(0, steps)).toEqual(short.logPrice);
      }),
    );
  });

  test('impossible correlations are refused', () => {
    expect(() => make({ rho: 1.1, phi: 0, contemporaneous: 0 }, 1)).toThrow(RangeError);
    expect(() => make({ rho: 0, phi: 1, contemporaneous: 0 }, 1)).toThrow(RangeError);
  });
});
