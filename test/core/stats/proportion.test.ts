// Wilson interval against published values.

import { expect, test } from 'vitest';
import { wilsonInterval } from '../../../src/core/stats/proportion.js';

test.each([
  [55, 100, 0.45244602997442135, 0.6438546202048803],
  [223, 395, 0.5152717220070232, 0.6125986356804606],
  [600, 1000, 0.5693094295142662, 0.6299252187886226],
  [12, 18, 0.43749467295945105, 0.837212252491663],
])('%d of %d', (hits, n, low, high) => {
  const interval = wilsonInterval(hits, n)!;
  expect(interval.low).toBeCloseTo(low, 12);
  expect(interval.high).toBeCloseTo(high, 12);
});

test('one-sided 95 % bounds', () => {
  expect(wilsonInterval(55, 100, 1.6448536269514722)!.low).toBeCloseTo(0.46792669861613656, 12);
  expect(wilsonInterval(600, 1000, 1.6448536269514722)!.low).toBeCloseTo(0.5742811838942591, 12);
});

test('no trials: null; all or none: within 0..1; impossible counts are refused', () => {
  expect(wilsonInterval(0, 0)).toBeNull();
  expect(wilsonInterval(0, 10)!.low).toBe(0);
  expect(wilsonInterval(10, 10)!.high).toBe(1);
  expect(() => wilsonInterval(11, 10)).toThrow(RangeError);
  expect(() => wilsonInterval(-1, 10)).toThrow(RangeError);
});
