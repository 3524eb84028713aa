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
}

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
  return { multiply, divide, perOne: fits ? perOne : 0, textDecimals: -1, fractions: new Int32Array(0) };
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
}
