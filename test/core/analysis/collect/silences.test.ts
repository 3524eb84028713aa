// Stale times.

import { expect, test } from 'vitest';
import { addSilence, initSilences, isStale } from '../../../../src/core/analysis/collect/silences.js';

test('a state is stale from staleUs after the last frame until the next one', () => {
  const silences = initSilences(10, 1_000);
  expect(addSilence(silences, 100, 110)).toBe(false);
  expect(addSilence(silences, 200, 230)).toBe(true);
  expect([isStale(silences, 190, 210), isStale(silences, 190, 211)]).toEqual([false, true]);
  expect([isStale(silences, 229, 300), isStale(silences, 230, 300)]).toEqual([true, false]);
  expect([silences.count, silences.totalUs]).toEqual([1, 20]);
});

test('what nobody can ask for is forgotten', () => {
  const silences = initSilences(10, 100);
  for (let k = 0; k < 1_000; k++) addSilence(silences, k * 100, k * 100 + 50);
  expect(silences.fromUs.length).toBeLessThan(4);
  expect(silences.count).toBe(1_000);
  expect(isStale(silences, 99_905, 99_915)).toBe(true);
});
