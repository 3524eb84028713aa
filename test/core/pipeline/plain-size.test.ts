// The size of plain data: near enough to hold it within a bound.

import { expect, test } from 'vitest';
import { plainBytes } from '../../../src/core/pipeline/plain-size.js';

test.each([
  ['typed arrays count their bytes', new Float64Array(1_000), 8_000],
  ['lists of numbers eight bytes each', new Array(1_000).fill(1), 8_000],
  ['what lies inside counts', { a: { b: new Uint8Array(5_000) } }, 5_000],
  ['lists of objects', Array.from({ length: 10 }, () => ({ x: new Uint8Array(100) })), 1_000],
  ['maps and their keys', new Map([['k', new Uint8Array(500)]]), 500],
  ['texts', 'x'.repeat(400), 800],
])('%s', (_, value, bytes) => {
  expect(plainBytes(value)).toBeGreaterThanOrEqual(bytes);
  expect(plainBytes(value)).toBeLessThan(3 * bytes + 400);
});

test('what is held in two places counts once, as it is copied once', () => {
  const one = { history: new Uint8Array(10_000) };
  expect(plainBytes({ list: [one], byName: new Map([['a', one]]) })).toBeLessThan(12_000);
});

test('nothing is no bytes to speak of', () => {
  expect(plainBytes(null)).toBeLessThan(100);
  expect(plainBytes(new Set())).toBeLessThan(100);
});
