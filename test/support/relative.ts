// Comparison of computed numbers with published ones.

import { expect } from 'vitest';

/** Holds where |actual − expected| ≤ tolerance·|expected|, or ≤ tolerance where 0 is expected; null and NaN fail. */
export function expectRelative(actual: number | null | undefined, expected: number, tolerance = 1e-9): void {
  const scale = expected === 0 ? 1 : Math.abs(expected);
  const isNear = typeof actual === 'number' && Math.abs(actual - expected) <= tolerance * scale;
  expect(isNear, `${String(actual)} instead of ${expected}`).toBe(true);
}
