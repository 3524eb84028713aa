// JSON whose numbers a double cannot hold as written.

import { describe, expect, test } from 'vitest';
import { parseExactly } from '../../../src/exchange/binance/exact-json.js';

describe('kept as written', () => {
  test.each([
    '{"a":1723161255088,"b":-5,"c":0,"d":"9007199254740990.9"}',
    '[12e-1,1767225600000.000,0.30000000000000004,5e-7,100000000000000000000]',
    '{"text":"a\\":1.00000000000000000001,","deep":[[["0.1",1.25]]]}',
    '"-0.0"',
  ])('%s', (text) => {
    expect(parseExactly(text)).toEqual(JSON.parse(text));
  });
});

test.each([
  ['a fraction that would round to an integer', '9007199254740990.9'],
  ['a one with a tail', '1.00000000000000000001'],
  ['a number too small for a double', '1e-400'],
  ['an integer beyond the exact ones', '12345678901234567891'],
  ['a zero with a sign', '-0'],
  ['a zero with a sign and more', '-0.0e5'],
])('%s is no number that fits anywhere', (_, number) => {
  expect(parseExactly(`{"a":${number},"b":["x",${number}],"c":1}`)).toEqual({ a: 1e300, b: ['x', 1e300], c: 1 });
});

test('what is no JSON is undefined, not repaired', () => {
  for (const text of ['', '{"a":1', '{"a":000000000000000000000001.5}', '{"a":1.00000000000000000001,}', 'NaN']) {
    expect(parseExactly(text)).toBeUndefined();
  }
});
