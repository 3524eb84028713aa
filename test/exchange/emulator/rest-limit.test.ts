// The budget of request weight: minutes, 429, bans that grow.

import { expect, test } from 'vitest';
import { initBudget, spend } from '../../../src/exchange/emulator/rest-limit.js';

const MINUTE = 60_000;

test('weight up to the limit is served, beyond it refused until the minute ends', () => {
  const budget = initBudget(40);
  expect(spend(budget, 20, 10_000)).toEqual({ kind: 'served' });
  expect(spend(budget, 20, 20_000)).toEqual({ kind: 'served' });
  expect(spend(budget, 1, 30_500)).toEqual({ kind: 'limited', retryAfterS: 30 });
  expect(spend(budget, 40, MINUTE)).toEqual({ kind: 'served' });
});

test('who goes on is banned, and for longer each time', () => {
  const budget = initBudget(10);
  const goOn = (fromMs: number) => {
    let last = spend(budget, 10, fromMs);
    for (let i = 0; i < 11; i++) last = spend(budget, 10, fromMs + i);
    return last;
  };
  expect(goOn(0)).toMatchObject({ kind: 'banned', retryAfterS: 120 });
  expect(spend(budget, 1, 2 * MINUTE - 1)).toMatchObject({ kind: 'banned' });
  expect(spend(budget, 1, 2 * MINUTE + 1_000)).toEqual({ kind: 'served' });
  expect(goOn(10 * MINUTE)).toMatchObject({ kind: 'banned', retryAfterS: 480 });
});
