// Amihud's illiquidity: the published value, bars without trades, the window.

import { expect, test } from 'vitest';
import { amihudOf, clearAmihud, initAmihud, stepAmihud } from '../../../src/core/flow/amihud.js';

test('published: four bars, 1.25e-9', () => {
  const state = initAmihud(4);
  const returns = [0.001, -0.002, 0.0005, 0.003];
  const notionals = [1_000_000, 2_000_000, 500_000, 1_500_000];
  returns.forEach((ret, i) => {
    expect(amihudOf(state)).toBeNull();
    stepAmihud(state, ret, notionals[i]!);
  });
  expect(amihudOf(state)! / 1.25e-9).toBeCloseTo(1, 12);
});

test('a bar without trades is no sample; old bars leave; a break forgets them all', () => {
  const state = initAmihud(2);
  for (const [ret, notional] of [[9, 1], [1, 1], [5, 0], [-3, 1]] as const) stepAmihud(state, ret, notional); // prettier-ignore
  expect(amihudOf(state)).toBe(2);
  const copy = structuredClone(state);
  [state, copy].forEach((one) => stepAmihud(one, 5, 2));
  expect([amihudOf(state), amihudOf(copy)]).toEqual([2.75, 2.75]);
  clearAmihud(state);
  expect(amihudOf(state)).toBeNull();
});
