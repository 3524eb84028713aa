// What is let through to JSON.parse: every message there is, and nothing that would take gigabytes.

import { expect, test } from 'vitest';
import { parseExactly } from '../../../src/exchange/binance/exact-json.js';
import { MAX_JSON_CHARS, MAX_JSON_DEPTH, isTameJson } from '../../../src/core/market/json-bounds.js';

const long = 'x'.repeat(5_000);

test.each([
  ['a short text', '['.repeat(4_000), true],
  ['as deep as may be', `${'['.repeat(MAX_JSON_DEPTH)}"${long}"${']'.repeat(MAX_JSON_DEPTH)}`, true],
  ['deeper', `${'['.repeat(MAX_JSON_DEPTH + 1)}"${long}"`, false],
  ['brackets in a text', `{"a":"${'[{'.repeat(5_000)}","b":"\\"${'['.repeat(200_000)}"}`, true],
  ['many levels beside each other', `[${'["1","2"],'.repeat(2_000)}[]]`, true],
  ['too long', `"${'x'.repeat(MAX_JSON_CHARS)}"`, false],
])('%s: %#', (_, text, isTame) => {
  expect(isTameJson(text)).toBe(isTame);
});

test('forty megabytes of brackets are refused at once, within their own size', () => {
  const text = `{"a":${'['.repeat(40_000_000)}`;
  const before = process.memoryUsage().rss;
  const began = performance.now();
  expect(parseExactly(text)).toBeUndefined();
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
});
