// Kyle's lambda: the published regression, and how it turns with its inputs.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KyleState, clearKyle, initKyle, signedRoot, stepKyle } from '../../../src/core/flow/kyle-lambda.js';

const CHANGES = [1, -2, 0.5, 3, -1, 0, 2, -1.5];
const SIGNED = [10, -15, 2, 22, -12, 3, 14, -8];

function run(pairs: readonly (readonly [number, number])[], window: number): KyleState {
  const state = initKyle(window);
  for (const [change, signed] of pairs) stepKyle(state, change, signed);
  return state;
}

describe('named facts', () => {
  test('published: α, λ, R², λ without intercept, λ of the signed root', () => {
    const { fit, rootFit } = run(CHANGES.map((change, i) => [change, SIGNED[i]!]), 8); // prettier-ignore
    expect(fit.intercept).toBeCloseTo(-0.0096314908, 10);
    expect(fit.slope).toBeCloseTo(0.1298157454, 10);
    expect(fit.r2).toBeCloseTo(0.9581638350482572, 14);
    expect(fit.slopeAtOrigin).toBeCloseTo(0.12969004893964112, 15);
    expect(rootFit.slopeAtOrigin).toBeCloseTo(0.47530994754703454, 15);
  });

  test('nothing before the window is full, nor after a break', () => {
    const state = run([[1, 2], [2, 3]], 3); // prettier-ignore
    expect(state.fit.slope).toBeNull();
    stepKyle(state, 9, 9);
    expect(state.fit.slope).not.toBeNull();
    clearKyle(state);
    expect(state.fit).toEqual({ intercept: null, slope: null, r2: null, slopeAtOrigin: null });
    expect(state.rootFit.slopeAtOrigin).toBeNull();
  });

  test('signed root', () => {
    expect([signedRoot(9), signedRoot(-16), signedRoot(0)]).toEqual([3, -4, 0]);
  });
});

const pair = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -90, max: 90 }));
const pairs = fc.array(pair, { minLength: 4, maxLength: 30 });

describe('properties', () => {
  test('mirrored market: the same λ, the opposite α', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const one = run(list, 4).fit;
        const other = run(list.map(([change, signed]) => [-change, -signed]), 4).fit; // prettier-ignore
        expect([other.slope, other.r2, other.slopeAtOrigin]).toEqual([one.slope, one.r2, one.slopeAtOrigin]);
        if (one.intercept !== null) expect(other.intercept! + one.intercept).toBe(0);
      }),
    );
  });

  test('prices twice as high: λ twice as high; sizes four times as large: λ a quarter, of the root a half', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const one = run(list, 4);
        const prices = run(list.map(([change, signed]) => [2 * change, signed]), 4); // prettier-ignore
        const sizes = run(list.map(([change, signed]) => [change, 4 * signed]), 4); // prettier-ignore
        if (one.fit.slope === null || one.rootFit.slopeAtOrigin === null) return;
        expect(prices.fit.slope).toBe(2 * one.fit.slope);
        expect(sizes.fit.slope).toBe(one.fit.slope / 4);
        expect(sizes.rootFit.slopeAtOrigin).toBe(one.rootFit.slopeAtOrigin / 2);
      }),
    );
  });

  test('a checkpoint in the middle equals the uninterrupted run', () => {
    fc.assert(
      fc.property(pairs, fc.nat(30), (list, cut) => {
        let state = initKyle(4);
        list.forEach(([change, signed], i) => {
          if (i === cut) state = structuredClone(state);
          stepKyle(state, change, signed);
        });
        expect(state).toEqual(run(list, 4));
      }),
    );
  });
});
