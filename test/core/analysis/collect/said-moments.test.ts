// Moments from elsewhere in their turn: each once, at its instant, and none of the rows says them again.

import { expect, test } from 'vitest';
import { initSaid, saidAt, saidBefore } from '../../../../src/core/analysis/collect/said-moments.js';

const moments = {
  timeUs: Float64Array.of(5, 10, 15, 20, 30),
  side: Int8Array.of(1, -1, 1, -1, 1),
  value: Float64Array.of(0.5, -2, 1, -1, 3),
};
const saying = () => ({ values: new Float64Array(2), sides: new Int8Array(2) });

test('before a time, one after another; earlier ones than the data are counted', () => {
  const state = initSaid(moments);
  const said = saying();
  const told: [number | null, number, number][] = [];
  for (;;) {
    const us = saidBefore(state, said, { timeUs: 20, fromUs: 8 });
    if (us === null) break;
    told.push([us, said.sides[1]!, said.values[1]!]);
  }
  expect(told).toEqual([
    [10, -1, -2],
    [15, 1, 1],
  ]);
  expect(state).toMatchObject({ early: 1, told: 2, next: 3 });
});

test('at a row of the same instant, else nothing is said', () => {
  const state = structuredClone(initSaid(moments));
  const said = saying();
  expect(saidAt(state, said, 4)).toBe(false);
  expect([...said.sides]).toEqual([0, 0]);
  expect(saidAt(state, said, 5)).toBe(true);
  expect([said.sides[1], said.values[1]]).toEqual([1, 0.5]);
  expect(saidAt(state, said, 5)).toBe(false);
  expect([said.sides[1], said.values[1]]).toEqual([0, 0]);
});

test('what other signals say stands', () => {
  const said = { values: Float64Array.of(7, 0), sides: Int8Array.of(-1, 0) };
  saidBefore(initSaid(moments), said, { timeUs: 6, fromUs: 0 });
  expect([said.values[0], said.sides[0]]).toEqual([7, -1]);
});
