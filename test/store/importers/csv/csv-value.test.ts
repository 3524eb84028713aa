// Cells: what is taken, verbatim, and what is refused with file, line and column.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal } from '../../../../src/core/market/decimal.js';
import {
  type CsvPlace,
  decimalText,
  eitherOf,
  idText,
  msOf,
  symbolText,
  timeUs,
  truthValue,
} from '../../../../src/store/importers/csv/csv-value.js';

const place: CsvPlace = { path: 'x.csv', line: 7, columns: ['id', 'price'] };

describe('decimal numbers', () => {
  test.each(['0', '1', '42500.1', '0.00000001', '57.39300000', '9007199254740991.000'])('%s stays as it is', (text) =>
    expect(decimalText(place, 1, text)).toBe(text),
  );
  test.each([
    ['1e-7', '0.0000001'],
    ['1.5e-7', '0.00000015'],
    ['2.5E3', '2500'],
    ['1.2345e2', '123.45'],
    ['1e15', '1000000000000000'],
  ])('%s is written out as %s', (text, out) => expect(decimalText(place, 1, text)).toBe(out));
  test.each(['', ' 1', '-1', '+1', '1.', '.5', 'NaN', '1,5', '1e', '0x10'])('%j is refused', (text) => {
    expect(() => decimalText(place, 1, text)).toThrow(/^x\.csv:7: column 2 \(price\): /);
  });
  test.each(['1e308', '99999999999999999999999', '12345678901234567890', '1e21', '1e-16', '9007199254740992.5'])(
    '%s has more digits than can be counted: refused',
    (text) => {
      expect(() => decimalText(place, 1, text)).toThrow(/^x\.csv:7: column 2 \(price\): .* counted exactly/);
    },
  );
  test('writing an exponent out changes no digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -9, max: 9 }), (digits, exponent) => {
        const text = decimalText(place, 1, `${digits}e${exponent}`);
        expect(typeof parseDecimal(text)).toBe('object');
        expect(Number(text)).toBe(Number(`${digits}e${exponent}`));
      }),
    );
  });
});

test('ids, times, sides and truth', () => {
  expect(idText(place, 0, '3831603310013')).toBe('3831603310013');
  expect(idText(place, 0, '007')).toBe('7');
  expect(() => idText(place, 0, '9999999999999999')).toThrow('is not a whole number');
  expect([timeUs(place, 0, '1705276800005'), timeUs(place, 0, '1736899200037001')]).toEqual([
    1705276800005000, 1736899200037001,
  ]);
  expect(() => timeUs(place, 0, '1705276800')).toThrow('is not a time in milliseconds');
  expect([truthValue(place, 0, 'True'), truthValue(place, 0, 'false')]).toEqual([true, false]);
  expect(() => truthValue(place, 0, '1')).toThrow('"1" is not true or false');
  expect(eitherOf(place, 0, { text: 'bid', words: ['bid', 'ask'] })).toBe(true);
  expect(() => eitherOf(place, 0, { text: '', words: ['bid', 'ask'] })).toThrow('empty, where bid or ask is wanted');
  expect(symbolText(place, 0, 'btcusdt')).toBe('BTCUSDT');
  expect(() => symbolText(place, 0, 'BTC"USDT')).toThrow('is not a symbol');
  expect(msOf(1736899200037999)).toBe(1736899200037);
});

test('a long wrong cell is cut in the message', () => {
  expect(() => decimalText(place, 1, 'x'.repeat(1_000))).toThrow(/"x{40}…" is not/);
});
