// Receive times: every unit, cut not rounded, and never through a binary fraction.

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { readReceiveTime } from '../../../src/store/ndjson/receive-time.js';

function read(text: string): { us: number; next: number } {
  const out = { us: 0 };
  const next = readReceiveTime(Buffer.from(text), 0, out);
  return { us: out.us, next };
}

describe('units by count of digits', () => {
  test.each([
    ['1723161255030314667 {', 1723161255030314, 19],
    ['1723161255030314 {', 1723161255030314, 16],
    ['1723161255030 {', 1723161255030000, 13],
    ['1723161255 {', 1723161255000000, 10],
    ['1723161255088.169,"latency_event_ms"', 1723161255088169, 17],
    ['1723161255088.169', 1723161255088169, 17],
    ['1723161255088.1,', 1723161255088100, 15],
    ['1723161255088.1699999,', 1723161255088169, 21],
    ['1617647797.5963788: {', 1617647797596378, 18],
    ['1617647797.77: {', 1617647797770000, 13],
    ['1617647797.000001: {', 1617647797000001, 17],
  ])('%s', (text, us, next) => {
    expect(read(text)).toEqual({ us, next });
    expect(read(`${text}${' '.repeat(30)}`)).toEqual({ us, next });
  });

  test.each([
    '',
    '{',
    '-1723161255088',
    '172316125508',
    '17231612550881.1',
    '1723161255088.',
    '.5',
    'abc',
    '12345678901234567890',
  ])('no time: "%s"', (text) => {
    expect(read(text).next).toBe(-1);
    expect(read(`${text}${' '.repeat(30)}`).next).toBe(-1);
  });
});

test('property: equals exact integer arithmetic for any unit and any number of decimals', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 1_000_000_000_000_000_000n, max: 9_007_199_254_740_991_000n }),
      fc.record({ whole: fc.constantFrom(10, 13, 16, 19), decimals: fc.integer({ min: 0, max: 9 }) }),
      fc.constantFrom('', ' {"stream":"a"}', ',"latency_event_ms":null'),
      (ns, { whole, decimals }, rest) => {
        const digits = ns.toString();
        const fraction = digits.slice(whole, whole + decimals);
        const text = digits.slice(0, whole) + (fraction === '' ? '' : `.${fraction}`);
        const exact = BigInt((digits.slice(0, whole) + fraction).padEnd(16, '0').slice(0, 16));
        const result = read(text + rest);
        expect(BigInt(result.us)).toBe(exact);
        expect(result.next).toBe(text.length);
      },
    ),
    { seed: 42, numRuns: 2000 },
  );
});
