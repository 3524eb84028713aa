// The volatility regime by the past only.

import { expect, test } from 'vitest';
import {
  UNKNOWN_VOLATILITY,
  VOLATILITY_SECONDS,
  breakVolatility,
  initVolatilityCode,
  stepVolatility,
} from '../../../../src/core/analysis/collect/volatility-code.js';
import { initRng, nextNormal } from '../../../../src/core/stats/rng.js';

test('calm, middle and wild times get their codes once enough has been seen', () => {
  const state = initVolatilityCode();
  const rng = initRng(3);
  const codes: number[] = [];
  let mid2 = 2e6;
  for (let second = 0; second < 9_000; second++) {
    const scale = second < 8_000 ? 10 + 20 * Math.floor((second % 3_000) / 1_000) : 200;
    stepVolatility(state, second, (mid2 += Math.round(scale * nextNormal(rng))));
    codes.push(state.code);
  }
  expect(codes.slice(0, 2 * VOLATILITY_SECONDS - 1).every((code) => code === UNKNOWN_VOLATILITY)).toBe(true);
  expect([codes[3_900], codes[5_900], codes[8_900]]).toEqual([0, 2, 2]);
  const share = (wanted: number) => codes.filter((code) => code === wanted).length / codes.length;
  expect([0, 1, 2].every((code) => share(code) > 0.15)).toBe(true);
});

test('returns are squared basis points of neighbouring seconds; a hole gives none', () => {
  const state = initVolatilityCode();
  expect(stepVolatility(state, 5, 2000)).toBeNull();
  expect(stepVolatility(state, 6, 2002)).toBeCloseTo((Math.log(1.001) * 1e4) ** 2, 8);
  expect(stepVolatility(state, 8, 2002)).toBeNull();
  expect(stepVolatility(state, 9, 2002)).toBe(0);
  breakVolatility(state);
  expect(stepVolatility(state, 10, 2002)).toBeNull();
});

test('a market so thin that it falls silent every minute has a regime all the same', () => {
  const codes = (silent: number) => {
    const state = initVolatilityCode();
    const rng = initRng(5);
    let mid2 = 2e6;
    return Array.from({ length: 6_000 }, (_, second) => {
      mid2 += Math.round(5 * nextNormal(rng) * (1 + (second % 3_000) / 300));
      if (second % 60 >= silent) stepVolatility(state, second, mid2);
      return state.code;
    });
  };
  const [seen, thin] = [codes(0), codes(12)];
  const share = (of: number[]) => of.filter((code) => code === UNKNOWN_VOLATILITY).length / of.length;
  expect(share(thin)).toBeLessThan(0.13);
  expect(share(thin) - share(seen)).toBeLessThan(0.03);
  expect(thin.filter((code, k) => code === seen[k]).length / thin.length).toBeGreaterThan(0.8);
});

test('a silence as long as the window begins it anew', () => {
  const state = initVolatilityCode();
  for (let second = 0; second < 1_000; second++) stepVolatility(state, second, 2e6 + (second % 7));
  expect(state.code).not.toBe(UNKNOWN_VOLATILITY);
  stepVolatility(state, 1_000 + VOLATILITY_SECONDS, 2e6);
  expect(state.code).toBe(UNKNOWN_VOLATILITY);
});

test('the code of a second does not change with what comes later', () => {
  const run = (seconds: number) => {
    const state = initVolatilityCode();
    const rng = initRng(4);
    let mid2 = 2e6;
    const codes: number[] = [];
    for (let k = 0; k < seconds; k++) {
      stepVolatility(state, k, (mid2 += Math.round(9 * nextNormal(rng) * (1 + (k % 900) / 300))));
      codes.push(state.code);
    }
    return codes;
  };
  expect(run(2_000)).toEqual(run(3_000).slice(0, 2_000));
});
