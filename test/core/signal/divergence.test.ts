// Divergence: the three kinds, their edges and strengths, and that no two hold at once.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DivergenceConfig,
  type DivergenceInput,
  divergenceKind,
  divergenceStrength,
} from '../../../src/core/signal/divergence.js';

const CONFIG: DivergenceConfig = { ofiZ: 1, cvdZ: 0.5, conflictOfiZ: 2, conflictCvdZ: 1 };

const input = (trendBp: number | null, ofiZ: number | null, cvdZ: number | null): DivergenceInput => ({
  trendBp,
  ofiZ,
  cvdZ,
});

describe('named facts', () => {
  test.each([
    ['price falls, flow buys', -4, 1.5, 1, 'bullish', (4 * 2.5) / 100],
    ['price rises, flow sells', 4, -1.5, -1, 'bearish', (4 * 2.5) / 100],
    ['book buys, takers sell', 4, 2.5, -1.5, 'inconsistent', 4],
    ['book sells, takers buy', -4, -2.5, 1.5, 'inconsistent', 4],
    ['price and flow agree', 4, 1.5, 1, 'none', null],
    ['no trend', 0, 1.5, 1, 'none', null],
    ['OFI at its limit', -4, 1, 1, 'none', null],
    ['CVD at its limit', -4, 1.5, 0.5, 'none', null],
    ['a conflict at its OFI limit', 4, 2, -1.5, 'none', null],
    ['a conflict at its CVD limit', 4, 2.5, -1, 'none', null],
  ] as const)('%s', (_, trendBp, ofiZ, cvdZ, kind, strength) => {
    const reading = input(trendBp, ofiZ, cvdZ);
    expect(divergenceKind(CONFIG, reading)).toBe(kind);
    expect(divergenceStrength(kind, reading)).toBe(strength);
  });

  test('a missing z: nothing can be said', () => {
    for (const reading of [input(-4, null, 1), input(-4, 1.5, null)]) {
      expect(divergenceKind(CONFIG, reading)).toBeNull();
      expect(divergenceStrength(null, reading)).toBeNull();
    }
  });

  test('a missing trend: null only where it could tell', () => {
    expect(divergenceKind(CONFIG, input(null, 1.5, 1))).toBeNull();
    expect(divergenceKind(CONFIG, input(null, -1.5, -1))).toBeNull();
    expect(divergenceKind(CONFIG, input(null, 0.2, 0.1))).toBe('none');
    expect(divergenceKind(CONFIG, input(null, 2.5, -1.5))).toBe('inconsistent');
  });
});

/** The three conditions as the original states them, one by one. */
function holding(config: DivergenceConfig, { trendBp, ofiZ, cvdZ }: { trendBp: number; ofiZ: number; cvdZ: number }) {
  return [
    trendBp < 0 && ofiZ > config.ofiZ && cvdZ > config.cvdZ ? 'bullish' : null,
    trendBp > 0 && ofiZ < -config.ofiZ && cvdZ < -config.cvdZ ? 'bearish' : null,
    Math.abs(ofiZ) > config.conflictOfiZ && Math.abs(cvdZ) > config.conflictCvdZ && Math.sign(ofiZ) !== Math.sign(cvdZ)
      ? 'inconsistent'
      : null,
  ].filter((kind) => kind !== null);
}

test('for any limits ≥ 0 at most one kind holds: bullish and bearish want equal signs, inconsistent opposite ones', () => {
  const limit = fc.double({ min: 0, max: 2, noNaN: true });
  const value = fc.oneof(fc.constantFrom(0, 1, -1, 0.5, 2), fc.double({ min: -5, max: 5, noNaN: true }));
  const anyConfig = fc.record({ ofiZ: limit, cvdZ: limit, conflictOfiZ: limit, conflictCvdZ: limit });
  const anyInput = fc.record({ trendBp: value, ofiZ: value, cvdZ: value });
  fc.assert(
    fc.property(anyConfig, anyInput, (config, reading) => {
      const kinds = holding(config, reading);
      expect(kinds.length).toBeLessThanOrEqual(1);
      expect(divergenceKind(config, reading)).toBe(kinds[0] ?? 'none');
    }),
  );
});
