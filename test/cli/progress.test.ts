// The progress line as text.

import { expect, test } from 'vitest';
import { amountText, progressLine, remainingText } from '../../src/cli/progress.js';

test.each([
  [512, 'bytes', '512 B'],
  [1_234_567, 'bytes', '1.2 MB'],
  [3_100_000_000, 'bytes', '3.1 GB'],
  [1_500, 'rows', '1.5 k rows'],
])('%d %s', (amount, unit, text) => {
  expect(amountText(amount, unit)).toBe(text);
});

test.each([
  [4.6, '5s'],
  [200, '3m20s'],
  [7500, '2h05m'],
])('%d seconds left', (seconds, text) => {
  expect(remainingText(seconds)).toBe(text);
});

test('percent, rate and time left', () => {
  const line = progressLine({ label: 'replaying', total: 1e9, unit: 'bytes', done: 5e8, elapsedMs: 5000 });
  expect(line).toMatch(/^replaying █{12}░{12} {2}50 % {2}100\.0 MB\/s {2}5s left$/);
});

test('without a total: amount and rate; without time: no estimate', () => {
  expect(progressLine({ label: 'reading', total: null, unit: 'rows', done: 2000, elapsedMs: 1000 })).toBe(
    'reading  2.0 k rows  2.0 k rows/s',
  );
  expect(progressLine({ label: 'x', total: 10, unit: 'rows', done: 0, elapsedMs: 0 })).not.toContain('left');
});
