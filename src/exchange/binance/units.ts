// Decimal text of one symbol → ticks or lots: everything about the unit that can be worked out once.

import { type Decimal, powerOfTen } from '../../core/market/decimal.js';

const MAX_DECIMALS = 15;
/** Fractions of up to this many digits are read by table. */
const TABLE_DECIMALS = 4;

/**
 * count = mantissa · multiply[d] / divide[d] for a text with d decimals. One of the two is 1 unless the unit's own
 * mantissa is not 1 (tick 0.5). The division must leave no rest: else the text is finer than the unit.
 */
export interface UnitScale {
  readonly multiply: Float64Array;
  readonly divide: Float64Array;
  /** Units in 1, where that is a whole number below 2^31 / 10^5 (so that five digits before the point fit 32 bits); else 0. */
  readonly perOne: number;
  /** Decimals that the exchange writes for this symbol, learned from the first text; −1 before, or where no table serves. */
  textDecimals: number;
  /** Units of each fraction of textDecimals digits, −1 for those finer than the unit. */
  fractions: Int32Array;
  /** From the point to the closing quote, in bytes; 0 before textDecimals is known. */
  span: number;
  /** Bits to move up the word behind the point, so that just its decimals are left. */
  fractionShift: number;
  /** Where the digits of the text last read the long way stood: the next one mostly has as many. */
  readonly layout: WholeLayout;
}

/** Digits before the point: up to four in the text's first word, up to three more in its second. */
export interface WholeLayout {
  /** 0 before the first one is known. */
  digits: number;
  headShift: number;
  tailShift: number;
  /** −1 where the second word holds digits, else 0. */
  tailMask: number;
  /** Units that 1 in the first word's number stands for. */
  headUnits: number;
}

const HEAD_DIGITS = 4;
const WHOLE_DIGITS = 7;

const MAX_PER_ONE = 21_474;

export function unitScale(unit: Decimal): UnitScale {
  const multiply = new Float64Array(MAX_DECIMALS + 1);
  const divide = new Float64Array(MAX_DECIMALS + 1);
  for (let d = 0; d <= MAX_DECIMALS; d++) {
    multiply[d] = d <= unit.decimals ? powerOfTen(unit.decimals - d) : 1;
    divide[d] = (d > unit.decimals ? powerOfTen(d - unit.decimals) : 1) * unit.mantissa;
  }
  const perOne = powerOfTen(unit.decimals) / unit.mantissa;
  const fits = Number.isInteger(perOne) && perOne <= MAX_PER_ONE;
  return {
    multiply,
    divide,
    perOne: fits ? perOne : 0,
    textDecimals: -1,
    fractions: new Int32Array(0),
    span: 0,
    fractionShift: 0,
    layout: { digits: 0, headShift: 0, tailShift: 0, tailMask: 0, headUnits: 0 },
  };
}

/** Ticks or lots, or −1 where the text is finer than the unit or leaves the exact range. Mantissa ≥ 0, decimals ≤ 15. */
export function scaleDecimal(scale: UnitScale, mantissa: number, decimals: number): number {
  const scaled = mantissa * (scale.multiply[decimals] as number);
  const divisor = scale.divide[decimals] as number;
  if (divisor === 1) return scaled <= Number.MAX_SAFE_INTEGER ? scaled : -1;
  const count = Math.floor(scaled / divisor);
  return count * divisor === scaled && scaled <= Number.MAX_SAFE_INTEGER ? count : -1;
}

/** Prepares the table for texts with so many decimals, once. */
export function learnDecimals(scale: UnitScale, decimals: number): void {
  if (scale.textDecimals >= 0 || scale.perOne === 0 || decimals < 1 || decimals > TABLE_DECIMALS) return;
  const size = powerOfTen(decimals);
  const fractions = new Int32Array(size);
  for (let value = 0; value < size; value++) fractions[value] = scaleDecimal(scale, value, decimals);
  scale.fractions = fractions;
  scale.textDecimals = decimals;
  scale.span = decimals + 1;
  scale.fractionShift = 32 - 8 * decimals;
}

/** Notes how many digits stand before the point, where textDecimals is known and they fit two words. */
export function learnLayout(scale: UnitScale, digits: number): void {
  if (scale.textDecimals < 0 || digits < 1 || digits > WHOLE_DIGITS) return;
  const { layout } = scale;
  const tail = Math.max(digits - HEAD_DIGITS, 0);
  layout.digits = digits;
  layout.headShift = 8 * Math.max(HEAD_DIGITS - digits, 0);
  layout.tailShift = tail === 0 ? 0 : 32 - 8 * tail;
  layout.tailMask = tail === 0 ? 0 : -1;
  layout.headUnits = scale.perOne * powerOfTen(tail);
}
