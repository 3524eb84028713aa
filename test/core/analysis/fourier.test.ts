// The transform against its definition, and circular correlations against plain sums.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circularCorrelation, transform } from '../../../src/core/analysis/fourier.js';
import { normals } from './data-set-v1.js';

test('definition: X(k) = Σ x(j)·exp(−2πi·jk/n)', () => {
  for (const n of [1, 2, 8, 64]) {
    const [re, im] = [normals(1, n), normals(2, n)];
    const x = { re: re.slice(), im: im.slice() };
    transform(x);
    for (let k = 0; k < n; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let j = 0; j < n; j++) {
        const [c, s] = [Math.cos((2 * Math.PI * j * k) / n), -Math.sin((2 * Math.PI * j * k) / n)];
        sumRe += re[j]! * c - im[j]! * s;
        sumIm += re[j]! * s + im[j]! * c;
      }
      expect(x.re[k]).toBeCloseTo(sumRe, 10);
      expect(x.im[k]).toBeCloseTo(sumIm, 10);
    }
  }
});

test('a length that is no power of two is refused', () => {
  expect(() => transform({ re: new Float64Array(6), im: new Float64Array(6) })).toThrow(RangeError);
  expect(() => transform({ re: new Float64Array(4), im: new Float64Array(8) })).toThrow(RangeError);
  expect(() => circularCorrelation([1], [1, 2])).toThrow(RangeError);
});

test('circular correlation of whole numbers of any length is exact once rounded', () => {
  const pair = fc.integer({ min: 0, max: 70 }).chain((n) => {
    const series = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: n, maxLength: n });
    return fc.tuple(series, series);
  });
  fc.assert(
    fc.property(pair, ([a, b]) => {
      const n = a.length;
      const plain = a.map((_, k) => a.reduce((sum, value, i) => sum + value * b[(i + k) % n]!, 0));
      const fast = circularCorrelation(a, b);
      expect([...fast.map(Math.round)].map((value) => value + 0)).toEqual(plain.map((value) => value + 0));
      fast.forEach((value, k) => expect(Math.abs(value - plain[k]!)).toBeLessThan(1e-10));
    }),
  );
});

test('a hundred thousand signs: counts are whole to within 1e-6', () => {
  const signs = normals(3, 100_003).map(Math.sign);
  const counts = circularCorrelation(signs, signs);
  expect(counts[0]).toBeCloseTo(100_003, 6);
  let worst = 0;
  for (const count of counts) worst = Math.max(worst, Math.abs(count - Math.round(count)));
  expect(worst).toBeLessThan(1e-6);
});
