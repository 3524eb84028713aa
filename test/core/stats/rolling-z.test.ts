// Rolling z-score: the published vectors in all four variants, null rules, invariants.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initRng, nextNormal, nextUniform } from '../../../src/core/stats/rng.js';
import { type RollingZConfig, clearRollingZ, initRollingZ, stepRollingZ } from '../../../src/core/stats/rolling-z.js';

const BASE: RollingZConfig = { window: 5, baseline: 'exclude', ddof: 0, warmup: 5, epsilon: 1e-12 };
const X = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 5, 5, 5, 5, 5];
const _ = null;

const VECTORS: readonly [RollingZConfig['baseline'], 0 | 1, readonly (number | null)[]][] = [
  [
    'include',
    0,
    // prettier-ignore
    [_, _, _, _, 1.375, 1.685499656, -0.789753974, 0.48771311, -0.178174161, -0.816496581, 0.544331054, 0.204124145, 0.5, 0.5, _, _],
  ],
  [
    'include',
    1,
    // prettier-ignore
    [_, _, _, _, 1.229837388, 1.507556723, -0.706377429, 0.436223867, -0.159363815, -0.730296743, 0.486864496, 0.182574186, 0.447213595, 0.447213595, _, _],
  ],
  [
    'exclude',
    0,
    // prettier-ignore
    [_, _, _, _, _, 3.875, -0.674199862, 0.646162343, 0.139346603, -1.069044968, 0, 0.544331054, 0.204124145, 0.5, 0.5, _],
  ],
  [
    'exclude',
    1,
    // prettier-ignore
    [_, _, _, _, _, 3.465905365, -0.603022689, 0.577945169, 0.124635391, -0.956182887, 0, 0.486864496, 0.182574186, 0.447213595, 0.447213595, _],
  ],
];

function run(config: RollingZConfig, xs: readonly number[]): (number | null)[] {
  const state = initRollingZ(config);
  return xs.map((x) => stepRollingZ(state, x));
}

/** z from scratch: slices the window anew for each sample and counts it in two passes. */
function naive(config: RollingZConfig, xs: readonly number[]): (number | null)[] {
  return xs.map((x, i) => {
    const end = config.baseline === 'include' ? i + 1 : i;
    const window = xs.slice(Math.max(0, end - config.window), end);
    if (window.length < Math.max(config.warmup, config.ddof + 1)) return null;
    const origin = window[0]!;
    const shift = window.reduce((sum, v) => sum + (v - origin), 0) / window.length;
    const squares = window.reduce((sum, v) => sum + (v - origin - shift) * (v - origin - shift), 0);
    const sigma = Math.sqrt(squares / (window.length - config.ddof));
    return sigma <= config.epsilon * Math.max(1, Math.abs(origin + shift)) ? null : (x - origin - shift) / sigma;
  });
}

function expectSame(actual: readonly (number | null)[], expected: readonly (number | null)[], tolerance: number): void {
  expect(actual.map((z) => z === null)).toEqual(expected.map((z) => z === null));
  actual.forEach((z, i) => {
    if (z === null) return;
    const truth = expected[i]!;
    expect(Math.abs(z - truth)).toBeLessThan(tolerance * Math.max(1, Math.abs(truth)));
  });
}

describe('published vectors', () => {
  test.each(VECTORS)('%s, ddof %i', (baseline, ddof, expected) => {
    expectSame(run({ ...BASE, baseline, ddof }, X), expected, 1e-9);
  });

  test.each(VECTORS)('%s, ddof %i, at an offset of 1e9', (baseline, ddof, expected) => {
    const far = X.map((x) => 1e9 + x);
    expectSame(run({ ...BASE, baseline, ddof }, far).slice(0, 10), expected.slice(0, 10), 1e-9);
  });
});

describe('why there is no z', () => {
  test('warming counts the baseline: 0/3, 1/3, 2/3, then the first z', () => {
    const state = initRollingZ({ ...BASE, warmup: 3 });
    const seen = [4, 8, 6, 5].map((x) => [stepRollingZ(state, x), state.samples, state.wanted, state.reason]);
    expect(seen.slice(0, 3)).toEqual([
      [null, 0, 3, 'warming'],
      [null, 1, 3, 'warming'],
      [null, 2, 3, 'warming'],
    ]);
    expect(seen[3]![0]).toBeCloseTo(-1 / Math.sqrt(8 / 3), 14);
    expect(seen[3]![3]).toBeNull();
  });

  test('equal samples: std_zero, whatever x is', () => {
    const state = initRollingZ(BASE);
    for (let i = 0; i < 5; i++) stepRollingZ(state, 0.1);
    expect(stepRollingZ(state, 100)).toBeNull();
    expect(state.reason).toBe('std_zero');
    expect(stepRollingZ(state, 0.1)).not.toBeNull();
  });

  test('a deviation of a millionth of a millionth of the mean is no deviation', () => {
    expect(run(BASE, [1e9, 1e9, 1e9, 1e9, 1e9 + 1e-6, 1e9])[5]).toBeNull();
    expect(run({ ...BASE, epsilon: 0 }, [1e9, 1e9, 1e9, 1e9, 1e9 + 1e-6, 1e9])[5]).not.toBeNull();
  });

  test.each([NaN, Infinity, -Infinity, 1e300])('%d is not a sample: null, and the window stays', (bad) => {
    const state = initRollingZ(BASE);
    const clean = run(BASE, X);
    const dirty = X.map((x) => {
      expect(stepRollingZ(state, bad)).toBeNull();
      expect(state.reason).toBe('no_input');
      return stepRollingZ(state, x);
    });
    expect(dirty).toEqual(clean);
  });

  test('ddof 1 wants two samples even with a warm-up of 0', () => {
    expect(run({ ...BASE, ddof: 1, warmup: 0 }, [1, 2, 4])).toEqual([null, null, (4 - 1.5) / Math.sqrt(0.5)]);
  });

  test('clearing warms up again, and equals a fresh state', () => {
    const state = initRollingZ(BASE);
    for (const x of [9, 8, 1e6, 7, 6, 5, 4]) stepRollingZ(state, x);
    clearRollingZ(state);
    expect(X.map((x) => stepRollingZ(state, x))).toEqual(run(BASE, X));
  });

  test.each([
    { window: 0 },
    { window: 1, ddof: 1 as const, warmup: 1 },
    { window: 2.5 },
    { warmup: 6 },
    { warmup: -1 },
    { epsilon: -1 },
    { epsilon: NaN },
  ])('refused: %o', (part) => {
    expect(() => initRollingZ({ ...BASE, ...part })).toThrow(RangeError);
  });
});

const anyConfig = fc.record({
  window: fc.integer({ min: 2, max: 12 }),
  baseline: fc.constantFrom('exclude' as const, 'include' as const),
  ddof: fc.constantFrom(0 as const, 1 as const),
  warmup: fc.integer({ min: 0, max: 2 }),
  epsilon: fc.constant(1e-12),
});
const integers = fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 60 });

describe('properties', () => {
  test('any sequence of integers: equals the naive computation', () => {
    fc.assert(fc.property(anyConfig, integers, (config, xs) => expectSame(run(config, xs), naive(config, xs), 1e-9)));
  });

  test('2e5 steps with outliers of 1e6: within 1e-9 of the naive computation', () => {
    const config: RollingZConfig = { ...BASE, window: 300, warmup: 300 };
    const rng = initRng(12);
    const xs = Array.from(
      { length: 200_000 },
      () => nextNormal(rng) + (nextUniform(rng) < 0.002 ? 1e6 * (nextUniform(rng) - 0.5) : 0),
    );
    const z = run(config, xs);
    for (let i = 600; i < xs.length; i += 997) {
      const truth = naive(config, xs.slice(i - 300, i + 1)).at(-1)!;
      expect(Math.abs(z[i]! - truth)).toBeLessThan(1e-9 * Math.max(1, Math.abs(truth)));
    }
  });

  test('moving or stretching all samples changes no z; mirroring them mirrors it', () => {
    fc.assert(
      fc.property(anyConfig, integers, fc.integer({ min: -1e6, max: 1e6 }), (config, xs, shift) => {
        const plain = run(config, xs);
        const moved = xs.map((x) => x + shift);
        expectSame(run(config, moved), plain, 1e-9);
        const stretched = xs.map((x) => x * 37);
        expectSame(run(config, stretched), plain, 1e-9);
        const mirrored = run(
          config,
          xs.map((x) => -x),
        ).map((z) => (z === null ? null : -z));
        expectSame(mirrored, plain, 1e-9);
      }),
    );
  });

  test('include: |z| never passes √(W − 1) or (W − 1)/√W, and a lone shock reaches it', () => {
    for (const ddof of [0, 1] as const) {
      const config: RollingZConfig = { ...BASE, window: 300, warmup: 300, baseline: 'include', ddof };
      const bound = ddof === 0 ? Math.sqrt(299) : 299 / Math.sqrt(300);
      const rng = initRng(21);
      const xs = Array.from({ length: 3000 }, () => nextNormal(rng) * (nextUniform(rng) < 0.01 ? 1e5 : 1));
      for (const z of run(config, xs)) if (z !== null) expect(Math.abs(z)).toBeLessThanOrEqual(bound + 1e-9);
      const shock = run(config, [...Array.from({ length: 299 }, () => 0), 1]).at(-1)!;
      expect(shock).toBeCloseTo(bound, 9);
    }
  });

  test('samples older than the window do not matter', () => {
    fc.assert(
      fc.property(integers, integers, (one, two) => {
        const recent = [5, 3, 8, -2, 4, 4, 9, 1, 0, 7, 2];
        const a = run(BASE, [...one, ...recent]).slice(-6);
        const b = run(BASE, [...two, ...recent]).slice(-6);
        expectSame(a, b, 1e-9);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(anyConfig, integers, integers, (config, before, after) => {
        const state = initRollingZ(config);
        for (const x of before) stepRollingZ(state, x);
        const copy = structuredClone(state);
        const goOn = (s: typeof state) => after.map((x) => [stepRollingZ(s, x), s.reason, s.samples]);
        expect(goOn(copy)).toEqual(goOn(state));
      }),
    );
  });
});
