// Times of signals: every form to the microsecond, and what is none.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TimeForm, readTime, timeFormOf } from '../../../src/store/signals/signal-time.js';

const US = 1_723_161_255_088_169;

test.each<[string, TimeForm, number]>([
  ['2024-08-08T23:54:15.088169Z', 'ISO 8601', US],
  ['2024-08-08 23:54:15.088169+00:00', 'ISO 8601', US],
  ['2024-08-09T07:54:15.088169+0800', 'ISO 8601', US],
  ['2024-08-09T07:54:15.088169+08', 'ISO 8601', US],
  ['2024-08-08T23:54:15.088169999Z', 'ISO 8601', US],
  ['2024-08-08 23:54:15,088 UTC', 'ISO 8601', US - 169],
  ['2024-08-08T23:54Z', 'ISO 8601', US - 15_088_169],
  ['1723161255', 's', US - 88_169],
  ['1723161255.088169', 's', US],
  ['1723161255088', 'ms', US - 169],
  ['1723161255088.169', 'ms', US],
  ['1723161255088169', 'µs', US],
  ['1723161255088169.9', 'µs', US],
  ['1723161255088169999', 'ns', US],
  ['1.723161255088e12', 'ms', US - 169],
])('%s is in %s', (text, form, us) => {
  expect(timeFormOf(text)).toBe(form);
  expect(readTime(text, form)).toEqual({ ok: true, us });
});

test.each<[string, TimeForm, RegExp]>([
  ['', 'ms', /^no time$/],
  ['yesterday', 'ms', /^not a time/],
  ['12', 'ms', /^not a time/],
  ['-1723161255088', 'ms', /^not a time/],
  ['1723161255', 'ms', /a time in s in a file of times in ms/],
  ['2024-08-08T23:54:15Z', 'ms', /a time in ISO 8601 in a file of times in ms/],
  ['2024-08-08T23:54:15', 'ISO 8601', /without a zone/],
  ['2024-08-08', 'ISO 8601', /a day without/],
  ['2024-02-30T00:00:00Z', 'ISO 8601', /no such date/],
  ['2024-08-08T25:00:00Z', 'ISO 8601', /no such date/],
])('%j in a file of %s: %s', (text, form, reason) => {
  const read = readTime(text, form);
  expect(read.ok).toBe(false);
  expect(read.ok ? '' : read.reason).toMatch(reason);
});

describe('any instant of these decades', () => {
  test('is the same in every form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000_000_000, max: 4_000_000_000_000_000 }), (us) => {
        const digits = String(us);
        const iso = `${new Date(Math.floor(us / 1_000)).toISOString().slice(0, -1)}${digits.slice(-3)}Z`;
        const forms: [string, TimeForm][] = [
          [`${digits.slice(0, -6)}.${digits.slice(-6)}`, 's'],
          [`${digits.slice(0, -3)}.${digits.slice(-3)}`, 'ms'],
          [digits, 'µs'],
          [`${digits}123`, 'ns'],
          [iso, 'ISO 8601'],
        ];
        for (const [text, form] of forms) expect(readTime(text, form)).toEqual({ ok: true, us });
      }),
    );
  });
});
