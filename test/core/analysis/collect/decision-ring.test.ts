// The ring of decisions that are not settled.

import { expect, test } from 'vitest';
import {
  decisionSlot,
  initDecisionRing,
  isDecisionRingTight,
  pushDecisionRing,
  sideOf,
} from '../../../../src/core/analysis/collect/decision-ring.js';

test('what is held survives growth', () => {
  const ring = initDecisionRing(2, 3);
  for (let i = 0; i < 3000; i++) {
    const slot = pushDecisionRing(ring, i);
    ring.values[slot * 2 + 1] = i;
    ring.past[slot * 3 + 2] = -i;
    ring.onset[slot * 2] = i;
    if (i === 700) ring.first = 650;
  }
  expect(ring.timesUs.length).toBe(4096);
  for (let i = 650; i < 3000; i++) {
    const slot = decisionSlot(ring, i);
    expect([ring.timesUs[slot], ring.values[slot * 2 + 1], ring.past[slot * 3 + 2], ring.onset[slot * 2]]).toEqual([
      i,
      i,
      -i,
      i,
    ]);
  }
});

test('settled decisions make room', () => {
  const ring = initDecisionRing(1, 1);
  for (let i = 0; i < 5000; i++) {
    pushDecisionRing(ring, i);
    ring.first = Math.max(0, i - 10);
  }
  expect(ring.timesUs.length).toBe(1024);
  expect(isDecisionRingTight(ring)).toBe(false);
});

test('sideOf reads the masks of both sides', () => {
  const ring = initDecisionRing(2, 3);
  ring.long[1] = 0b100;
  ring.short[1] = 0b001;
  expect([1, 2, 4].map((bit) => sideOf(ring, 1, bit))).toEqual([-1, 0, 1]);
});
