// Numbers as people read them.

import { describe, expect, test } from 'vitest';
import {
  bytesText,
  countText,
  figureText,
  groupedText,
  msText,
  nsText,
  percentText,
  spanText,
} from '../../src/report/number-text.js';

describe('numbers for people', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1_000, '1,000'],
    [1_234_567, '1,234,567'],
    [-12_345, '-12,345'],
  ])('count %d is %s', (value, text) => expect(countText(value)).toBe(text));

  test('no negative zero', () => expect(groupedText(-0.001, 2)).toBe('0.00'));

  test.each([
    [0, '0'],
    [0.1234, '0.123'],
    [12.345, '12.35'],
    [123.45, '123.5'],
    [-1_272.6, '-1,273'],
  ])('figure %d is %s', (value, text) => expect(figureText(value)).toBe(text));

  test('µs as ms', () => expect(msText(-1_224_831)).toBe('-1,225'));

  test.each([
    [0, '0.00 %'],
    [0.00001, '< 0.01 %'],
    [0.0455, '4.55 %'],
    [0.317, '31.7 %'],
    [0.99999, '99.99 %'],
    [0.98999, '98.99 %'],
    [1, '100.00 %'],
  ])('share %d is %s', (share, text) => expect(percentText(share)).toBe(text));

  test.each([
    [0, '0 s'],
    [390_000, '390.0 ms'],
    [12_345_678, '12.3 s'],
    [59_990_000, '1 m 0 s'],
    [344_851_000, '5 m 45 s'],
    [123_120_000_000, '34 h 12 m'],
    [183_600_000_000, '2 d 3 h'],
    [-2_000_000, '-2.0 s'],
  ])('%d µs is %s', (us, text) => expect(spanText(us)).toBe(text));

  test.each([
    [640, '640 ns'],
    [12_400, '12.40 µs'],
    [20_000_000, '20.00 ms'],
  ])('%d ns is %s', (ns, text) => expect(nsText(ns)).toBe(text));

  test.each([
    [12, '12 B'],
    [446_600, '446.6 kB'],
    [3_640_000, '3.64 MB'],
    [13_200_000_000, '13.20 GB'],
  ])('%d bytes is %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
});
