// Portable sine and cosine against the engine's.

import { describe, expect, test } from 'vitest';
import { initRng, nextUniform } from '../../../src/core/stats/rng.js';
import { cosTurn, sinTurn } from '../../../src/core/stats/turn.js';

describe('sine and cosine of a turn', () => {
  test('the quarters are exact', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => cosTurn(u) + 0)).toEqual([1, 0, -1, 0, 1]);
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => sinTurn(u) + 0)).toEqual([0, 1, 0, -1, 0]);
  });

  test('as near to the engine as its own rounding of 2πu allows, and on the unit circle', () => {
    const state = initRng(5);
    let apart = 0;
    let offCircle = 0;
    for (let i = 0; i < 20_000; i++) {
      const u = nextUniform(state);
      const [c, s] = [cosTurn(u), sinTurn(u)];
      apart = Math.max(apart, Math.abs(c - Math.cos(2 * Math.PI * u)), Math.abs(s - Math.sin(2 * Math.PI * u)));
      offCircle = Math.max(offCircle, Math.abs(c * c + s * s - 1));
    }
    expect(apart).toBeLessThan(1.2e-15);
    expect(offCircle).toBeLessThan(5e-16);
  });
});
