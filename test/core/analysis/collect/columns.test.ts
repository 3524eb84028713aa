// Columns that thin themselves.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeColumns, initColumns, offerRow, rowOf } from '../../../../src/core/analysis/collect/columns.js';

const filled = (count: number, most: number) => {
  const columns = initColumns({ a: new Float64Array(0), b: new Int8Array(0) }, { a: 1, b: 2 }, most);
  for (let k = 0; k < count; k++) {
    const row = offerRow(columns);
    if (row < 0) continue;
    columns.at.a[row] = k;
    columns.at.b[2 * row] = k % 100;
    columns.at.b[2 * row + 1] = -(k % 100);
  }
  return columns;
};

test('every stride-th row is kept, the stride being a power of two', () => {
  fc.assert(
    fc.property(fc.nat(900), fc.integer({ min: 1, max: 130 }), (count, most) => {
      const columns = filled(count, most);
      const { a, b } = closeColumns(columns);
      const kept = Array.from({ length: Math.ceil(count / columns.stride) }, (_, k) => k * columns.stride);
      expect(kept.length).toBeLessThanOrEqual(most);
      expect([...a]).toEqual(kept);
      expect([...b]).toEqual(kept.flatMap((k) => [k % 100, -(k % 100) + 0]));
      expect(columns.seen).toBe(count);
      for (let k = 0; k < count; k++) expect(rowOf(columns, k)).toBe(kept.indexOf(k));
    }),
  );
});

test('the same offers give the same rows', () => expect(filled(777, 50)).toEqual(filled(777, 50)));
