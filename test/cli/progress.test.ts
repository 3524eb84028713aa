// The progress line as text.

import { expect, test } from 'vitest';
import { amountText, progressLine, remainingText, startProgress } from '../../src/cli/progress.js';

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

test.each([
  [61, 'replaying ████████████░░░░░░░░░░░░  50 %  100.0 MB/s  5s left'],
  [60, 'replaying  50 %  100.0 MB/s  5s left'],
  [30, 'replaying  50 %  5s left'],
  [20, 'replaying  50 %'],
  [10, '50 %'],
  [3, ''],
])('in %d cells whole parts are left out', (cells, line) => {
  const state = { label: 'replaying', total: 1e9, unit: 'bytes', done: 5e8, elapsedMs: 5000 };
  expect(progressLine(state, cells)).toBe(line);
});

test('a terminal that becomes narrow is asked again at each draw, and keeps one cell', () => {
  const drawn: string[] = [];
  let columns = 80;
  let now = 0;
  const stream = { print: () => undefined, clear: () => undefined, draw: (line: string) => void drawn.push(line) };
  const place = { stream, visible: true, columns: () => columns, elapsedMs: () => (now += 1000) };
  const progress = startProgress({ label: 'replaying', total: 100, unit: 'rows' }, place);
  for (columns of [80, 37, 16, 15, 6]) progress.update(50);
  expect(drawn[0]).toContain('█');
  expect(drawn.map((line) => line.length)).toEqual(
    drawn.map((line, k) => Math.min(line.length, [80, 37, 16, 15, 6][k]! - 1)),
  );
  expect(drawn.slice(2)).toEqual(['replaying  50 %', '50 %', '50 %']);
});
