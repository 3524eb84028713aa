// Kendall's τ-b against published values and against counting every pair.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kendallTauB } from '../../../src/core/analysis/kendall.js';
import { plantedSeries } from '../../support/planted-series.js';
import { expectRelative } from '../../support/relative.js';

test('published values', () => {
  const { x, y } = plantedSeries();
  expectRelative(kendallTauB(x, y), 0.13461414894300586);
  expectRelative(kendallTauB([1, 2, 2, 3, 5, 5, 5, 8], [2, 1, 3, 3, 6, 4, 7, 7]), 0.8006407690254358);
});

test('one side constant, or fewer than two pairs: null', () => {
  expect(kendallTauB([1, 1], [1, 2])).toBeNull();
  expect(kendallTauB([1], [1])).toBeNull();
  expect(kendallTauB([], [])).toBeNull();
});

test('the same as counting every pair', () => {
  const value = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 50 }), (pairs) => {
      let excess = 0;
      let untiedX = 0;
      let untiedY = 0;
      for (const [i, [a, b]] of pairs.entries()) {
        for (const [c, d] of pairs.slice(i + 1)) {
          excess += Math.sign(a - c) * Math.sign(b - d);
          untiedX += Number(a !== c);
          untiedY += Number(b !== d);
        }
      }
      const tau = kendallTauB(
        pairs.map(([a]) => a),
        pairs.map(([, b]) => b),
      );
      if (untiedX === 0 || untiedY === 0) expect(tau).toBeNull();
      else expect(tau).toBeCloseTo(excess / Math.sqrt(untiedX * untiedY), 12);
    }),
  );
});
