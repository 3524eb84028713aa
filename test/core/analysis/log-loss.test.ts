// Logarithmic loss against published values.

import { expect, test } from 'vitest';
import { classLogLoss, logLoss } from '../../../src/core/analysis/log-loss.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('planted series with p = 1/(1 + e^(−0.8x))', () => {
  const { x, up } = plantedSeries();
  const p = x.map((value) => 1 / (1 + Math.exp(-0.8 * value)));
  expectRelative(logLoss(p, up), 0.7030584493182244);
  const both = [...p].flatMap((value) => [1 - value, value]);
  expectRelative(classLogLoss(both, up, 2), 0.7030584493182244);
});

test('even odds cost ln 2; a certain mistake is finite; nothing has none', () => {
  expect(logLoss([0.5, 0.5], [0, 1])).toBeCloseTo(Math.LN2, 15);
  expect(logLoss([1], [0])).toBeCloseTo(34.54, 1);
  expect(logLoss([], [])).toBeNull();
  expect(classLogLoss([], [], 3)).toBeNull();
  expect(classLogLoss([0.25, 0.5, 0.25], [1], 3)).toBeCloseTo(Math.LN2, 15);
  expect(() => classLogLoss([0.5], [1], 2)).toThrow(RangeError);
});
