// Decimal texts ⇄ integer units: exact for every tick and step, refused where a text does not fit.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Decimal,
  countUnits,
  decimalToUnits,
  formatUnits,
  parseDecimal,
  powerOfTen,
  trimDecimal,
  unitsToNumber,
} from '../../../src/core/market/decimal.js';
import { parseUnit } from '../../../src/core/market/instrument.js';
import { referenceUnits } from '../../support/reference-decoder.js';

/** Tick and step sizes of USD-M and spot filters. */
const UNITS = [
  ...['0.1', '0.01', '0.001', '0.0001', '0.00001', '0.000001', '0.0000001', '0.00000001'],
  ...['0.5', '0.05', '0.25', '0.2', '1', '5', '10', '100', '1000', '0.10', '0.00100000', '1.00000000', '1000.000'],
];

const unit = (text: string): Decimal => parseUnit(text)!;

describe('reading', () => {
  test.each([
    ['0', { mantissa: 0, decimals: 0 }],
    ['61800.20', { mantissa: 6180020, decimals: 2 }],
    ['0.00000001', { mantissa: 1, decimals: 8 }],
    ['007.5', { mantissa: 75, decimals: 1 }],
    ['9007199254740991', { mantissa: 9007199254740991, decimals: 0 }],
    ['9007199254740992', 'too_large'],
    ['90071993.00000000', { mantissa: 90071993, decimals: 0 }],
    ['123456789012.50000000', { mantissa: 1234567890125, decimals: 1 }],
    ['123456789012.12345678', 'too_large'],
    ['9999999999999999999.0', 'too_large'],
    ...['', '.', '.5', '5.', '1..2', '1.2.3', '-1', '+1', '1e3', ' 1', '1 ', '1,5', '٣', 'NaN', 'Infinity', '0x1'].map(
      (text): [string, string] => [text, 'not_decimal'],
    ),
  ])('%s', (text, value) => {
    expect(parseDecimal(text)).toEqual(value);
  });

  test.each([
    ['61800.20', '0.1', 618002],
    ['61800.25', '0.1', 'too_fine'],
    ['61800.25', '0.05', 1236005],
    ['61800.5', '0.5', 123601],
    ['61800.4', '0.5', 'too_fine'],
    ['0.00000001', '0.00000001', 1],
    ['0.00000001', '0.0000001', 'too_fine'],
    ['1250', '100', 'too_fine'],
    ['1200', '100', 12],
    ['1200.000', '100', 12],
    ['0.000', '1000', 0],
    ['134180600.00000000', '1', 134180600],
    ['9007199254740991', '0.1', 'too_large'],
    ['900719925474099.1', '0.1', 9007199254740991],
  ])('%s in units of %s', (text, size, count) => {
    expect(countUnits(text, unit(size))).toBe(count);
  });

  test.each(['0', '0.0', '-0.1', '', '1e-3', 'x'])('%s is no step size', (text) => {
    expect(parseUnit(text)).toBeNull();
  });

  test('trailing zeros of a step size say nothing', () => {
    expect(parseUnit('0.10')).toEqual({ mantissa: 1, decimals: 1 });
    expect(parseUnit('1000.000')).toEqual({ mantissa: 1000, decimals: 0 });
    expect(trimDecimal({ mantissa: 0, decimals: 3 })).toEqual({ mantissa: 0, decimals: 0 });
  });
});

describe.each(UNITS)('unit %s', (size) => {
  const step = unit(size);
  const most = Math.floor(Number.MAX_SAFE_INTEGER / step.mantissa);

  test('text and back is the same count, with more decimals too', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat(7), (any, more) => {
        const count = any % most;
        const text = formatUnits(count, step, step.decimals + more);
        // By hand: count · mantissa with the point put in.
        const scaled = (BigInt(count) * BigInt(step.mantissa) * 10n ** BigInt(more)).toString();
        const places = step.decimals + more;
        const padded = scaled.padStart(places + 1, '0');
        const whole = padded.slice(0, padded.length - places);
        expect(text).toBe(places === 0 ? whole : `${whole}.${padded.slice(padded.length - places)}`);
        expect(countUnits(text, step)).toBe(count);
        expect(formatUnits(-count, step)).toBe(count === 0 ? formatUnits(0, step) : `-${formatUnits(count, step)}`);
      }),
      { numRuns: 60 },
    );
  });

  test('any decimal text: the count that exact fractions give, or a refusal', () => {
    const digits = fc.stringMatching(/^[0-9]{1,12}$/);
    fc.assert(
      fc.property(digits, fc.option(digits), (whole, part) => {
        const text = part === null ? whole : `${whole}.${part}`;
        const expected = referenceUnits(text, step);
        const count = countUnits(text, step);
        if (typeof expected === 'number' && typeof count === 'string') {
          // Refused only where the digits themselves do not fit.
          expect(BigInt((whole + (part ?? '')).replace(/^0+(?=\d)|0+$/g, ''))).toBeGreaterThan(10n ** 14n);
        } else if (typeof expected === 'number') expect(count).toBe(expected);
        else expect(typeof count).toBe('string');
      }),
      { numRuns: 60 },
    );
  });

  test('as a number: the nearest double of the decimal text', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (count) => {
        expect(unitsToNumber(count, step)).toBe(Number(formatUnits(count, step)));
      }),
      { numRuns: 60 },
    );
  });
});

test('powers of ten are exact, and a bug outside of 0..15', () => {
  for (let n = 0; n <= 15; n++) expect(powerOfTen(n)).toBe(Number(`1e${n}`));
  for (const n of [-1, 16, 1.5]) expect(() => powerOfTen(n)).toThrow(RangeError);
});

test('a parsed decimal gives the same count as its text', () => {
  expect(decimalToUnits({ mantissa: 6180020, decimals: 2 }, unit('0.1'))).toBe(618002);
  expect(decimalToUnits({ mantissa: 1, decimals: 3 }, unit('0.01'))).toBe('too_fine');
});
