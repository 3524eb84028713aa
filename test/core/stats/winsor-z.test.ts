// Winsorised z: by hand, against the definition, and blind to what comes later.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearWinsorZ, initWinsorZ, stepWinsorZ } from '../../../src/core/stats/winsor-z.js';

const Z = { window: 5, baseline: 'exclude', ddof: 0, warmup: 5, epsilon: 1e-12 } as const;
const run = (xs: readonly number[], limit: number) => {
  const state = initWinsorZ({ z: Z, limit });
  return xs.map((x) => [stepWinsorZ(state, x), state.value] as const);
};

test('an outlier is pulled in to median ± k · 1.4826 · MAD of the samples before it', () => {
  const found = run([1, 2, 3, 4, 5, 1000, -1000, 3], 2);
  // Median 3, MAD 1; then 2 3 4 5 1000: median 4, MAD 1.
  expect(found.map(([, value]) => value)).toEqual([1, 2, 3, 4, 5, 3 + 2 * 1.4826, 4 - 2 * 1.4826, 3]);
  expect(found.slice(0, 5).map(([z]) => z)).toEqual([null, null, null, null, null]);
  expect(found[5]![0]).toBeCloseTo((2 * 1.4826) / Math.SQRT2, 12);
});

test('without limits to speak of it is the plain z; without spread there are none', () => {
  expect(run([0, 0, 0, 0, 0, 0, 9, 1, 2], 3).map(([, value]) => value)).toEqual([0, 0, 0, 0, 0, 0, 9, 1, 2]);
});

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

/** The definition, written down again. */
function plain(xs: readonly number[], limit: number): (number | null)[] {
  const pulled: number[] = [];
  return xs.map((x, i) => {
    const past = xs.slice(Math.max(0, i - Z.window), i);
    const centre = past.length === Z.window ? median(past) : 0;
    const width = past.length === Z.window ? limit * 1.4826 * median(past.map((p) => Math.abs(p - centre))) : 0;
    const value = width > 0 ? Math.min(Math.max(x, centre - width), centre + width) : x;
    const base = pulled.slice(-Z.window);
    pulled.push(value);
    if (base.length < Z.window) return null;
    const mean = base.reduce((a, b) => a + b, 0) / base.length;
    const sigma = Math.sqrt(base.reduce((sum, b) => sum + (b - mean) * (b - mean), 0) / base.length);
    return sigma <= 1e-9 ? null : (value - mean) / sigma;
  });
}

const anySamples = fc.array(fc.integer({ min: -30, max: 30 }), { maxLength: 60 });

describe('any samples', () => {
  test('as the definition says', () => {
    fc.assert(
      fc.property(anySamples, fc.constantFrom(0.5, 1, 3), (xs, limit) => {
        const expected = plain(xs, limit);
        run(xs, limit).forEach(([z], i) => {
          if (expected[i] === null) expect(z === null || Math.abs(z) < Infinity).toBe(true);
          else expect(z).toBeCloseTo(expected[i]!, 7);
        });
      }),
    );
  });

  test('opposite samples give exactly the opposite', () => {
    fc.assert(
      fc.property(anySamples, (xs) => {
        const [one, other] = [run(xs, 2), run(xs.map((x) => -x), 2)]; // prettier-ignore
        one.forEach(([z], i) => expect(other[i]![0]).toBeCloseTo(-(z ?? 0), 9));
      }),
    );
  });

  test('a checkpoint in the middle changes nothing', () => {
    fc.assert(
      fc.property(anySamples, fc.nat(60), (xs, cut) => {
        const state = initWinsorZ({ z: Z, limit: 2 });
        const found = xs.slice(0, cut).map((x) => stepWinsorZ(state, x));
        const second = structuredClone(state);
        found.push(...xs.slice(cut).map((x) => stepWinsorZ(second, x)));
        expect(found).toEqual(run(xs, 2).map(([z]) => z));
      }),
    );
  });
});

test('after a break all begins anew; what is no number is no sample', () => {
  const state = initWinsorZ({ z: Z, limit: 2 });
  [1, 2, 3, 4, 5].forEach((x) => stepWinsorZ(state, x));
  expect([stepWinsorZ(state, NaN), state.z.reason, state.raw.count]).toEqual([null, 'no_input', 5]);
  clearWinsorZ(state);
  expect([stepWinsorZ(state, 9), state.z.reason, state.value]).toEqual([null, 'warming', 9]);
  expect(() => initWinsorZ({ z: Z, limit: 0 })).toThrow(RangeError);
});
