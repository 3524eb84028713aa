// Seeded random numbers against the published sequence.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initRng, nextExponential, nextInt, nextNormal, nextUniform } from '../../../src/core/stats/rng.js';

const take = (n: number, next: () => number): number[] => Array.from({ length: n }, next);

describe('published sequence', () => {
  test('seed 42: the first four uniforms, to the bit', () => {
    const state = initRng(42);
    expect(take(4, () => nextUniform(state))).toEqual([
      0.6011037519201636, 0.44829055899754167, 0.8524657934904099, 0.6697340414393693,
    ]);
  });

  test('seed 42: the first four normals', () => {
    const state = initRng(42);
    const expected = [-1.2848381576290195, 0.43278026787558976, -0.9453528099747296, -1.7128042818055647];
    for (const value of expected) expect(nextNormal(state)).toBeCloseTo(value, 14);
  });

  test('seed 7: AR(1) with φ 0.5, first three values and the sum of 500', () => {
    const state = initRng(7);
    let x = 0;
    const series = take(500, () => (x = 0.5 * x + nextNormal(state)));
    expect(series[0]).toBeCloseTo(0.14197043782155663, 13);
    expect(series[1]).toBeCloseTo(0.12922593365948964, 13);
    expect(series[2]).toBeCloseTo(-0.7996400580431913, 13);
    expect(series.reduce((a, b) => a + b, 0)).toBeCloseTo(-73.08670207482052, 9);
  });

  test('the bits of 100,000 normals are the same on every engine', () => {
    const state = initRng(2024);
    const words = new Uint32Array(Float64Array.from(take(100_000, () => nextNormal(state))).buffer);
    expect(words.reduce((hash, word) => Math.imul(hash ^ word, 16777619) >>> 0, 2166136261)).toBe(NORMAL_BITS);
  });
});

/** FNV-style hash of the words of 100,000 normals of seed 2024. */
const NORMAL_BITS = 3872722465;

describe('properties', () => {
  test('only the low 32 bits of a seed count, and different seeds differ', () => {
    expect(nextUniform(initRng(42 + 4294967296))).toBe(nextUniform(initRng(42)));
    expect(nextUniform(initRng(42))).not.toBe(nextUniform(initRng(43)));
  });

  test('integers and exponentials stay in range and have the right mean', () => {
    const state = initRng(9);
    const dice = take(60_000, () => nextInt(state, 6));
    expect(Math.min(...dice.slice(0, 1000))).toBe(0);
    expect(Math.max(...dice.slice(0, 1000))).toBe(5);
    expect(dice.reduce((a, b) => a + b, 0) / 60_000).toBeCloseTo(2.5, 1);
    const waits = take(60_000, () => nextExponential(state));
    expect(waits.every((w) => w >= 0 && Number.isFinite(w))).toBe(true);
    expect(waits.reduce((a, b) => a + b, 0) / 60_000).toBeCloseTo(1, 1);
  });

  test('a checkpoint in the middle, even between the two normals of a pair, goes on the same', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, before) => {
        const state = initRng(seed);
        take(before, () => nextNormal(state));
        const copy = structuredClone(state);
        expect(take(20, () => nextNormal(copy))).toEqual(take(20, () => nextNormal(state)));
      }),
    );
  });
});
