// The latency's field: what is filled in reads back, whatever it replaces, and nothing around it is touched.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LATENCY_PENDING, LATENCY_WIDTH, fillLatency } from '../../../src/store/ndjson/latency-field.js';

function filled(...values: number[]): string {
  const bytes = Buffer.from(`[${LATENCY_PENDING}]`);
  for (const us of values) fillLatency(bytes, bytes.length - 1, us);
  return bytes.toString('latin1');
}

test.each([
  [0, '[     0.000]'],
  [7, '[     0.007]'],
  [41, '[     0.041]'],
  [1_234, '[     1.234]'],
  [999_999_999, '[999999.999]'],
  [1_000_000_000, '[      null]'],
])('%i µs is %s', (us, text) => {
  expect(filled(us)).toBe(text);
});

test('any latency is a number of three decimals in a field of one width', () => {
  const latency = fc.nat(999_999_999);
  fc.assert(
    fc.property(latency, latency, (before, us) => {
      const text = filled(before, us);
      expect(text).toHaveLength(LATENCY_WIDTH + 2);
      expect(JSON.parse(text)).toEqual([us / 1000]);
      expect(text).toMatch(/\.\d{3}\]$/);
    }),
  );
});
