// Which samples count.

import { expect, test } from 'vitest';
import { initDecisionRing, pushDecisionRing } from '../../../../src/core/analysis/collect/decision-ring.js';
import { type EntryRule, breakZones, initZones, markZones } from '../../../../src/core/analysis/collect/zones.js';

/** Marks of one signal at horizons of 10 and 30 for sides at times. */
function marks(list: readonly (readonly [timeUs: number, side: number])[], rule: EntryRule = 'edge') {
  const zones = initZones({ rule, origins: ['given'], horizonsUs: [10, 30], primary: 0 });
  const ring = initDecisionRing(1, 2);
  return list.map(([timeUs, side]) => {
    if (Number.isNaN(side)) return breakZones(zones);
    const slot = pushDecisionRing(ring, timeUs);
    ring.sides[slot] = side;
    markZones(zones, ring, slot);
    return [ring.entered[slot] !== 0, ring.onset[slot], ring.spaced[slot]];
  });
}

test('refractory times are of each horizon by itself', () => {
  expect(marks([[0, 1], [5, 0], [10, 1], [11, 1], [20, 0], [30, 1]])).toEqual([
    [true, 0b11, 0b11],
    [false, 0, 0],
    [true, 0b01, 0b01],
    [false, 0, 0],
    [false, 0, 0],
    [true, 0b11, 0b11],
  ]); // prettier-ignore
});

test('a long stay in the zone is one onset, and one spaced sample a horizon', () => {
  const found = marks([
    [0, 1],
    [10, 1],
    [20, 1],
    [30, 1],
  ]);
  expect(found.map((mark) => mark?.[1])).toEqual([0b11, 0, 0, 0]);
  expect(found.map((mark) => mark?.[2])).toEqual([0b11, 0b01, 0b01, 0b11]);
});

test('a flip enters; a break begins anew; single events enter one by one', () => {
  expect(
    marks([
      [0, 1],
      [1, -1],
    ]).map((mark) => mark?.[0]),
  ).toEqual([true, true]);
  expect(
    marks([
      [0, 1],
      [1, NaN],
      [2, 1],
    ])[2],
  ).toEqual([true, 0b11, 0b11]);
  expect(
    marks(
      [
        [0, 1],
        [10, 1],
      ],
      'each',
    )[1],
  ).toEqual([true, 0b01, 0b01]);
});
