// Position sizes: published figures and the edges of their range.

import { expect, test } from 'vitest';
import { cautiousKelly, kellyLeverage, kellyShare, volatilityLeverage } from '../../../src/core/analysis/sizing.js';

test('Kelly: an even bet won 55 % of the time, and one that pays too little', () => {
  expect(kellyShare(0.55, 1)).toBeCloseTo(0.1, 12);
  expect(kellyShare(0.55, 0.8)).toBeCloseTo(-0.0125, 12);
  expect(kellyShare(0.5, 0)).toBeNull();
});

test('continuous Kelly is μ/σ²', () => {
  expect(kellyLeverage(0.0005, 0.01)).toBeCloseTo(5, 12);
  expect(kellyLeverage(0.0005, 0)).toBeNull();
});

test('cautious: a quarter, and nothing on an edge that may be none', () => {
  expect(cautiousKelly(0.55, 1)).toBeCloseTo(0.025, 12);
  expect(cautiousKelly(0.49, 1)).toBe(0);
  expect(cautiousKelly(0.6, 0)).toBeNull();
});

test('leverage for 20 % a year of hourly moves of 0.4 %', () => {
  expect(volatilityLeverage(0.2, { sd: 0.004, periods: 8760 })).toBeCloseTo(0.534217, 6);
  expect(volatilityLeverage(0.2, { sd: 0, periods: 8760 })).toBeNull();
});
