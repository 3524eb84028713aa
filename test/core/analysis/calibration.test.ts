// Calibration of probabilities against published values.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationOf } from '../../../src/core/analysis/calibration.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('planted series with p = 1/(1 + e^(−0.8x))', () => {
  const { x, up } = plantedSeries();
  const result = calibrationOf(
    x.map((value) => 1 / (1 + Math.exp(-0.8 * value))),
    up,
  )!;
  expectRelative(result.brier, 0.25097888356473486);
  expectRelative(result.ece, 0.10956643633470915);
  expect(result.bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(395);
  expectRelative(result.uncertainty, (187 / 395) * (208 / 395));
});

test('one forecast a bin: the three parts are the whole', () => {
  const result = calibrationOf([0.2, 0.2, 0.2, 0.2, 0.8, 0.8, 1, 1], [0, 0, 0, 1, 1, 0, 1, 1])!;
  expect(result.withinBins).toBeCloseTo(0, 14);
  expect(result.brier).toBeCloseTo(0.18, 14);
  expect(result.bins.map(({ n, observed }) => [n, observed])).toEqual([
    [4, 0.25],
    [2, 0.5],
    [2, 1],
  ]);
  expect(result.reliability).toBeCloseTo(0.5 * 0.0025 + 0.25 * 0.09, 14);
  expect(result.resolution).toBeCloseTo(0.5 * 0.0625 + 0.25 * 0.25, 14);
  expect(result.ece).toBeCloseTo(0.5 * 0.05 + 0.25 * 0.3, 14);
});

test('always the base rate: no resolution, no error; nothing: null; no probability: refused', () => {
  const result = calibrationOf([0.5, 0.5, 0.5, 0.5], [0, 1, 0, 1])!;
  expect([result.brier, result.reliability, result.resolution, result.ece]).toEqual([0.25, 0, 0, 0]);
  expect(calibrationOf([], [])).toBeNull();
  expect(() => calibrationOf([1.2], [1])).toThrow(RangeError);
  expect(() => calibrationOf([NaN], [1])).toThrow(RangeError);
});

test('the parts with their remainder add up, and each is within its range', () => {
  const cases = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 1 })), {
    minLength: 1,
    maxLength: 80,
  });
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 20 }), (values, binCount) => {
      const result = calibrationOf(
        values.map(([p]) => p),
        values.map(([, up]) => up),
        binCount,
      )!;
      const { brier, reliability, resolution, uncertainty, withinBins, ece } = result;
      expect(reliability - resolution + uncertainty + withinBins).toBeCloseTo(brier, 12);
      expect(resolution).toBeLessThanOrEqual(uncertainty + 1e-12);
      expect(ece * ece).toBeLessThanOrEqual(reliability + 1e-12);
    }),
  );
});
