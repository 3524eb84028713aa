// Numbers and times on screens, one by one.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ASCII_GLYPHS, UNICODE_GLYPHS } from '../../src/ui/glyphs.js';
import * as format from '../../src/ui/format.js';
import { SCREEN_TEXTS } from '../../src/text/screen-text.js';

const UNITS = { tick: 0.01, step: 0.001, priceDecimals: 2, qtyDecimals: 3, base: 'ETH', quote: 'USDT' };
/** Many ticks a price: what is small beside their number is not small beside a tick. */
const DEAR = { ...UNITS, tick: 0.1, priceDecimals: 1, base: 'BTC' };
const { en, zh } = SCREEN_TEXTS;

test.each([
  [0, '0'],
  [0.0004, '4e-4'],
  [0.0123, '0.012'],
  [0.9996, '1'],
  [5.25, '5.25'],
  [5, '5'],
  [12.34, '12.3'],
  [999.4, '999'],
  [999.6, '1.00k'],
  [1234, '1.23k'],
  [12_345, '12.3k'],
  [999_600, '1.00M'],
  [3_400_000, '3.40M'],
  [-1234, '-1.23k'],
  [2.5e12, '2.50T'],
  [3e16, '3.0e+16'],
  [Number.NaN, '-'],
  [Infinity, '-'],
  [null, '-'],
])('compact %s is %s', (value, wanted) => {
  expect(format.compactText(value)).toBe(wanted);
});

test.each([
  [5, 3, '5.00'],
  [5, 0, '5'],
  [0.8, 3, '0.800'],
  [12, 1, '12.0'],
  [1234, 3, '1.23k'],
])('in a column %s with %s decimals is %s', (value, decimals, wanted) => {
  expect(format.compactText(value, decimals)).toBe(wanted);
});

test.each([
  ['count', format.countText(12_345), '12345'],
  ['large count', format.countText(123_456), '123k'],
  ['signed', format.signedText(1234), '+1.23k'],
  ['signed, below zero', format.signedText(-4), '-4'],
  ['price', format.priceText(351_240, UNITS), '3512.40'],
  ['no price', format.priceText(null, UNITS), '-'],
  ['mid on a tick', format.midText(3512.4, UNITS), '3512.400'],
  ['mid between ticks', format.midText(3512.405, UNITS), '3512.405'],
  ['mid between ticks of a dear symbol', format.midText(61_826.25, DEAR), '61826.25'],
  ['mid on a tick of a dear symbol', format.midText(61_826.3, DEAR), '61826.30'],
  ['mid where half a tick needs no decimal more', format.midText(0.53, { ...UNITS, tick: 0.02 }), '0.53'],
  ['mid of a tick of 5', format.midText(105, { ...UNITS, tick: 5, priceDecimals: 0 }), '105.0'],
  ['mid of a tick of 10', format.midText(105, { ...UNITS, tick: 10, priceDecimals: 0 }), '105'],
  ['mid of a tick of 0.10', format.midText(61_826.25, { ...UNITS, tick: 0.1 }), '61826.25'],
  ['no mid', format.midText(null, UNITS), '-'],
  ['base quantity', format.quantityText(1500, 351_240, { units: UNITS, quantity: 'base' }), '1.50'],
  ['quote quantity: 1.5 × 3512.40', format.quantityText(1500, 351_240, { units: UNITS, quantity: 'quote' }), '5.27k'],
  ['quote without price', format.quantityText(1500, null, { units: UNITS, quantity: 'quote' }), '-'],
  ['minus zero', format.fixedText(-0.001, 2), '0.00'],
  ['share', format.shareText(0.99989), '99.98%'],
  ['all', format.shareText(1), '100%'],
  ['almost all', format.shareText(0.99999), '99.99%'],
  ['bytes', format.bytesText(512), '512 B'],
  ['kilobytes', format.bytesText(1234), '1.23 kB'],
  ['gigabytes', format.bytesText(45_600_000_000), '45.6 GB'],
  ['ms', format.msText(3.214), '3.21'],
  ['large ms', format.msText(-1224.831), '-1225'],
  ['bp', format.bpText(12.44), '12.4'],
])('%s', (_, got, wanted) => {
  expect(got).toBe(wanted);
});

test('a mid that goes on and off the ticks keeps its width', () => {
  const ticks = fc.integer({ min: 1000, max: 4999 });
  const decimals = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(ticks, decimals, fc.constantFrom(1, 2, 5, 10, 25), (halfTicks, priceDecimals, mantissa) => {
      const tick = Number(`${mantissa}e-${priceDecimals}`);
      const units = { ...UNITS, tick, priceDecimals };
      const [on, off] = [2 * halfTicks, 2 * halfTicks + 1].map((k) => format.midText((k * tick) / 2, units));
      const decimalsIn = (text: string | undefined) => (text?.split('.')[1] ?? '').length;
      expect(decimalsIn(on)).toBe(decimalsIn(off));
      // All of it is shown, and nothing that half a tick does not have.
      expect(Number(off)).toBeCloseTo(((2 * halfTicks + 1) * tick) / 2, priceDecimals + 1);
    }),
  );
});

describe('spreads', () => {
  const spread = { spreadTicks: 1, mid: 3512.405, units: UNITS };
  test('in ticks', () => {
    expect(format.spreadText(spread, { spread: 'ticks' }, en)).toBe('1 tick');
    expect(format.spreadText({ ...spread, spreadTicks: 3 }, { spread: 'ticks' }, en)).toBe('3 ticks');
    expect(format.spreadText({ ...spread, spreadTicks: 3 }, { spread: 'ticks' }, zh)).toBe('3 跳');
  });
  test('in bp: 0.01 / 3512.405 is 0.0285 bp', () => {
    expect(format.spreadText(spread, { spread: 'bp' }, en)).toBe('0.03 bp');
  });
  test('unknown', () => {
    expect(format.spreadText({ ...spread, mid: null }, { spread: 'bp' }, en)).toBe('-');
    expect(format.spreadText({ ...spread, spreadTicks: null }, { spread: 'ticks' }, en)).toBe('-');
  });
});

test.each([
  [2.314, '▲+2.31', '+2.31'],
  [-0.4, '▼-0.40', '-0.40'],
  [0.001, '·0.00', '0.00'],
  [-0.001, '·0.00', '0.00'],
  [123.46, '▲+123.5', '+123.5'],
  [null, '-', '-'],
])('z %s', (z, unicode, ascii) => {
  expect(format.zText(z, UNICODE_GLYPHS)).toBe(unicode);
  expect(format.zText(z, ASCII_GLYPHS)).toBe(ascii);
});

test.each([
  [0, '0.00 ms'],
  [41, '0.04 ms'],
  [850_000, '850 ms'],
  [3_290_000, '3.2 s'],
  [42_900_000, '42 s'],
  [750_000_000, '12m 30s'],
  [3_900_000_000, '1h 05m'],
  [273_600_000_000, '3d 04h'],
  [-3_290_000, '-3.2 s'],
  [null, '-'],
])('%s µs last %s', (us, wanted) => {
  expect(format.durationText(us)).toBe(wanted);
});

describe('times', () => {
  const NOW = Date.UTC(2024, 7, 8, 23, 54, 15, 88) * 1000 + 999;
  test('by the clock of a zone', () => {
    expect(format.clockText(NOW, 'UTC', 'milli')).toBe('23:54:15.088');
    expect(format.clockText(NOW, 'Asia/Shanghai')).toBe('07:54:15');
    expect(format.dayText(NOW, 'Asia/Shanghai')).toBe('08-09');
    expect(format.clockText(NOW, 'Asia/Kathmandu', 'minute')).toBe('05:39');
  });
  test('a change of summer time is found', () => {
    const change = Date.UTC(2024, 9, 27, 1, 0, 0) * 1000;
    expect(format.clockText(change - 1, 'Europe/Berlin')).toBe('02:59:59');
    expect(format.clockText(change, 'Europe/Berlin')).toBe('02:00:00');
  });
  test('an age; what lies ahead is now', () => {
    expect(format.ageText(NOW - 3_200_000, NOW, en)).toBe('3.2 s old');
    expect(format.ageText(NOW - 3_200_000, NOW, zh)).toBe('3.2 s 前');
    expect(format.ageText(NOW + 5, NOW, en)).toBe('0.00 ms old');
    expect(format.ageText(null, NOW, en)).toBe('-');
  });
});

test('every number has a text without NaN, and a short compact one', () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      const texts = [
        format.compactText(value),
        format.zText(value, UNICODE_GLYPHS),
        format.durationText(value),
        format.bytesText(value),
        format.clockText(value, 'Asia/Shanghai'),
        format.midText(value, UNITS),
        format.msText(value),
      ];
      for (const text of texts) expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
      expect((texts[0] ?? '').length).toBeLessThanOrEqual(9);
    }),
  );
});
