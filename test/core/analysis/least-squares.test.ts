// Multiple regression against the simple one and by its own equations.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { leastSquares } from '../../../src/core/analysis/least-squares.js';
import { regress } from '../../../src/core/analysis/regression.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('with one regressor it is the simple regression', () => {
  const { x, y } = plantedSeries();
  const fit = leastSquares([x, new Float64Array(x.length).fill(1)], y)!;
  const simple = regress(x, y)!;
  expectRelative(fit.coefficients[0], simple.beta);
  expectRelative(fit.coefficients[1], simple.alpha);
  expectRelative(fit.errors[0], simple.seBeta);
  expectRelative(fit.errors[1], simple.seAlpha);
});

test('dependent columns and too few rows have no answer', () => {
  expect(
    leastSquares(
      [
        [1, 2, 3, 4],
        [2, 4, 6, 8],
      ],
      [1, 0, 1, 0],
    ),
  ).toBeNull();
  expect(leastSquares([[0, 0, 0]], [1, 2, 3])).toBeNull();
  expect(leastSquares([[1], [2]], [1])).toBeNull();
  expect(() => leastSquares([[1]], [1, 2])).toThrow(RangeError);
});

test('residuals are orthogonal to every column', () => {
  const row = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 8, maxLength: 20 }), (rows) => {
      const columns = [0, 1, 2].map((k) => rows.map((values) => Math.fround(values[k]!)));
      const y = rows.map((values) => values[3]!);
      const fit = leastSquares(columns, y);
      fc.pre(fit !== null && fit.errors.every((error) => error < 1e6));
      const residuals = y.map(
        (value, i) => value - columns.reduce((sum, c, k) => sum + c[i]! * fit.coefficients[k]!, 0),
      );
      for (const column of columns) {
        expect(column.reduce((sum, value, i) => sum + value * residuals[i]!, 0)).toBeCloseTo(0, 5);
      }
    }),
  );
});
