// The test of directions against published values.

import { expect, test } from 'vitest';
import { dependentDirectionT, pesaranTimmermann } from '../../../src/core/analysis/pesaran-timmermann.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

const { x, y } = plantedSeries();

test('planted series', () => {
  const result = pesaranTimmermann(x, y)!;
  expectRelative(result.expected, 0.5003364845377344);
  expectRelative(result.hitRate, 0.5645569620253165);
  expectRelative(result.statistic, 2.559775843428997);
  // scipy 1.17.1: norm.sf(2.559775843428997).
  expectRelative(result.pGreater, 0.005236984844230026);
  expectRelative(result.pTwoSided, 2 * result.pGreater!);
});

test('overlap makes it less certain', () => {
  const t = dependentDirectionT(x, y, 4)!;
  // statsmodels 0.15.0: OLS of 1{y > 0} on 1{x > 0}, cov_type HAC, maxlags 4.
  expectRelative(t, 2.1344265597070433);
  expect(t).toBeLessThan(pesaranTimmermann(x, y)!.statistic!);
});

test('always saying "up" foretells nothing', () => {
  const always = pesaranTimmermann([1, 1, 1, 1], [1, 1, -1, 1])!;
  expect(always).toMatchObject({ hitRate: 0.75, expected: 0.75, statistic: null, pGreater: null, pTwoSided: null });
  expect(dependentDirectionT([1, 1, 1, 1], [1, 1, -1, 1], 1)).toBeNull();
  expect(dependentDirectionT([1, -1, 1, 1], [1, 1, 1, 1], 1)).toBeNull();
  expect(pesaranTimmermann([], [])).toBeNull();
});
