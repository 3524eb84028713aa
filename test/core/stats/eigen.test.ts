// Eigenvalues of symmetric matrices: known ones, and the definition on any.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { symmetricEigen } from '../../../src/core/stats/eigen.js';

test.each([
  [[5], 1, [5]],
  [[2, 0, 0, 3], 2, [3, 2]],
  [[2, 1, 1, 2], 2, [3, 1]],
  [[0, 0, 0, 0], 2, [0, 0]],
  [[2, -1, 0, -1, 2, -1, 0, -1, 2], 3, [2 + Math.SQRT2, 2, 2 - Math.SQRT2]],
])('%j', (matrix, n, values) => {
  const found = symmetricEigen(Float64Array.from(matrix), n).values;
  values.forEach((value, k) => expect(found[k]).toBeCloseTo(value, 12));
});

const N = 5;
const anySymmetric = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { minLength: N * N, maxLength: N * N })
  .map((all) => {
    const matrix = new Float64Array(N * N);
    all.forEach((value, at) => {
      const [i, j] = [Math.floor(at / N), at % N];
      if (i > j) return;
      matrix[i * N + j] = value;
      matrix[j * N + i] = value;
    });
    return matrix;
  });

test('any: A·v = λ·v, vectors of length 1 at right angles, values descending, the trace kept', () => {
  fc.assert(
    fc.property(anySymmetric, (matrix) => {
      const before = Float64Array.from(matrix);
      const { values, vectors } = symmetricEigen(matrix, N);
      expect(matrix).toEqual(before);
      const row = (k: number) => [...vectors.subarray(k * N, k * N + N)];
      for (let k = 0; k < N; k++) {
        if (k > 0) expect(values[k]).toBeLessThanOrEqual(values[k - 1]!);
        for (let i = 0; i < N; i++) {
          const image = row(k).reduce((sum, v, j) => sum + matrix[i * N + j]! * v, 0);
          expect(image).toBeCloseTo(values[k]! * row(k)[i]!, 7);
          const dot = row(k).reduce((sum, v, j) => sum + v * row(i)[j]!, 0);
          expect(dot).toBeCloseTo(i === k ? 1 : 0, 10);
        }
      }
      const trace = Array.from({ length: N }, (_, k) => matrix[k * N + k]!).reduce((a, b) => a + b, 0);
      expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(trace, 7);
    }),
  );
});

test('what is no matrix is refused', () => {
  expect(() => symmetricEigen(Float64Array.of(1, 2, 3), 2)).toThrow('no 2 × 2 matrix');
  expect(() => symmetricEigen(Float64Array.of(NaN), 1)).toThrow('not finite');
});
