// Decimal text ⇄ integers, digit by digit: no binary fraction ever stands between the exchange's text and our ticks.

/** Why a decimal text could not be turned into an integer count of a unit. */
export type DecimalProblem = 'not_decimal' | 'too_large' | 'too_fine';

/** A decimal number as an exact integer and a count of decimals: value = mantissa / 10^decimals. */
export interface Decimal {
  readonly mantissa: number;
  readonly decimals: number;
}

const ZERO = 48;
const NINE = 57;
const DOT = 46;

/** 10^n for n = 0..15, exact. Indexing outside that range is a bug. */
export const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

export function powerOfTen(exponent: number): number {
  const value = POWERS_OF_TEN[exponent];
  if (value === undefined) throw new RangeError(`10^${exponent} is outside 10^0..10^15`);
  return value;
}

/**
 * Reads `digits[.digits]` exactly. No sign, no exponent, no blanks: the exchange writes none.
 * Trailing zeros count as decimals ("1.50" has two), so that the text's own precision stays visible; they are left out
 * where the number would not fit with them.
 */
export function parseDecimal(text: string): Decimal | DecimalProblem {
  let mantissa = 0;
  let decimals = -1;
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === DOT) {
      if (decimals >= 0 || digits === 0) return 'not_decimal';
      decimals = 0;
      continue;
    }
    if (code < ZERO || code > NINE) return 'not_decimal';
    mantissa = mantissa * 10 + (code - ZERO);
    if (mantissa > Number.MAX_SAFE_INTEGER) return parseShorter(text);
    digits++;
    if (decimals >= 0) decimals++;
  }
  if (digits === 0 || decimals === 0) return 'not_decimal';
  return { mantissa, decimals: decimals < 0 ? 0 : decimals };
}

/** Spot writes eight decimals whatever the step: "90071993.00000000" holds no digit too many but its zeros. */
function parseShorter(text: string): Decimal | DecimalProblem {
  const shorter = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return shorter === text ? 'too_large' : parseDecimal(shorter);
}

/** The same value with the fewest decimals: 1.50 → 1.5. */
export function trimDecimal(value: Decimal): Decimal {
  let { mantissa, decimals } = value;
  while (decimals > 0 && mantissa % 10 === 0) {
    mantissa /= 10;
    decimals--;
  }
  return { mantissa, decimals };
}

/**
 * Decimal text as a whole count of `unit` (a trimmed, positive decimal such as 0.1 or 0.001).
 * "61800.20" with unit 0.1 is 618002; "61800.25" is refused as too fine.
 */
export function countUnits(text: string, unit: Decimal): number | DecimalProblem {
  const value = parseDecimal(text);
  if (typeof value === 'string') return value;
  return decimalToUnits(value, unit);
}

/** As countUnits, from a parsed decimal. */
export function decimalToUnits(value: Decimal, unit: Decimal): number | DecimalProblem {
  let { mantissa, decimals } = value;
  while (decimals > unit.decimals) {
    if (mantissa % 10 !== 0) return 'too_fine';
    mantissa /= 10;
    decimals--;
  }
  while (decimals < unit.decimals) {
    mantissa *= 10;
    decimals++;
    if (mantissa > Number.MAX_SAFE_INTEGER) return 'too_large';
  }
  if (mantissa % unit.mantissa !== 0) return 'too_fine';
  return mantissa / unit.mantissa;
}

/** `count` units as decimal text with `decimals` places (at least the unit's own). */
export function formatUnits(count: number, unit: Decimal, decimals: number = unit.decimals): string {
  const negative = count < 0;
  const scaled = BigInt(Math.abs(count)) * BigInt(unit.mantissa);
  const places = Math.max(decimals, unit.decimals);
  const text = (scaled * BigInt(powerOfTen(places - unit.decimals))).toString().padStart(places + 1, '0');
  const whole = text.slice(0, text.length - places);
  const sign = negative && scaled !== 0n ? '-' : '';
  return places === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(text.length - places)}`;
}

/** The nearest binary value of `count` units; one correctly rounded division, so 3 × 0.001 is 0.003. */
export function unitsToNumber(count: number, unit: Decimal): number {
  return (count * unit.mantissa) / powerOfTen(unit.decimals);
}
